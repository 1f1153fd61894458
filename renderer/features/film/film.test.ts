// The film's figures: what the log will say of it, and when it is set aside.
import { expect, test } from 'vitest';
import { clock, isCompleted, isCutShort, seekable } from './film-time.ts';
import { firstVolumeStep, nearestStep, volumeOf, volumeSteps } from './film-volume.ts';
import { startStallWatch } from './stall-watch.ts';

test('volume goes up in four steps and never above 80 %', () => {
  const volumes = Array.from({ length: volumeSteps }, (_, step) => volumeOf(step));
  expect(volumes).toEqual(volumes.toSorted((a, b) => a - b));
  expect(new Set(volumes).size).toBe(4);
  expect(volumes[0]).toBe(0);
  for (const step of [3, 4, 99, Infinity]) expect(volumeOf(step)).toBe(0.8);
  expect(volumeOf(-3)).toBe(0);
  expect(nearestStep(firstVolumeStep)).toBe(firstVolumeStep);
  expect(volumeOf(firstVolumeStep)).toBeGreaterThan(0);
});

test('a clock of minutes and seconds, and 0:00 where the length is not known yet', () => {
  expect([0, 7.9, 60, 107.96].map(clock)).toEqual(['0:00', '0:07', '1:00', '1:47']);
  expect(clock(Number.NaN)).toBe('0:00');
});

test('seeking stays inside the film', () => {
  expect(seekable(-10, 108)).toBe(0);
  expect(seekable(50, 108)).toBe(50);
  expect(seekable(500, 108)).toBeLessThan(108);
  expect(seekable(5, 0)).toBe(0);
});

test('a film cut in half that “ends” in the middle, or leaps to its end, is no whole one', () => {
  // Chromium with the first half of a WebM of 108 s: the last picture at 57 s, then “ended” at 108.
  expect(isCutShort({ second: 57.2, ms: 20_000 }, { second: 108.01, ms: 20_300 }, 108)).toBe(true);
  expect(isCutShort({ second: 90, ms: 5_000 }, { second: 108.01, ms: 5_040 }, 108)).toBe(true);
  expect(isCutShort({ second: 54, ms: 0 }, { second: 54.2, ms: 200 }, 108)).toBe(true);
});

test('a whole film comes to its end, also where the page was too busy to look for a while', () => {
  expect(isCutShort({ second: 107.8, ms: 0 }, { second: 108.01, ms: 210 }, 108)).toBe(false);
  expect(isCutShort({ second: 104, ms: 0 }, { second: 108, ms: 4_000 }, 108)).toBe(false);
  expect(isCutShort({ second: 107.75, ms: 0 }, { second: 108.01, ms: 30 }, 108)).toBe(false);
});

test('pulled to its end with a finger it is not completed; seen, it is', () => {
  expect(isCompleted(true, 4, 108)).toBe(false);
  expect(isCompleted(true, 107, 108)).toBe(true);
  expect(isCompleted(false, 107, 108)).toBe(false);
});

test('a film that stands still for 8 s is given up; one that is paused is not', () => {
  const watch = startStallWatch(8_000);
  expect(watch.look(0, 0, true)).toBe(false);
  expect(watch.look(7_900, 0, true)).toBe(false);
  expect(watch.look(8_000, 0, true)).toBe(true);
  const paused = startStallWatch(8_000);
  expect(paused.look(0, 12, true)).toBe(false);
  for (let ms = 1_000; ms < 60_000; ms += 1_000) expect(paused.look(ms, 12, false)).toBe(false);
  expect(paused.look(66_000, 12, true)).toBe(false);
  expect(paused.look(67_000, 12, true)).toBe(true);
});

test('a slow film that moves a little now and then goes on', () => {
  const watch = startStallWatch(8_000);
  for (let step = 0; step < 20; step++) expect(watch.look(step * 7_000, step * 0.1, true)).toBe(false);
});
