// The rows of `activities`: what staff recorded of the six ones.
import type { ActivityFacts } from '../model/count-activities.ts';
import { placeCells } from './place-cells.ts';
import type { Row } from './table.ts';

export const activityColumns = [
  'date',
  'activity',
  'stop_id',
  'stop_name',
  'entry',
  'organisation',
  'headcount',
] as const;

export function* makeActivityRows(
  activities: Iterable<ActivityFacts>,
): Generator<Row<(typeof activityColumns)[number]>> {
  for (const { date, kind, organisation, headcount, ...place } of activities) {
    yield { date, activity: kind, ...placeCells(place), organisation, headcount };
  }
}
