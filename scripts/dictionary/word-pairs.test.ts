// What is taken from a language model, on a model small enough to be checked by hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choosePairs } from './choose-pairs.ts';
import { clusterWords, unknownClass } from './cluster-words.ts';
import { divideInModel, readArpa } from './read-arpa.ts';
import { readWordPairs, writeWordPairs } from './word-pairs-file.ts';

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'word-pairs-'));
});

afterAll(() => rmSync(dir, { recursive: true }));

const arpa = `\\data\\
ngram 1=3
ngram 2=2
ngram 3=1

\\1-grams:
-1\t水\t0
-1\t喝\t-0.30103
-1\t茶

\\2-grams:
-0.30103\t喝 水
-1\t水 喝\t0

\\3-grams:
-0.1\t喝 水 喝
\\end\\
`;

test('a model is read with what is listed, and what is left to unlisted words', () => {
  const file = join(dir, 'small.arpa');
  writeFileSync(file, arpa);
  const model = readArpa(file);
  expect(model.words).toEqual(['水', '喝', '茶']);
  expect(model.first.length).toBe(2);
  const chanceAfter = (first: string, second: string) =>
    model.chanceAfter(model.ids.get(first) ?? -1, model.ids.get(second) ?? -1);
  expect(chanceAfter('喝', '水')).toBeCloseTo(0.5);
  expect(chanceAfter('喝', '茶')).toBeCloseTo(0.05);
  expect(model.share.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1);
  expect(model.share[0]).toBeGreaterThan(model.share[2] ?? 1);
  expect(divideInModel(model, '喝水')).toMatchObject({ first: 1, last: 0 });
  expect(divideInModel(model, '酒')).toBeUndefined();
});

test('a file that is no model is refused', () => {
  const file = join(dir, 'empty.arpa');
  writeFileSync(file, 'nothing\n');
  expect(() => readArpa(file)).toThrow('holds no words');
});

test('what is written is read again', () => {
  const file = join(dir, 'pairs.br');
  const pairs = [
    { first: 2, second: 0, pull: -3.25 },
    { first: 0, second: 1, pull: 7 },
    { first: 0, second: 2, pull: 0.5 },
  ];
  const written = {
    texts: ['喝', '水', '茶'],
    shares: [0.5, 0, 0.25],
    classes: 2,
    classOf: Uint8Array.of(0, 1, 1),
    pulls: [0, 1, -1.5, 0.25],
  };
  writeFileSync(file, writeWordPairs({ ...written, pairs }));
  const read = readWordPairs(file);
  expect(read).toMatchObject({ ...written, shares: expect.anything() });
  expect(read.pairs).toEqual([pairs[1], pairs[2], pairs[0]]);
  expect(read.shares[1]).toBe(0);
  expect(read.shares[2]).toBeCloseTo(0.25, 1);
});

test('words that keep the same company fall into one class', () => {
  // 0, 1, 2 alternate with 3, 4, 5; of 6 nothing is known. By commonness 2 and 5 begin in the wrong class.
  const pairs = [0, 1, 2].flatMap((one) =>
    [3, 4, 5].flatMap((other) => [
      { first: one, second: other },
      { first: other, second: one },
    ]),
  );
  const classOf = clusterWords(
    {
      first: Int32Array.from(pairs, ({ first }) => first),
      second: Int32Array.from(pairs, ({ second }) => second),
      weight: Float64Array.from(pairs, () => 1 / 18),
    },
    Float64Array.of(0.3, 0.2, 0.05, 0.25, 0.12, 0.08, 0),
    4,
    () => {},
  );
  expect(new Set(classOf.subarray(0, 3)).size).toBe(1);
  expect(new Set(classOf.subarray(3, 6)).size).toBe(1);
  expect(classOf[0]).not.toBe(classOf[3]);
  expect(classOf[6]).toBe(unknownClass);
});

test('the pair that decides between words of one sound is chosen before the commoner that decides nothing', () => {
  // he shui: 和水 by the classes, 喝水 by the pairs; wo men has no rival.
  const readings = [['he'], ['he'], ['shui'], ['wo'], ['men']];
  const shares = Float64Array.of(0.1, 0.01, 0.05, 0.3, 0.3);
  const pairs = {
    first: Int32Array.of(1, 3),
    second: Int32Array.of(2, 4),
    weight: Float64Array.of(0.05, 0.2),
  };
  const weighByClass = (first: number, second: number) => (shares[first] ?? 0) * (shares[second] ?? 0);
  expect(choosePairs(pairs, { readings, shares, weighByClass }, 1)).toEqual([0]);
});
