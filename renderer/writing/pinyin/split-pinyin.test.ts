import { expect, test } from 'vitest';
import { listAlternatives, type FuzzyPair } from './fuzzy.ts';
import { showDivided, splitPinyin, type Syllabary } from './split-pinyin.ts';

const syllables =
  'a an ang fan fang gan guo hao lan lang lv lve ma ni ren san shan si xi xian zhong zong'.split(' ');

function aSyllabary(fuzzy: FuzzyPair[] = []): Syllabary {
  return {
    syllables,
    ids: new Map(syllables.map((syllable, id) => [syllable, id])),
    alternatives: listAlternatives(syllables, fuzzy),
  };
}

/** Every way through what was typed, each syllable with those it may stand for. */
function ways(letters: string, fuzzy: FuzzyPair[] = []): string[] {
  const split = splitPinyin(letters, aSyllabary(fuzzy));
  const from = (place: number): string[] =>
    place >= split.readable
      ? ['']
      : (split.pieces[place] ?? []).flatMap(({ end, ids }) => {
          const names = ids.map((id) => syllables[id]).join('/');
          return from(end).map((rest) => [names, rest].filter((part) => part !== '').join(' '));
        });
  return from(0);
}

test('reads letters in every way that they divide', () => {
  expect(ways('xian')).toContain('xian');
  expect(ways('xian')).toContain('xi an');
  expect(ways('fangan')).toEqual(expect.arrayContaining(['fan gan', 'fang an']));
});

test('a ’ always divides, also where it is typed twice or at either end', () => {
  expect(ways("xi'an")).toEqual(expect.arrayContaining(['xi an']));
  expect(ways("xi'an")).not.toContain('xian');
  expect(ways("'xi''an'")).toContain('xi an');
});

test('what was begun at the end stands for every syllable that begins so', () => {
  expect(ways('nihaom')).toEqual(['ni hao ma']);
  expect(ways('f')).toEqual(['fan/fang']);
});

test('initials alone stand for what begins with them', () => {
  expect(ways('zhgr')).toContain('zhong gan/guo ren');
});

test('u and v both write ü', () => {
  expect(ways('lue')).toContain('lve');
  expect(ways('lv')).toContain('lv');
});

test('letters that are no pinyin stay unread, those before them do not', () => {
  expect(splitPinyin('iii', aSyllabary()).readable).toBe(0);
  expect(splitPinyin('niv', aSyllabary()).readable).toBe(2);
});

test('fuzzy pairs stand for one another, at a cost, and only where they are on', () => {
  expect(ways('si')).toEqual(['si']);
  expect(ways('san', ['sh-s'])).toEqual(expect.arrayContaining(['san', 'shan']));
  expect(ways('lan', ['an-ang'])).toEqual(expect.arrayContaining(['lan', 'lang']));
  const [exact, fuzzy] = splitPinyin('zong', aSyllabary(['zh-z'])).pieces[0] ?? [];
  expect(exact?.cost).toBe(0);
  expect(fuzzy?.cost).toBeGreaterThan(0);
});

test('the composing line shows where the reading divides', () => {
  expect(showDivided('shouzhu', [4, 7])).toBe("shou'zhu");
  expect(showDivided("xi'an", [3, 5])).toBe("xi'an");
  expect(showDivided('niv', [2])).toBe("ni'v");
  expect(showDivided("ni'", [3])).toBe("ni'");
});
