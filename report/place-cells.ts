// How a row says where it was, and how far people were reached: alike in every table.
import type { Reach } from '../model/count-reach.ts';
import type { StopPlace } from '../model/stops.ts';
import type { Cell, Row } from './table.ts';

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

export type ReachCells = Record<(typeof reachColumns)[number], Cell>;

/** Without headcounts nobody can say how many people were reached: no number is better than a wrong one. */
export function reachCells(reach: Reach, { withHeadcounts }: { withHeadcounts: boolean }): ReachCells {
  return {
    visits: reach.visits,
    touches: reach.touches,
    group_people: withHeadcounts ? reach.groupPeople : '',
    visits_outside_groups: reach.visitsOutsideGroups,
    people_reached: withHeadcounts ? reach.peopleReached : '',
  };
}
