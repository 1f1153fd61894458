// Who would wait too long is told to come again, before anything of what they bring is read.
import { expect, test } from 'vitest';
import { makeBatchQueue } from './batch-queue.ts';

test('no more wait than may, and who leaves makes room', () => {
  const queue = makeBatchQueue({ waiting: 2, atOnce: 1, random: () => 0.5 });
  const leave = queue.enter();
  expect(queue.expect()).toBeDefined();
  queue.enter();
  expect([queue.expect(), queue.enter()]).toEqual([undefined, undefined]);
  leave?.();
  expect(queue.expect()).toBeDefined();
});

test('a queue that moves slowly is shorter', () => {
  let nowMs = 0;
  const queue = makeBatchQueue({
    waiting: 100,
    atOnce: 2,
    longestMs: 1_000,
    random: () => 0,
    now: () => nowMs,
  });
  const leaves = Array.from({ length: 50 }, () => queue.enter());
  expect(leaves.every((leave) => leave !== undefined)).toBe(true);
  for (const leave of leaves.splice(0, 40)) {
    nowMs += 200;
    leave?.();
  }
  // Ten wait, and five a second are done with.
  expect(queue.expect()).toBeUndefined();
  for (const leave of leaves.splice(0, 7)) {
    nowMs += 200;
    leave?.();
  }
  // Few places are left, and those who are being read have them.
  const isHere = queue.expect();
  expect(isHere).toBeDefined();
  for (let more = 0; more < 2; more += 1) expect(queue.expect()).toBeDefined();
  expect(queue.expect()).toBeUndefined();
  isHere?.();
  expect(queue.expect()).toBeDefined();
});

test('the more are turned away, the later they are to come again, and never all at once', () => {
  let random = 0;
  const queue = makeBatchQueue({ waiting: 0, atOnce: 1, random: () => random });
  expect(queue.retryAfterS()).toBe(2);
  for (let count = 0; count < 2_000; count += 1) queue.expect();
  expect(queue.retryAfterS()).toBe(2);
  random = 0.99;
  expect(queue.retryAfterS()).toBe(119);
});

test('when the crowd is gone nobody is told to wait as long as while it was there', () => {
  const queue = makeBatchQueue({ waiting: 1, atOnce: 1, random: () => 0.99 });
  const leave = queue.enter();
  for (let count = 0; count < 5_000; count += 1) queue.expect();
  leave?.();
  for (let count = 0; count < 800; count += 1) queue.enter()?.();
  expect(queue.retryAfterS()).toBeLessThan(8);
});
