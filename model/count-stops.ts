// What each stop came to: how long the exhibition stood there, and whom it reached.
import { compareText } from './compare-text.ts';
import type { CountContext } from './count-context.ts';
import { addGroup, addVisit, makeReach, type Reach } from './count-reach.ts';
import type { DayFacts } from './count-days.ts';
import { hasPeriod, isAtPlace, isOfKiosk, type Scope } from './scope.ts';
import { placeOf, type StopPlace, type StopStay } from './stops.ts';

export type StopCount = StopPlace &
  Reach & {
    address: string;
    /** Unix milliseconds of the first check-in and of the last check-out; undefined if there was none. */
    arrivedMs: number | undefined;
    leftMs: number | undefined;
    /** Check-ins, a return to the same stop counted again. */
    stays: number;
    /** Days on which there was a visit, a touch or a group. */
    daysWithVisitors: number;
    groups: number;
    /** Of the visits, those at a time that is not known. */
    visitsAtUnknownTime: number;
    attendedMs: number;
    reflections: number;
    pledges: number;
    offMs: number;
  };

/**
 * `groups` of the context are those that the report is about. `result` takes the same report's
 * days. Stops in order of the first arrival; what was at no stop comes last.
 */
export function tallyStops(context: CountContext, scope: Scope) {
  const stops = new Map<string | null, StopCount>();

  function findStop(stopId: string | null): StopCount {
    const stop = stops.get(stopId) ?? makeStop(stopId, context);
    stops.set(stopId, stop);
    return stop;
  }

  for (const stay of context.stays) {
    if (isStayInside(stay, scope, context)) addStay(findStop(stay.stopId), stay);
  }
  for (const group of context.groups) {
    const stop = findStop(group.stopId);
    addGroup(stop, group);
    stop.groups += 1;
  }

  return {
    add(visit: Parameters<typeof addVisit>[1] & Counted): void {
      if (visit.kind === 'staff-test') return;
      const stop = findStop(visit.stopId);
      addVisit(stop, visit);
      stop.reflections += visit.reflections;
      stop.pledges += visit.pledges;
      if (visit.kind !== 'visit') return;
      stop.attendedMs += visit.attendedMs;
      if (visit.timeQuality === 'unknown') stop.visitsAtUnknownTime += 1;
    },
    result(days: readonly DayFacts[]): StopCount[] {
      for (const day of days) {
        const stop = day.offMs > 0 ? findStop(day.stopId) : stops.get(day.stopId);
        if (!stop) continue;
        stop.offMs += day.offMs;
        if (day.visits + day.touches + day.groupPeople > 0) stop.daysWithVisitors += 1;
      }
      return [...stops.values()].sort(byArrival);
    },
  };
}

type Counted = {
  stopId: string | null;
  reflections: number;
  pledges: number;
  attendedMs: number;
  timeQuality: string;
};

function isStayInside(
  { stopId, logId, arrived, lastDate }: StopStay,
  scope: Scope,
  context: CountContext,
): boolean {
  if (!isAtPlace(stopId, scope, context)) return false;
  if (!isOfKiosk(context.kioskOf({ log_id: logId }), scope)) return false;
  if (!hasPeriod(scope)) return true;
  if (arrived.quality === 'unknown') return false;
  if (scope.to !== undefined && arrived.date > scope.to) return false;
  return scope.from === undefined || lastDate === undefined || lastDate >= scope.from;
}

function addStay(stop: StopCount, { arrived, left }: StopStay): void {
  stop.stays += 1;
  if (arrived.quality !== 'unknown') {
    stop.arrivedMs = Math.min(stop.arrivedMs ?? Number.POSITIVE_INFINITY, arrived.unixMs);
  }
  if (left && left.quality !== 'unknown') stop.leftMs = Math.max(stop.leftMs ?? 0, left.unixMs);
}

function makeStop(stopId: string | null, { stops }: CountContext): StopCount {
  return {
    ...placeOf(stopId, { stops }),
    ...makeReach(),
    address: (stopId !== null && stops.get(stopId)?.address) || '',
    arrivedMs: undefined,
    leftMs: undefined,
    stays: 0,
    daysWithVisitors: 0,
    groups: 0,
    visitsAtUnknownTime: 0,
    attendedMs: 0,
    reflections: 0,
    pledges: 0,
    offMs: 0,
  };
}

function byArrival(a: StopCount, b: StopCount): number {
  if (a.stopId === null || b.stopId === null) return a.stopId === b.stopId ? 0 : a.stopId === null ? 1 : -1;
  const [first, second] = [a.arrivedMs ?? Number.MAX_VALUE, b.arrivedMs ?? Number.MAX_VALUE];
  return first - second || compareText(a.stopId, b.stopId);
}
