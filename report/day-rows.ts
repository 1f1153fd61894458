// The rows of `days`: both terms of people reached beside their sum, so that nobody has to
// trust it, and the time the kiosk was off.
import type { Counts } from './count-log.ts';
import { placeCells, reachCells, reachColumns } from './place-cells.ts';
import type { Row } from './table.ts';

export const dayColumns = ['date', 'stop_id', 'stop_name', 'entry', ...reachColumns, 'off_minutes'] as const;

export function* makeDayRows(counts: Counts): Generator<Row<(typeof dayColumns)[number]>> {
  for (const day of counts.days) {
    yield {
      date: day.date,
      ...placeCells(day),
      ...reachCells(day, counts),
      off_minutes: Math.round(day.offMs / 60_000),
    };
  }
}
