import { expect, test } from 'vitest';
import { compareEditions, meetsNeeds } from './pack.ts';

test('an edition is older by its date, and on one day by its number', () => {
  const edition = { date: '2026-11-20', number: 2 };
  expect(compareEditions({ date: '2026-11-19', number: 9 }, edition)).toBeLessThan(0);
  expect(compareEditions({ date: '2026-11-20', number: 1 }, edition)).toBeLessThan(0);
  expect(compareEditions({ date: '2026-11-20', number: 2 }, edition)).toBe(0);
  expect(compareEditions({ date: '2026-11-20', number: 10 }, edition)).toBeGreaterThan(0);
});

test('a program shows what it is new enough for, and not too new', () => {
  expect(meetsNeeds('0.9.0', { from: '0.10.0' })).toBe(false);
  expect(meetsNeeds('0.10.0', { from: '0.10.0' })).toBe(true);
  expect(meetsNeeds('2.0.0', { from: '0.10.0', before: '2.0.0' })).toBe(false);
  expect(meetsNeeds('1.99.3-beta.1', { from: '0.10.0', before: '2.0.0' })).toBe(true);
});
