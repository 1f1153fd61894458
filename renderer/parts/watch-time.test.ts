// The seconds of a chapter, as the log will have them.
import { expect, test } from 'vitest';
import { startWatchTime } from './watch-time.ts';

test('counts seconds while the page is visible, and none while it is hidden', () => {
  let ms = 5_000;
  const watch = startWatchTime(() => ms);
  ms += 61_400;
  expect(watch.seconds()).toBe(61);
  watch.setVisible(false);
  ms += 30_000;
  expect(watch.seconds()).toBe(61);
  watch.setVisible(true);
  ms += 2_000;
  expect(watch.seconds()).toBe(63);
});

test('a clock that stumbles takes no second back', () => {
  let ms = 10_000;
  const watch = startWatchTime(() => ms);
  ms += 4_000;
  expect(watch.seconds()).toBe(4);
  ms -= 3_000;
  expect(watch.seconds()).toBe(4);
});
