import { expect, test } from 'vitest';
import { deriveHant } from './derive-hant.ts';

test('derives words, not single characters', () => {
  const toHant = deriveHant([]);
  expect(toHant('干部在里屋理发，后来皇后发现面条')).toBe('幹部在裡屋理髮，後來皇后發現麵條');
});

test('an override wins over the dictionary, and a longer one over a shorter', () => {
  const toHant = deriveHant([
    { hans: '一只信封', hant: '一個信封' },
    { hans: '一只', hant: '一隻' },
  ]);
  expect(toHant('一只信封里，一只鸟')).toBe('一個信封裡，一隻鳥');
});

test('quotes with corner brackets', () => {
  expect(deriveHant([])('他说“再看‘老朋友’”')).toBe('他說「再看『老朋友』」');
});
