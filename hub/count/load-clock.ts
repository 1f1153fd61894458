// When events of a kiosk happened, and in whose calendar: from what its editions told of themselves
// and from the beginnings of its boots.
import type { Transaction } from 'kysely';
import { makeKnownCalendar, unknownEdition, type EditionFacts } from '../../model/count-context.ts';
import type { Calendar } from '../../model/calendar.ts';
import { findInstant, type ClockCorrections, type Instant } from '../../model/event-time.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import { findBoots } from '../ingest/note-boot.ts';
import type { Tables } from '../store/tables.ts';

export type KioskClock = {
  editionOf(event: StoredEvent): EditionFacts;
  instantOf(event: StoredEvent): Instant;
  dayOf(event: StoredEvent): string;
  corrections: ClockCorrections;
};

const calendars = new Map<string, Calendar>();

/** Making one asks the system for much. */
function findCalendar(timeZone: string): Calendar {
  const calendar = calendars.get(timeZone) ?? makeKnownCalendar(timeZone);
  calendars.set(timeZone, calendar);
  return calendar;
}

/** For these events of one kiosk; `bootIds`: others that they speak of. */
export async function loadClock(
  transaction: Transaction<Tables>,
  kioskNo: number,
  events: Iterable<StoredEvent>,
): Promise<KioskClock> {
  const bootIds = new Set<string>();
  for (const event of events) {
    bootIds.add(event.boot_id);
    if (event.type === 'kiosk.started') bootIds.add(event.body.last_alive_boot_id ?? event.boot_id);
  }
  const boots = await findBoots(transaction, kioskNo, [...bootIds]);
  const corrections: ClockCorrections = new Map([...boots].map(([id, bootedAtMs]) => [id, { bootedAtMs }]));
  const facts = await transaction
    .selectFrom('edition_facts')
    .select(['edition', 'edition_date', 'time_zone', 'idle_limit_ms'])
    .where('kiosk_no', '=', kioskNo)
    .execute();
  const editions = new Map<string, EditionFacts>(
    facts.map(({ edition, edition_date: date, time_zone, idle_limit_ms: idleLimitMs }) => [
      edition,
      { date, calendar: findCalendar(time_zone), idleLimitMs },
    ]),
  );
  const fallback: EditionFacts = {
    calendar: findCalendar(unknownEdition.timeZone),
    idleLimitMs: unknownEdition.idleLimitMs,
  };
  const editionOf = (event: StoredEvent) => editions.get(event.edition) ?? fallback;
  const instantOf = (event: StoredEvent) => findInstant(event, editionOf(event).date, corrections);
  return {
    editionOf,
    instantOf,
    dayOf: (event) => editionOf(event).calendar.dayOf(instantOf(event).unixMs),
    corrections,
  };
}
