import { expect, test } from 'vitest';
import { watchAttention } from './attention.ts';

test('only what a person did since the last request keeps them signed in', () => {
  const page = new EventTarget();
  const attention = watchAttention(page);
  expect(attention.take()).toBe(true);
  expect(attention.take()).toBe(false);
  page.dispatchEvent(new Event('keydown'));
  expect(attention.take()).toBe(true);
  expect(attention.take()).toBe(false);
  attention.stop();
  page.dispatchEvent(new Event('pointerdown'));
  expect(attention.take()).toBe(false);
});
