import { expect, test } from 'vitest';
import { planQuietRestart } from './quiet-restart.ts';

const minuteMs = 60_000;

function plan(lastTouchMs: number | undefined, restartAt: string | null = '03:30') {
  return planQuietRestart({ restartAt: () => restartAt, lastTouchMs: () => lastTouchMs, startedMs: 0 });
}

test('at its minute, once, while nobody is there', () => {
  const quiet = plan(undefined);
  expect(quiet.look({ minute: '03:29', monoMs: 600 * minuteMs })).toBe(false);
  expect(quiet.look({ minute: '03:30', monoMs: 601 * minuteMs })).toBe(true);
  expect(quiet.look({ minute: '03:30', monoMs: 601 * minuteMs + 30_000 })).toBe(false);
});

test('it waits for a visitor to go, and lets the day be when nobody goes for an hour', () => {
  const quiet = plan(600 * minuteMs);
  expect(quiet.look({ minute: '03:30', monoMs: 601 * minuteMs })).toBe(false);
  expect(quiet.look({ minute: '03:33', monoMs: 604 * minuteMs })).toBe(true);
  expect(plan(599 * minuteMs).look({ minute: '04:30', monoMs: 700 * minuteMs })).toBe(false);
});

test('never where none is set, nor right after a start', () => {
  expect(plan(undefined, null).look({ minute: '03:30', monoMs: 600 * minuteMs })).toBe(false);
  expect(plan(undefined).look({ minute: '03:31', monoMs: minuteMs })).toBe(false);
});

test('over midnight', () => {
  expect(plan(undefined, '23:50').look({ minute: '00:10', monoMs: 600 * minuteMs })).toBe(true);
});
