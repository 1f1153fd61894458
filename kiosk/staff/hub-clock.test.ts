import { expect, test } from 'vitest';
import { findAheadOfHub } from './hub-clock.ts';

const clock = { wallMs: () => 1_000_000, monoMs: () => 40_000, bootId: 'this-boot' };

test('the clock is compared with the hub’s only by what the hub told of this boot', () => {
  expect(findAheadOfHub(clock, undefined)).toBeNull();
  expect(findAheadOfHub(clock, new Map([['boot-before', { bootedAtMs: 5 }]]))).toBeNull();
  expect(findAheadOfHub(clock, new Map([['this-boot', { bootedAtMs: 960_000 }]]))).toBe(0);
  expect(findAheadOfHub(clock, new Map([['this-boot', { bootedAtMs: 900_000 }]]))).toBe(60_000);
  expect(findAheadOfHub(clock, new Map([['this-boot', { bootedAtMs: 990_000 }]]))).toBe(-30_000);
});
