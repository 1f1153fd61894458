import { expect, test } from 'vitest';
import { mostLetters, type Found } from '../pinyin/find-candidates.ts';
import {
  choose,
  chooseFirst,
  deleteLetter,
  nothingComposed,
  receive,
  typeLetter,
  writeLetters,
  type Composing,
} from './composing.ts';

const type = (letters: string, from: Composing = nothingComposed) => [...letters].reduce(typeLetter, from);

const found: Found = {
  shown: "shou'zhu'di'xian",
  unread: 0,
  candidates: [
    { text: '守住底线', letters: 13, syllables: [1, 2, 3, 4] },
    { text: '守住', letters: 7, syllables: [1, 2] },
  ],
};
const typed = receive(type('shouzhudixian'), 'shouzhudixian', found).composing;

test('a whole phrase is written and learnt, and nothing stays', () => {
  const step = chooseFirst(typed);
  expect(step).toEqual({
    composing: nothingComposed,
    write: '守住底线',
    learn: { text: '守住底线', syllables: [1, 2, 3, 4] },
  });
});

test('a beginning is written, the rest goes on being composed, and both are learnt together', () => {
  const beginning = found.candidates[1];
  const step = beginning && choose(typed, beginning);
  expect(step?.write).toBe('守住');
  expect(step?.composing.letters).toBe('dixian');
  expect(step?.learn).toBeUndefined();
  const rest = { shown: "di'xian", unread: 0, candidates: [{ text: '底线', letters: 6, syllables: [3, 4] }] };
  const end = step && chooseFirst(receive(step.composing, 'dixian', rest).composing);
  expect(end?.learn).toEqual({ text: '守住底线', syllables: [1, 2, 3, 4] });
});

test('space before the answer takes the first candidate once it comes', () => {
  const waiting = chooseFirst(type('shouzhudixian'));
  expect(waiting.write).toBe('');
  expect(receive(waiting.composing, 'shouzhudi', found).write).toBe('');
  expect(receive(waiting.composing, 'shouzhudixian', found).write).toBe('守住底线');
});

test('an answer for letters that are gone writes nothing', () => {
  expect(receive(nothingComposed, 'shou', found)).toMatchObject({ composing: nothingComposed, write: '' });
  const beginning = found.candidates[1];
  const other = { ...typed, letters: 'dixian' };
  expect(beginning && choose(other, beginning).write).toBe('');
});

test('letters that are no pinyin are written as they are', () => {
  const none = { candidates: [], shown: 'iii', unread: 3 };
  expect(chooseFirst(receive(type('iii'), 'iii', none).composing).write).toBe('iii');
  expect(writeLetters(type('wifi')).write).toBe('wifi');
});

test('a divider stands between letters only, once', () => {
  expect(type("'xi''an").letters).toBe("xi'an");
});

test('backspace takes the last letter; with the last one everything is gone', () => {
  expect(deleteLetter(type('ni')).letters).toBe('n');
  expect(deleteLetter(deleteLetter(type('ni')))).toBe(nothingComposed);
});

test('very long pinyin stops at its limit', () => {
  expect(type('a'.repeat(mostLetters + 20)).letters).toHaveLength(mostLetters);
});
