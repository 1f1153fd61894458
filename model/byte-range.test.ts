import { expect, test } from 'vitest';
import { readRange } from './byte-range.ts';

test.each([
  ['bytes=0-9', { kind: 'part', range: { first: 0, last: 9 } }],
  ['bytes=90-', { kind: 'part', range: { first: 90, last: 99 } }],
  ['bytes=-10', { kind: 'part', range: { first: 90, last: 99 } }],
  ['bytes=-1000', { kind: 'part', range: { first: 0, last: 99 } }],
  ['bytes=50-1000', { kind: 'part', range: { first: 50, last: 99 } }],
  ['bytes=99-99', { kind: 'part', range: { first: 99, last: 99 } }],
  ['bytes=100-', { kind: 'unsatisfiable' }],
  ['bytes=-0', { kind: 'unsatisfiable' }],
  ['bytes=9-3', { kind: 'whole' }],
  ['bytes=0-1,5-6', { kind: 'whole' }],
  ['bytes=-', { kind: 'whole' }],
  ['bytes=a-b', { kind: 'whole' }],
  ['lines=0-9', { kind: 'whole' }],
  [null, { kind: 'whole' }],
])('reads %s of a hundred bytes', (header, answer) => {
  expect(readRange(header, 100)).toEqual(answer);
});

test('an empty file has no part to give', () => {
  expect(readRange('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
});
