// How a row says where it was, and how far people were reached: alike in every table.
import type { Reach } from '../model/count-reach.ts';
import type { StopPlace } from '../model/stops.ts';
import type { Row } from './table.ts';

/** Empty where the kiosk stood at no stop that staff had checked in at. */
export function placeCells({ stopId, stopName, entry }: StopPlace): Row<'stop_id' | 'stop_name' | 'entry'> {
  return { stop_id: stopId ?? '', stop_name: stopName, entry: entry ?? '' };
}

export const reachColumns = [
  'visits',
  'touches',
  'group_people',
  'visits_outside_groups',
  'people_reached',
] as const;

export function reachCells(reach: Reach): Record<(typeof reachColumns)[number], number> {
  return {
    visits: reach.visits,
    touches: reach.touches,
    group_people: reach.groupPeople,
    visits_outside_groups: reach.visitsOutsideGroups,
    people_reached: reach.peopleReached,
  };
}
