import { expect, test } from 'vitest';
import type { TourView } from '../../../model/hub-views.ts';
import { countBlank, toRows } from './matrix-rows.ts';

type Cell = TourView['matrix'][number];
const aCell = (entry: string, changes: Partial<Cell> = {}): Cell => ({
  entry,
  activity: 'talk',
  recordedPeople: 0,
  recordedOccasions: 0,
  kioskPeople: 0,
  kioskOccasions: 0,
  ...changes,
});

test('a cell is blank when neither staff nor a kiosk has anything in it', () => {
  const cells = [
    aCell('offices'),
    aCell('schools', { recordedOccasions: 1 }),
    aCell('families', { kioskOccasions: 2, kioskPeople: 2 }),
    aCell(''),
  ];
  expect(countBlank(cells)).toEqual({ blank: 1, all: 3 });
});

test('the entries keep their order', () => {
  const rows = toRows([aCell('offices'), aCell('schools'), aCell('offices', { activity: 'film' })]);
  expect(rows.map(({ entry, cells }) => [entry, cells.length])).toEqual([
    ['offices', 2],
    ['schools', 1],
  ]);
});
