// What counting goes by, kept up to date from the events outside visits: editions, stops and stays,
// groups, times at which a kiosk was off, activities. Visits whose numbers follow from what changed
// become stale.
import type { Transaction } from 'kysely';
import { findOffTime } from '../../model/count-days.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import type { Tables } from '../store/tables.ts';
import { loadClock, type KioskClock } from './load-clock.ts';
import type { ContextEvent } from './mark-stale.ts';
import { readEventsAt } from './read-events.ts';
import { settleEditions } from './settle-editions.ts';
import { settleGroups } from './settle-groups.ts';
import { settleStops } from './settle-stops.ts';

const eventsAtOnce = 500;

/** Returns how many were settled; 0 when nothing is new. Inside a transaction of the only counter. */
export async function settleContext(transaction: Transaction<Tables>): Promise<number> {
  const fresh = await transaction
    .selectFrom('context_events')
    .selectAll()
    .where('counted', '=', 0)
    .orderBy('kiosk_no')
    .orderBy('log_no')
    .orderBy('seq')
    .limit(eventsAtOnce)
    .execute();
  const byKiosk = Map.groupBy(fresh, ({ kiosk_no }) => kiosk_no);
  // Whatever this marks as not settled is to stay so.
  for (const [kioskNo, events] of byKiosk) await markSettled(transaction, kioskNo, events);
  for (const [kioskNo, events] of byKiosk) await settleEditions(transaction, kioskNo, events);
  for (const [kioskNo, events] of byKiosk) {
    await settleStops(transaction, kioskNo, events);
    await settleOwn(transaction, kioskNo, events);
  }
  await settleGroups(transaction, fresh);
  return fresh.length;
}

async function markSettled(
  transaction: Transaction<Tables>,
  kioskNo: number,
  events: readonly ContextEvent[],
): Promise<void> {
  for (const [logNo, ofLog] of Map.groupBy(events, ({ log_no }) => log_no)) {
    const seqs = ofLog.map(({ seq }) => seq);
    await transaction
      .updateTable('context_events')
      .set({ counted: 1 })
      .where('kiosk_no', '=', kioskNo)
      .where('log_no', '=', logNo)
      .where('seq', 'in', seqs)
      .execute();
  }
}

/** What follows from one event alone. */
async function settleOwn(
  transaction: Transaction<Tables>,
  kioskNo: number,
  context: readonly ContextEvent[],
): Promise<void> {
  const own = context.filter(({ type }) => type === 'kiosk.started' || type === 'activity.recorded');
  if (own.length === 0) return;
  const events = await readEventsAt(transaction, kioskNo, own);
  const clock = await loadClock(transaction, kioskNo, events);
  for (const event of events) {
    if (event.type === 'kiosk.started') await writeOffTime(transaction, kioskNo, event, clock);
    if (event.type === 'activity.recorded') await writeActivity(transaction, kioskNo, event);
  }
}

/** A day on which the kiosk was only switched on has a row of zero. */
async function writeOffTime(
  transaction: Transaction<Tables>,
  kioskNo: number,
  event: StoredEvent,
  clock: KioskClock,
): Promise<void> {
  const days = new Map<string, number>();
  if (clock.instantOf(event).quality !== 'unknown') days.set(clock.dayOf(event), 0);
  for (const { date, ms } of findOffTime(event, clock)) {
    days.set(date, (days.get(date) ?? 0) + ms);
  }
  const place = { kiosk_no: kioskNo, log_no: Number(event.log_id), seq: event.seq };
  await transaction
    .deleteFrom('off_times')
    .where('kiosk_no', '=', kioskNo)
    .where('log_no', '=', place.log_no)
    .where('seq', '=', place.seq)
    .execute();
  if (days.size === 0) return;
  const stop_id = event.stop_id ?? '';
  const rows = [...days].map(([day, ms]) => ({ ...place, day, stop_id, off_ms: Math.round(ms) }));
  await transaction.insertInto('off_times').values(rows).execute();
}

async function writeActivity(
  transaction: Transaction<Tables>,
  kioskNo: number,
  event: Extract<StoredEvent, { type: 'activity.recorded' }>,
): Promise<void> {
  const { kind, organisation, headcount, date, stop_id } = event.body;
  await transaction
    .insertInto('activities')
    .values({
      kiosk_no: kioskNo,
      log_no: Number(event.log_id),
      seq: event.seq,
      day: date,
      kind,
      stop_id: stop_id ?? event.stop_id ?? '',
      organisation,
      headcount,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
