// The rows of `days`: both terms of people reached beside their sum, so that nobody has to
// trust it, and the time the kiosk was off.
import type { DayFacts } from '../model/count-days.ts';
import type { Row } from './visit-rows.ts';

export const dayColumns = [
  'date',
  'stop_id',
  'stop_name',
  'entry',
  'visits',
  'touches',
  'group_people',
  'visits_outside_groups',
  'people_reached',
  'off_minutes',
] as const;

export function* makeDayRows(days: Iterable<DayFacts>): Generator<Row<(typeof dayColumns)[number]>> {
  for (const day of days) {
    yield {
      date: day.date,
      stop_id: day.stopId ?? '',
      stop_name: day.stopName,
      entry: day.entry ?? '',
      visits: day.visits,
      touches: day.touches,
      group_people: day.groupPeople,
      visits_outside_groups: day.visitsOutsideGroups,
      people_reached: day.peopleReached,
      off_minutes: Math.round(day.offMs / 60_000),
    };
  }
}
