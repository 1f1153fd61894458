// What a report is about: some days, one stop, or all there is.
import type { TimeQuality } from './event-time.ts';

export type Scope = {
  /** Days in the exhibition's time zone, both included. */
  from?: string;
  to?: string;
  stopId?: string;
};

type Placed = { date: string; stopId: string | null; timeQuality?: TimeQuality };

/** What happened at an unknown time is on no day, so it is inside no period of days. */
export function isInside({ date, stopId, timeQuality }: Placed, scope: Scope): boolean {
  if (timeQuality === 'unknown' && hasPeriod(scope)) return false;
  if (scope.from !== undefined && date < scope.from) return false;
  if (scope.to !== undefined && date > scope.to) return false;
  return scope.stopId === undefined || stopId === scope.stopId;
}

export function hasPeriod({ from, to }: Scope): boolean {
  return from !== undefined || to !== undefined;
}
