// Whether it looks as if the kiosk was driven to another place and nobody checked in there. A hint
// for staff, never a fact: it is shown, and records nothing.
import type { Itinerary, MovedSign } from './staff-api.ts';

export type WhereaboutsFacts = {
  /** The stop the kiosk says it stands at, and the day it arrived there. */
  stop: { stop_id: string; arrivedOn: string } | null;
  today: string;
  itinerary: Itinerary;
  /** How long the kiosk was off before it was started last. */
  offMs: number | undefined;
  /** The day of its last start. */
  startedOn: string | undefined;
  /** Names of the networks now and when it arrived; empty without one. */
  networksNow: readonly string[];
  networksThen: readonly string[];
  /** Visits of today that belong to no stop. */
  visitsWithoutStop: number;
};

/** Longer than a night with the plug pulled: it travelled, or stood in a store. */
const longOffMs = 40 * 3_600_000;

export function findMovedSign(facts: WhereaboutsFacts): MovedSign | null {
  const { stop, today, itinerary } = facts;
  if (!stop) return facts.visitsWithoutStop > 0 ? 'visits-without-stop' : null;
  const isPlanned = (id: string) =>
    itinerary.stops.some(({ stop_id, from, to }) => stop_id === id && from <= today && today <= to);
  const other = itinerary.stops.find(({ stop_id }) => stop_id !== stop.stop_id && isPlanned(stop_id));
  if (other && !isPlanned(stop.stop_id)) return 'another-stop-is-planned';
  const { networksNow, networksThen } = facts;
  const isElsewhere = !networksNow.some((name) => networksThen.includes(name));
  if (networksNow.length > 0 && networksThen.length > 0 && isElsewhere) return 'another-network';
  const wasLongOff = (facts.offMs ?? 0) >= longOffMs && facts.startedOn === today;
  return wasLongOff && stop.arrivedOn < today ? 'long-off' : null;
}
