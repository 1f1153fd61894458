// Who sends slowly must not keep the others out.
import { expect, test } from 'vitest';
import { makeBodyRoom } from './body-room.ts';

const post = (headers: Record<string, string>) =>
  new Request('http://hub.test/v1/batches', { method: 'POST', headers });

test('thousands of small bodies are under way where there is room for few large ones', () => {
  const room = makeBodyRoom({ bytes: 4_000_000, unstatedBytes: 1_000_000 });
  const leaves = Array.from({ length: 3_000 }, () => room.enter(post({ 'Content-Length': '900' })));
  expect(leaves.every((leave) => leave !== undefined)).toBe(true);
  const large = room.enter(post({ 'Content-Length': '1000000' }));
  expect(large).toBeDefined();
  // What does not say its length, or says nonsense, is taken for the largest.
  expect(room.enter(post({}))).toBeUndefined();
  expect(room.enter(post({ 'Content-Length': '-5' }))).toBeUndefined();
  expect(room.enter(post({ 'Content-Length': '9', 'Transfer-Encoding': 'chunked' }))).toBeUndefined();
  large?.();
  expect(room.enter(post({}))).toBeDefined();
});
