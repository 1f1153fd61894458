// When a kiosk tries again: ever more rarely where nobody answers, and as it is told where a hub does.
import { expect, test } from 'vitest';
import { findFirstMs, findRetryMs, readRetryAfterMs } from './backoff.ts';

test('without an answer the wait grows to a quarter of an hour and never gives up', () => {
  const longest = [1, 2, 3, 9, 10, 500].map((failures) => findRetryMs(failures, 0.999_999));
  expect(longest).toEqual(
    [2_000, 4_000, 8_000, 512_000, 900_000, 900_000].map((ms) => Math.round(ms * 0.999_999)),
  );
  expect(findRetryMs(500, 0)).toBe(0);
});

test('a hub that says when is heeded, with a spread of its own size, however often it says so', () => {
  expect(findRetryMs(1, 0, 30_000)).toBe(30_000);
  expect(findRetryMs(1, 0.5, 30_000)).toBe(31_000);
  expect(findRetryMs(40, 0.5, 30_000)).toBe(45_000);
});

test('what the hub asks for is read in seconds and held to an hour', () => {
  expect([' 7 ', '999999', null, 'Wed, 21 Oct 2026 07:28:00 GMT', '-1'].map(readRetryAfterMs)).toEqual([
    7_000,
    3_600_000,
    undefined,
    undefined,
    undefined,
  ]);
  expect(findFirstMs(0.5)).toBe(60_000);
});
