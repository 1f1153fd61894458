import { uptime } from 'node:os';
import { expect, test } from 'vitest';
import { findBootId, systemClock } from './clock.ts';

test('the steady clock counts from the boot and never runs back', () => {
  const clock = systemClock();
  let before = clock.monoMs();
  expect(Math.abs(before - uptime() * 1000)).toBeLessThan(500);
  for (let look = 0; look < 10_000; look += 1) {
    const now = clock.monoMs();
    expect(now).toBeGreaterThanOrEqual(before);
    before = now;
  }
});

test('a boot has one name, whichever program asks', () => {
  expect(findBootId(Date.now(), uptime() * 1000)).toBe(findBootId(Date.now() + 1, uptime() * 1000 + 1));
  expect(systemClock().bootId).toMatch(/^[0-9a-z-]{20,}$/);
});
