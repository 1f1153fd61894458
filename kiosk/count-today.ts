// How many visits were counted today, by the same rule as every report, kept up to date with
// little work: only visits that have new events are counted again.
import { contextTypes, gatherContext } from '../model/count-context.ts';
import { countVisit } from '../model/count-visits.ts';
import { makeCalendar, type Calendar } from '../model/calendar.ts';
import { findInstant, type ClockCorrections } from '../model/event-time.ts';
import { stampNow, type Clock } from './clock.ts';
import type { LogReader } from './log/read-log.ts';

export type TodayCounter = { count(reader: LogReader, clock: Clock): number };

/** Rows looked at in one step; a screen asks for the number seldom. */
const rowsAtATime = 1_000;

export function makeTodayCounter(timeZone: string): TodayCounter {
  const calendar = makeCalendar(timeZone);
  let day = '';
  let log = 0;
  let readTo = 0;
  let corrections: ClockCorrections = new Map();
  const visits = new Set<string>();

  function beginDay(reader: LogReader, newLog: number, today: string): void {
    day = today;
    log = newLog;
    visits.clear();
    const { startMs, endMs } = findBounds(calendar, today);
    recount(reader, reader.visitsStartedBetween(startMs, endMs, corrections));
    readTo = findLastSeq(reader);
  }

  function recount(reader: LogReader, visitIds: readonly string[]): void {
    if (visitIds.length === 0) return;
    const end = reader.findEnd();
    const context = gatherContext(
      '',
      contextTypes.flatMap((type) => [...reader.eventsOutsideVisits(type, end)]),
      corrections,
    );
    for (const visitId of visitIds) {
      const facts = countVisit(reader.readVisit(visitId, end), context);
      if (facts?.kind === 'visit' && facts.date === day) visits.add(visitId);
    }
  }

  return {
    count(reader, clock) {
      const told = reader.readCorrections();
      const isCorrected = !areSame(told, corrections);
      corrections = told;
      const today = calendar.dayOf(findInstant(stampNow(clock), undefined, corrections).unixMs);
      const current = reader.findEnd().at(-1);
      if (!current) return 0;
      if (isCorrected || today !== day || current.log !== log) beginDay(reader, current.log, today);
      while (readTo < current.seq) {
        const to = Math.min(current.seq, readTo + rowsAtATime);
        recount(reader, reader.visitsTouchedBetween(log, readTo, to));
        readTo = to;
      }
      return visits.size;
    },
  };
}

function findLastSeq(reader: LogReader): number {
  return reader.findEnd().at(-1)?.seq ?? 0;
}

function findBounds(calendar: Calendar, today: string): { startMs: number; endMs: number } {
  const startMs = calendar.startOfDay(today);
  return { startMs, endMs: startMs + 26 * 3_600_000 };
}

function areSame(one: ClockCorrections, other: ClockCorrections): boolean {
  const isInOther = ([bootId, { bootedAtMs }]: [string, { bootedAtMs: number }]) =>
    other.get(bootId)?.bootedAtMs === bootedAtMs;
  return one.size === other.size && [...one].every(isInOther);
}
