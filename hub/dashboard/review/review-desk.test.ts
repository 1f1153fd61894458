import { expect, test } from 'vitest';
import { actAtDesk, findCurrent, newDesk, type DeskAct } from './review-desk.ts';

const ids = ['a', 'b', 'c'];
const after = (...acts: DeskAct[]) => acts.reduce(actAtDesk, newDesk);
const approve = (id: string): DeskAct => ({
  kind: 'decide',
  decision: { id, before: 'pending', state: 'approved' },
  ids,
});

test('the keys are for the first until another is pointed to, and stop at both ends', () => {
  expect(findCurrent(newDesk, ids)).toBe('a');
  expect(after({ kind: 'move', by: -1, ids }).currentId).toBe('a');
  expect(after({ kind: 'point', id: 'c' }, { kind: 'move', by: 1, ids }).currentId).toBe('c');
  expect(after({ kind: 'move', by: 1, ids }, { kind: 'move', by: 1, ids }).currentId).toBe('c');
});

test('a decision goes on to the next, at the end to the one before', () => {
  expect(after(approve('a')).currentId).toBe('b');
  expect(after(approve('c')).currentId).toBe('b');
});

test('decisions are taken back from the last, each to what it was', () => {
  const desk = after(approve('a'), approve('b'), { kind: 'undo' });
  expect(desk).toMatchObject({ currentId: 'b', decided: { a: 'approved', b: 'pending' } });
  expect(desk.past.map(({ id }) => id)).toEqual(['a']);
  expect(after({ kind: 'undo' })).toBe(newDesk);
});

test('until what was taken back is in the list again, the keys decide on nothing in its place', () => {
  const desk = after(approve('b'), { kind: 'undo' });
  expect(findCurrent(desk, ['a', 'c'])).toBeUndefined();
  expect(findCurrent(desk, ids)).toBe('b');
  // It came back into another list than the one that is shown.
  expect(findCurrent(actAtDesk(desk, { kind: 'settled', id: 'b' }), ['a', 'c'])).toBe('a');
  expect(findCurrent(actAtDesk(desk, { kind: 'move', by: 1, ids: ['a', 'c'] }), ['a', 'c'])).toBe('a');
});

test('what the hub refused stands as before and cannot be taken back', () => {
  const desk = after(approve('a'), { kind: 'refused', id: 'a' });
  expect(desk).toMatchObject({ currentId: 'a', decided: {}, past: [] });
});

test('turning to another list keeps what can be taken back', () => {
  const desk = after(approve('a'), { kind: 'turn' });
  expect(desk.past).toHaveLength(1);
  expect(desk.decided).toEqual({});
});
