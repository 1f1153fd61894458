// What a report is about: some days, one stop, visitors of one language, or all there is.
import type { TimeQuality } from './event-time.ts';
import type { Stops } from './stops.ts';

/** An empty `stopId`, `entry` or `audience` asks for what is at none. */
export type Scope = {
  /** Days in the exhibition's time zone, both included. */
  from?: string | undefined;
  to?: string | undefined;
  stopId?: string | undefined;
  /** Of the stop. */
  entry?: string | undefined;
  kioskId?: string | undefined;
  /** Of a visitor, as last chosen. */
  language?: string | undefined;
  audience?: string | undefined;
};

type Placed = { date: string; stopId: string | null; timeQuality?: TimeQuality };
type Visit = Placed & { kioskId: string; language: string; audience: string | null };
type Places = { stops: Stops };

/** What happened at an unknown time is on no day, so it is inside no period of days. */
export function isInside({ date, stopId, timeQuality }: Placed, scope: Scope, places: Places): boolean {
  if (timeQuality === 'unknown' && hasPeriod(scope)) return false;
  if (scope.from !== undefined && date < scope.from) return false;
  if (scope.to !== undefined && date > scope.to) return false;
  return isAtPlace(stopId, scope, places);
}

export function isAtPlace(stopId: string | null, scope: Scope, { stops }: Places): boolean {
  if (scope.stopId !== undefined && (stopId ?? '') !== scope.stopId) return false;
  if (scope.entry === undefined) return true;
  return ((stopId === null ? undefined : stops.get(stopId)?.entry) ?? '') === scope.entry;
}

export function isOfKiosk(kioskId: string, scope: Scope): boolean {
  return scope.kioskId === undefined || kioskId === scope.kioskId;
}

export function isVisitInside(visit: Visit, scope: Scope, places: Places): boolean {
  if (scope.language !== undefined && visit.language !== scope.language) return false;
  if (scope.audience !== undefined && (visit.audience ?? '') !== scope.audience) return false;
  return isOfKiosk(visit.kioskId, scope) && isInside(visit, scope, places);
}

export function hasPeriod({ from, to }: Scope): boolean {
  return from !== undefined || to !== undefined;
}

/** A headcount has no language and is of no one audience: where one is asked for, it cannot be cut. */
export function asksForVisitors({ language, audience }: Scope): boolean {
  return language !== undefined || audience !== undefined;
}
