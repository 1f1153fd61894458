// What organisers report of a day at a stop: visits and touches, people reached with both of
// its terms, and how long the kiosk was off. From the same facts as every other number.
import { splitByDay } from './calendar.ts';
import { compareText } from './compare-text.ts';
import type { CountContext } from './count-context.ts';
import { addGroup, addVisit, makeReach, type Reach } from './count-reach.ts';
import type { VisitFacts } from './count-visits.ts';
import { findInstant } from './event-time.ts';
import type { StoredEvent } from './log-event.ts';
import { placeOf, type StopPlace } from './stops.ts';
import { tallyAll, type Tally } from './tally.ts';

export type DayFacts = StopPlace &
  Reach & {
    /** By the exhibition's time zone. */
    date: string;
    /** Milliseconds that the kiosk was off, or its program not running. */
    offMs: number;
  };

export type OffTime = { date: string; stopId: string | null; ms: number };

/**
 * One row a day and stop, in order. A day on which the kiosk was only switched on has a row of
 * zeros; a day on which it was off has its off time, not silence. What happened at an unknown
 * time is on no day (count-totals.ts counts it).
 * `started`: the `kiosk.started` events, in order.
 */
export function tallyDays(started: Iterable<StoredEvent>, context: CountContext): Tally<DayFacts[]> {
  const days = new Map<string, DayFacts>();

  function findDay(date: string, stopId: string | null): DayFacts {
    const key = `${date} ${stopId ?? ''}`;
    const day = days.get(key) ?? makeDay(date, stopId, context);
    days.set(key, day);
    return day;
  }

  for (const group of context.groups) {
    if (group.timeQuality !== 'unknown') addGroup(findDay(group.date, group.stopId), group);
  }
  for (const event of started) {
    const { unixMs, quality } = context.instantOf(event);
    if (quality !== 'unknown') {
      findDay(context.editionOf(event).calendar.dayOf(unixMs), event.stop_id);
    }
    for (const off of findOffTime(event, context)) findDay(off.date, off.stopId).offMs += off.ms;
  }
  return {
    add(visit) {
      if (visit.kind === 'staff-test' || visit.timeQuality === 'unknown') return;
      addVisit(findDay(visit.date, visit.stopId), visit);
    },
    result: () =>
      [...days.values()].sort(
        (a, b) => compareText(a.date, b.date) || compareText(a.stopId ?? '', b.stopId ?? ''),
      ),
  };
}

export function countDays(
  visits: Iterable<VisitFacts>,
  started: Iterable<StoredEvent>,
  context: CountContext,
): DayFacts[] {
  return tallyAll(visits, tallyDays(started, context));
}

/** A kiosk stored for longer is rarer than a clock that is years wrong. */
const longestOffMs = 400 * 24 * 3_600_000;

/**
 * The time between the last sign of life before a `kiosk.started` and that start, cut by day.
 * Within one boot the monotonic clock measures it. A gap with an end at an unknown time is not
 * reported, nor one of over 400 days: a clock in 1970 is no proof of fifty years without visitors.
 */
export function findOffTime(
  event: StoredEvent,
  context: Pick<CountContext, 'instantOf' | 'editionOf' | 'corrections'>,
): OffTime[] {
  if (event.type !== 'kiosk.started') return [];
  const { last_alive_wall_ms: wallMs, last_alive_mono_ms: monoMs, last_alive_boot_id: bootId } = event.body;
  const end = context.instantOf(event);
  if (wallMs === undefined || end.quality === 'unknown') return [];
  const { date, calendar } = context.editionOf(event);
  const lastAlive = { wall_ms: wallMs, mono_ms: monoMs ?? 0, boot_id: bootId ?? '' };
  const begin = findInstant(lastAlive, date, context.corrections);
  const isSameBoot = bootId === event.boot_id && monoMs !== undefined;
  if (!isSameBoot && begin.quality === 'unknown') return [];
  const fromMs = isSameBoot ? end.unixMs - Math.max(0, event.mono_ms - monoMs) : begin.unixMs;
  if (end.unixMs - fromMs > longestOffMs) return [];
  return splitByDay(fromMs, end.unixMs, calendar).map((part) => ({ ...part, stopId: event.stop_id }));
}

function makeDay(date: string, stopId: string | null, context: CountContext): DayFacts {
  return { date, ...placeOf(stopId, context), ...makeReach(), offMs: 0 };
}
