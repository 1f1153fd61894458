// Stops by their last check-in, and every stay. On one kiosk the later row is the later check-in,
// whatever its clock said; between kiosks the later time.
import type { Transaction } from 'kysely';
import { findStays } from '../../model/stops.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import type { Tables } from '../store/tables.ts';
import type { StopsTable } from './context-tables.ts';
import { loadClock } from './load-clock.ts';
import { readEventsAt } from './read-events.ts';
import type { ContextEvent } from './mark-stale.ts';

export async function settleStops(
  transaction: Transaction<Tables>,
  kioskNo: number,
  context: readonly ContextEvent[],
): Promise<void> {
  const moves = context.filter(({ type }) => type === 'stop.arrived' || type === 'stop.left');
  for (const logNo of new Set(moves.map(({ log_no }) => log_no)))
    await settleStays(transaction, kioskNo, logNo);
  const arrived = moves.filter(({ type }) => type === 'stop.arrived');
  for (const stopId of new Set(arrived.map(({ stop_id }) => stop_id))) await settleStop(transaction, stopId);
}

async function settleStays(transaction: Transaction<Tables>, kioskNo: number, logNo: number): Promise<void> {
  const places = await transaction
    .selectFrom('context_events')
    .select(['log_no', 'seq'])
    .where('kiosk_no', '=', kioskNo)
    .where('log_no', '=', logNo)
    .where('type', 'in', ['stop.arrived', 'stop.left'])
    .execute();
  const events = await readEventsAt(transaction, kioskNo, places);
  const clock = await loadClock(transaction, kioskNo, events);
  const stays = findStays(events, (event) => ({ ...clock.instantOf(event), date: clock.dayOf(event) }));
  await transaction.deleteFrom('stays').where('kiosk_no', '=', kioskNo).where('log_no', '=', logNo).execute();
  // A stay is named by its number in the log: an arrival where the kiosk stood already begins none.
  const rows = stays.map(({ stopId, arrived, left, lastDate }, index) => ({
    kiosk_no: kioskNo,
    log_no: logNo,
    seq: index + 1,
    stop_id: stopId,
    arrived_ms: arrived.unixMs,
    arrived_day: arrived.date,
    arrived_quality: arrived.quality,
    left_ms: left?.unixMs ?? null,
    left_quality: left?.quality ?? null,
    last_day: lastDate ?? null,
  }));
  if (rows.length > 0) await transaction.insertInto('stays').values(rows).execute();
}

async function settleStop(transaction: Transaction<Tables>, stopId: string): Promise<void> {
  const arrivals = await transaction
    .selectFrom('context_events')
    .select(['kiosk_no', 'log_no', 'seq'])
    .where('type', '=', 'stop.arrived')
    .where('stop_id', '=', stopId)
    .orderBy('kiosk_no')
    .orderBy('log_no')
    .orderBy('seq')
    .execute();
  let newest: StopsTable | undefined;
  for (const [kioskNo, ofKiosk] of Map.groupBy(arrivals, ({ kiosk_no }) => kiosk_no)) {
    const last = ofKiosk.at(-1);
    const [event] = last ? await readEventsAt(transaction, kioskNo, [last]) : [];
    if (!event) continue;
    const clock = await loadClock(transaction, kioskNo, [event]);
    const stop = toStop(event, clock.instantOf(event).unixMs);
    if (stop && (!newest || stop.arrived_ms >= newest.arrived_ms)) newest = stop;
  }
  if (!newest) return;
  const { stop_id: _stopId, ...told } = newest;
  await transaction
    .insertInto('stops')
    .values(newest)
    .onConflict((conflict) => conflict.column('stop_id').doUpdateSet(told))
    .execute();
}

function toStop(event: StoredEvent, arrivedMs: number): StopsTable | undefined {
  if (event.type !== 'stop.arrived') return undefined;
  const { stop_id, name, entry, address = '' } = event.body;
  return { stop_id, name, entry, address, arrived_ms: arrivedMs };
}
