import { expect, test } from 'vitest';
import { monthsInChinese, monthsInEnglish, toChineseNumeral, yuanInChinese } from './chinese-numerals.ts';

test.each([
  [0, '零'],
  [7, '七'],
  [10, '十'],
  [15, '十五'],
  [20, '二十'],
  [97, '九十七'],
  [101, '一百零一'],
  [122, '一百二十二'],
  [137, '一百三十七'],
  [388, '三百八十八'],
  [1005, '一千零五'],
  [20_000, '二万'],
  [105_000, '十万五千'],
  [100_005, '十万零五'],
  [460_000, '四十六万'],
  [300_000_000, '三亿'],
])('writes %i as %s', (value, text) => {
  expect(toChineseNumeral(value)).toBe(text);
});

test('refuses what has no such numeral', () => {
  expect(() => toChineseNumeral(-1)).toThrow(RangeError);
  expect(() => toChineseNumeral(1.5)).toThrow(RangeError);
});

test.each([
  [5_300, '五千三百元'],
  [2_000, '两千元'],
  [20_000, '两万元'],
  [200_000, '二十万元'],
  [460_000, '四十六万元'],
])('writes %i yuan as %s', (value, text) => {
  expect(yuanInChinese(value)).toBe(text);
});

test('writes terms of imprisonment in both languages', () => {
  expect(monthsInChinese(42)).toBe('三年六个月');
  expect(monthsInChinese(36)).toBe('三年');
  expect(monthsInChinese(8)).toBe('八个月');
  expect(monthsInEnglish(42)).toBe('3 years 6 months');
  expect(monthsInEnglish(13)).toBe('1 year 1 month');
});
