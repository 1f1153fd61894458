// The rows of `hours`: at what time of day visitors came.
import type { HourFacts } from '../model/count-hours.ts';
import { placeCells } from './place-cells.ts';
import type { Row } from './table.ts';

export const hourColumns = ['date', 'hour', 'stop_id', 'stop_name', 'entry', 'visits', 'touches'] as const;

export function* makeHourRows(hours: Iterable<HourFacts>): Generator<Row<(typeof hourColumns)[number]>> {
  for (const { date, hour, visits, touches, ...place } of hours) {
    yield { date, hour, ...placeCells(place), visits, touches };
  }
}
