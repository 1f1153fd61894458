import { expect, test } from 'vitest';
import { fillDays } from './fill-days.ts';

const aDay = (key: string, visits: number) => ({
  key,
  visits,
  touches: 0,
  visitsOutsideGroups: visits,
  groupPeople: 0,
  peopleReached: visits,
});

test('days on which nobody came are there, and none is counted twice', () => {
  const filled = fillDays([aDay('2026-10-31', 3), aDay('2026-11-02', 4)]);
  expect(filled.map(({ key, visits }) => [key, visits])).toEqual([
    ['2026-10-31', 3],
    ['2026-11-01', 0],
    ['2026-11-02', 4],
  ]);
});

test('where headcounts are not told, an empty day tells none either', () => {
  const cut = { groupPeople: null, peopleReached: null };
  const filled = fillDays([
    { ...aDay('2026-11-01', 1), ...cut },
    { ...aDay('2026-11-03', 1), ...cut },
  ]);
  expect(filled[1]).toMatchObject({ key: '2026-11-02', ...cut });
});

test('a clock that was far off makes no endless chart', () => {
  expect(fillDays([aDay('1970-01-01', 1), aDay('2026-11-01', 1)])).toHaveLength(2);
  expect(fillDays([])).toEqual([]);
});
