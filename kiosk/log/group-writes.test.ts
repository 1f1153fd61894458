import { expect, test } from 'vitest';
import { groupWrites } from './group-writes.ts';

test('what waits in one turn is written together, and each is answered for itself', async () => {
  const batches: number[][] = [];
  const writes = groupWrites<number, string>((batch) => {
    batches.push([...batch]);
    return batch.map((number) => `wrote ${number}`);
  });
  const together = Promise.all([1, 2, 3].map((number) => writes.add(number)));
  expect(batches).toEqual([]);
  expect(await together).toEqual(['wrote 1', 'wrote 2', 'wrote 3']);
  expect(await writes.add(4)).toBe('wrote 4');
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

test('what waits is written at once when the kiosk stops', async () => {
  const batches: number[][] = [];
  const writes = groupWrites<number, number>((batch) => {
    batches.push([...batch]);
    return [...batch];
  });
  const waiting = writes.add(1);
  writes.flush();
  expect(batches).toEqual([[1]]);
  expect(await waiting).toBe(1);
});
