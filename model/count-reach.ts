// People reached (visits.md): group headcounts + visits outside group windows. Both terms go
// wherever the sum goes, so that nobody has to trust it.
import type { GroupWindow } from './group-windows.ts';
import type { VisitFacts } from './count-visits.ts';

export type Reach = {
  visits: number;
  touches: number;
  /** Headcounts of the groups registered here. */
  groupPeople: number;
  visitsOutsideGroups: number;
  /** The sum of the two before it. */
  peopleReached: number;
};

export function makeReach(): Reach {
  return { visits: 0, touches: 0, groupPeople: 0, visitsOutsideGroups: 0, peopleReached: 0 };
}

/** Staff and test sessions add nothing. */
export function addVisit(reach: Reach, { kind, groupId }: Pick<VisitFacts, 'kind' | 'groupId'>): void {
  if (kind === 'touch') reach.touches += 1;
  if (kind !== 'visit') return;
  reach.visits += 1;
  if (groupId !== null) return;
  reach.visitsOutsideGroups += 1;
  reach.peopleReached += 1;
}

export function addGroup(reach: Reach, { headcount }: Pick<GroupWindow, 'headcount'>): void {
  reach.groupPeople += headcount;
  reach.peopleReached += headcount;
}
