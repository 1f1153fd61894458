import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildLexicon, readLexiconWords } from './build-lexicon.ts';
import { deriveHant } from './derive-hant.ts';
import { readSource } from './read-source.ts';

const contentDir = join(import.meta.dirname, '..', 'content');
const source = readSource(contentDir);
const listed = readLexiconWords(readFileSync(join(contentDir, 'lexicon.txt'), 'utf8'));
const lexicon = buildLexicon(source, listed, deriveHant(source.overrides));
const find = (word: string) => lexicon.find((entry) => entry.word === word);

test('reads a word a line, without remarks and what is no Han word', () => {
  expect(readLexiconWords('# 展览\n以案为鉴 # 标题\n\n  红包\nWi-Fi\n字\n')).toEqual(['以案为鉴', '红包']);
});

test('holds the editors’ words, the titles and what the texts repeat, each once', () => {
  expect(find('围标串标')).toEqual({ word: '围标串标', reading: 'wei biao chuan biao', hant: '圍標串標' });
  expect(find('一只信封')).toEqual({ word: '一只信封', reading: 'yi zhi xin feng', hant: '一個信封' });
  expect(lexicon.length).toBeGreaterThan(listed.length + 50);
  expect(new Set(lexicon.map(({ word }) => word)).size).toBe(lexicon.length);
});

test('gives no Traditional form where it is the same', () => {
  expect(find('回扣')).toEqual({ word: '回扣', reading: 'hui kou' });
});

test('reads every character of every word', () => {
  for (const { word, reading } of lexicon) {
    expect(reading.split(' '), word).toHaveLength(word.length);
    expect(reading, word).toMatch(/^[a-z ]+$/);
  }
});

test('stays small enough to be fetched with the exhibition', () => {
  expect(Buffer.byteLength(JSON.stringify(lexicon))).toBeLessThan(30_000);
});
