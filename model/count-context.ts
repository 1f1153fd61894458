// What counting must know besides a visit's own events, gathered from the events that lie
// outside visits: editions with their date, time zone and idle limit, stops, groups.
import { makeCalendar, type Calendar } from './calendar.ts';
import { findInstant, type ClockCorrections, type Instant } from './event-time.ts';
import { findGroupWindows, makeGroupFinder, type GroupWindow, type VisitStart } from './group-windows.ts';
import type { StoredEvent } from './log-event.ts';
import { findStays, findStops, type Stops, type StopStay } from './stops.ts';

/** The types that `gatherContext` reads; a reader of the log need bring no others. */
export const contextTypes = [
  'kiosk.started',
  'edition.switched',
  'stop.arrived',
  'stop.left',
  'group.opened',
  'group.closed',
] as const satisfies readonly StoredEvent['type'][];

export type EditionFacts = { date?: string; calendar: Calendar; idleLimitMs: number };

export type CountContext = {
  /** Whose numbers these are: of a kiosk, or of a hub. */
  kioskId: string;
  /** Of the kiosk that wrote the event. */
  kioskOf(event: Pick<StoredEvent, 'log_id'>): string;
  stops: Stops;
  stays: readonly StopStay[];
  groups: readonly GroupWindow[];
  /** Among all groups, also where `groups` has been cut to those of a report. */
  groupOf(start: VisitStart): GroupWindow | undefined;
  /** The edition that was on screen last, and its calendar; what lies on no one event is told by it. */
  newest: { edition: string; calendar: Calendar };
  /** Of the edition that was on screen at this event. */
  editionOf(event: StoredEvent): EditionFacts;
  instantOf(event: StoredEvent): Instant;
  /** A moment that another event speaks of, on another boot. */
  corrections: ClockCorrections;
};

/** Where a log says nothing of its edition (visits.md: 60 s, Asia/Shanghai). */
export const unknownEdition = { timeZone: 'Asia/Shanghai', idleLimitMs: 60_000 };

/** `events`: those of `contextTypes`, in order. `kioskId` goes into every row, where `kioskOf` does not know better. */
export function gatherContext(
  kioskId: string,
  events: Iterable<StoredEvent>,
  corrections: ClockCorrections = new Map(),
  kioskOf: CountContext['kioskOf'] = () => kioskId,
): CountContext {
  const all = [...events];
  const calendars = new Map<string, Calendar>();
  const editions = new Map<string, EditionFacts>();

  function findCalendar(timeZone: string): Calendar {
    const calendar = calendars.get(timeZone) ?? makeKnownCalendar(timeZone);
    calendars.set(timeZone, calendar);
    return calendar;
  }
  const fallback: EditionFacts = {
    calendar: findCalendar(unknownEdition.timeZone),
    idleLimitMs: unknownEdition.idleLimitMs,
  };

  let newest = { edition: '', calendar: fallback.calendar };
  let newestAt: Pick<StoredEvent, 'log_id' | 'seq'> | undefined;

  for (const event of all) {
    if (event.type === 'kiosk.started' || event.type === 'edition.switched') {
      const { edition_date: date, time_zone, idle_limit_ms: idleLimitMs } = event.body;
      const edition = event.type === 'edition.switched' ? event.body.to : event.edition;
      const calendar = findCalendar(time_zone);
      editions.set(edition, { date, calendar, idleLimitMs });
      // Starts and switches come apart here, each in order; of one log the later row is newer.
      if (newestAt?.log_id === event.log_id && newestAt.seq > event.seq) continue;
      newestAt = event;
      newest = { edition, calendar };
    }
  }

  const editionOf = (event: StoredEvent) => editions.get(event.edition) ?? fallback;
  const instantOf = (event: StoredEvent) => findInstant(event, editionOf(event).date, corrections);
  const groups = findGroupWindows(all, {
    instantOf,
    calendarOf: (event) => editionOf(event).calendar,
  });
  const groupOf = makeGroupFinder(groups);
  const stays = findStays(all, (event) => {
    const instant = instantOf(event);
    return { ...instant, date: editionOf(event).calendar.dayOf(instant.unixMs) };
  });
  return {
    kioskId,
    kioskOf,
    stops: findStops(all),
    stays,
    groups,
    groupOf,
    newest,
    editionOf,
    instantOf,
    corrections,
  };
}

/** A zone that this system's database does not know falls back to the exhibition's default. */
export function makeKnownCalendar(timeZone: string): Calendar {
  try {
    return makeCalendar(timeZone);
  } catch (error) {
    if (error instanceof RangeError) return makeCalendar(unknownEdition.timeZone);
    throw error;
  }
}
