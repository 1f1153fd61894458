import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanText,
  countCharacters,
  cutText,
  deleteBack,
  insertText,
  moveCaret,
  type Edit,
} from './edit-text.ts';

/** `a|b` is a caret, `a[bc]d` a selection. */
function anEdit(drawn: string): Edit {
  const text = drawn.replaceAll(/[[\]|]/g, '');
  const caret = drawn.indexOf('|');
  if (caret >= 0) return { text, start: caret, end: caret };
  return { text, start: drawn.indexOf('['), end: drawn.indexOf(']') - 1 };
}

const draw = ({ text, start, end }: Edit) =>
  start === end
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;

test('writes at the caret, and over a selection', () => {
  expect(draw(insertText(anEdit('守|底线'), '住', 800))).toBe('守住|底线');
  expect(draw(insertText(anEdit('我[不]收'), '拒', 800))).toBe('我拒|收');
});

test('writes no more than there is room for, counted in characters', () => {
  expect(draw(insertText(anEdit('一二|'), '三四五', 4))).toBe('一二三四|');
  expect(draw(insertText(anEdit('一二三四|'), '五', 4))).toBe('一二三四|');
  expect(draw(insertText(anEdit('一[二三]四|'.replace('|', '')), '五六七', 4))).toBe('一五六|四');
  // A character beyond the first plane is one.
  expect(countCharacters(insertText(anEdit('|'), '𠮷𠮷𠮷', 2).text)).toBe(2);
});

test('takes away whole graphemes', () => {
  expect(draw(deleteBack(anEdit('好的👨‍👩‍👧|')))).toBe('好的|');
  expect(draw(deleteBack(anEdit('𠮷|')))).toBe('|');
  expect(draw(deleteBack(anEdit('|一')))).toBe('|一');
  expect(draw(deleteBack(anEdit('一[二三]四')))).toBe('一|四');
  expect(draw(deleteBack(anEdit('一\n|')))).toBe('一|');
});

test('moves by graphemes and stops at the ends', () => {
  expect(draw(moveCaret(anEdit('一|二'), 1))).toBe('一二|');
  expect(draw(moveCaret(anEdit('一二|'), 1))).toBe('一二|');
  expect(draw(moveCaret(anEdit('👨‍👩‍👧|好'), -1))).toBe('|👨‍👩‍👧好');
  expect(draw(moveCaret(anEdit('一[二三]四'), -1))).toBe('一|二三四');
  expect(draw(moveCaret(anEdit('一[二三]四'), 1))).toBe('一二三|四');
});

test('refuses what cannot be seen or turns the line', () => {
  expect(cleanText('a\u0000b\u200Bc\u202Ed\uFEFFe\u2066f')).toBe('abcdef');
  expect(cleanText('一\r\n二\r三\u2028四')).toBe('一\n二\n三\n四');
  expect(cleanText('a\u200Db')).toBe('ab');
  expect(cleanText('👨‍👩‍👧')).toBe('👨‍👩‍👧');
  expect(cleanText('e\u0301')).toBe('é');
  expect(cleanText('\uD800x')).toBe('x');
});

test('whatever is typed, the text stays clean, within the limit, and the caret inside it', () => {
  const step = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }).map((text) => (edit: Edit) => insertText(edit, text, 20)),
    fc.constant(deleteBack),
    fc.constantFrom<-1 | 1>(-1, 1).map((by) => (edit: Edit) => moveCaret(edit, by)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { text, start, end } = steps.reduce((edit, each) => each(edit), anEdit('|'));
      expect(countCharacters(text)).toBeLessThanOrEqual(20);
      expect(text).not.toMatch(/\p{Cc}(?<!\n)/u);
      expect(start).toBe(end);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('a cut never leaves half a grapheme', () => {
  expect(cutText('👨‍👩‍👧好', 3)).toBe('');
  expect(cutText('👨‍👩‍👧好', 5)).toBe('👨‍👩‍👧');
});
