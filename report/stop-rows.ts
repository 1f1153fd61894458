// The rows of `stops`: where the exhibition stood, for how long, and whom it reached there.
import type { Calendar } from '../model/calendar.ts';
import type { Counts } from './count-log.ts';
import { placeCells, reachCells, reachColumns } from './place-cells.ts';
import type { Row } from './table.ts';

export const stopColumns = [
  'stop_id',
  'stop_name',
  'entry',
  'address',
  'arrived_at',
  'left_at',
  'stays',
  'days_with_visitors',
  ...reachColumns,
  'groups',
  'visits_at_unknown_time',
  'attended_s',
  'reflections',
  'pledges',
  'off_minutes',
] as const;

export function* makeStopRows(
  counts: Counts,
  calendar: Calendar,
): Generator<Row<(typeof stopColumns)[number]>> {
  const toIso = (unixMs: number | undefined) => (unixMs === undefined ? '' : calendar.toIso(unixMs));
  for (const stop of counts.stops) {
    yield {
      ...placeCells(stop),
      address: stop.address,
      arrived_at: toIso(stop.arrivedMs),
      left_at: toIso(stop.leftMs),
      stays: stop.stays,
      days_with_visitors: stop.daysWithVisitors,
      ...reachCells(stop, counts),
      groups: counts.withHeadcounts ? stop.groups : '',
      visits_at_unknown_time: stop.visitsAtUnknownTime,
      attended_s: Math.round(stop.attendedMs / 1000),
      reflections: stop.reflections,
      pledges: stop.pledges,
      off_minutes: Math.round(stop.offMs / 60_000),
    };
  }
}
