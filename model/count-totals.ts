// The numbers on a report's first page, and what its tables of days must leave out and say apart.
import type { CountContext } from './count-context.ts';
import { addGroup, addVisit, makeReach, type Reach } from './count-reach.ts';
import type { Tally } from './tally.ts';

export type Totals = Reach & {
  groups: number;
  /** What of the above happened while the kiosk's clock was wrong: it is on no day and in no hour. */
  atUnknownTime: Reach;
  staffTests: number;
  /** Over visits. */
  attendedMs: number;
  panelsOpened: number;
  reflections: number;
  pledges: number;
};

/** `groups` are those that the report is about. */
export function tallyTotals({ groups }: Pick<CountContext, 'groups'>): Tally<Totals> {
  const totals: Totals = {
    ...makeReach(),
    groups: groups.length,
    atUnknownTime: makeReach(),
    staffTests: 0,
    attendedMs: 0,
    panelsOpened: 0,
    reflections: 0,
    pledges: 0,
  };
  for (const group of groups) {
    addGroup(totals, group);
    if (group.timeQuality === 'unknown') addGroup(totals.atUnknownTime, group);
  }
  return {
    add(visit) {
      if (visit.kind === 'staff-test') {
        totals.staffTests += 1;
        return;
      }
      addVisit(totals, visit);
      if (visit.timeQuality === 'unknown') addVisit(totals.atUnknownTime, visit);
      totals.reflections += visit.reflections;
      totals.pledges += visit.pledges;
      if (visit.kind !== 'visit') return;
      totals.attendedMs += visit.attendedMs;
      totals.panelsOpened += visit.panels.length;
    },
    result: () => totals,
  };
}
