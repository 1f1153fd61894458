// Not one untranslated word: the three languages hold the same keys, and every key is used.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deriveScreenWords } from './derive-screen-words.ts';
import en from '../renderer/i18n/en.json';
import zhHans from '../renderer/i18n/zh-Hans.json';
import zhHant from '../renderer/i18n/zh-Hant.json';

function keysOf(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
  );
}

/** English has a form for one; Chinese does not. */
const withoutPlural = (keys: string[]) => new Set(keys.map((key) => key.replace(/_(one|other)$/, '')));

test('all three languages hold the same keys', () => {
  expect(withoutPlural(keysOf(en))).toEqual(withoutPlural(keysOf(zhHans)));
  expect(keysOf(zhHant)).toEqual(keysOf(zhHans));
});

test('the Traditional words are those derived from the Simplified ones', () => {
  expect(zhHant).toEqual(deriveScreenWords(zhHans));
});

test('English holds no Chinese but the marks and names that are meant to be, and Chinese no English', () => {
  const meant = new Set([
    'access.languageMark',
    'attract.inscription',
    'languageName.zh-Hans',
    'languageName.zh-Hant',
  ]);
  const entries = (words: object) => keysOf(words).map((key) => [key, read(words, key)] as const);
  for (const [key, text] of entries(en)) {
    if (!meant.has(key)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
  }
  for (const [key, text] of entries(zhHans)) {
    if (key !== 'languageName.en') expect(text.replace(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[A-Za-z]/);
  }
});

test('every key is used by a screen', () => {
  const code = sourceText(join(import.meta.dirname, '..', 'renderer'));
  const unused = keysOf(zhHans).filter((key) => {
    const plain = key.replace(/_(one|other|zero|\d)$/, '');
    const group = plain.replace(/\.[^.]+$/, '.');
    return (
      !code.includes(`'${plain}'`) &&
      !code.includes(`'${key}'`) &&
      !code.includes(`\`${group}\${`) &&
      !code.includes(`\`${plain}_\${`)
    );
  });
  expect(unused).toEqual([]);
});

function read(words: object, key: string): string {
  return key
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], words) as string;
}

function sourceText(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
