// Rows of a batch that become no event: what could not be read is parked, and what is here already
// under another sequence (a kiosk that went on under a new log after a fork) is noted as received. Both
// have a receipt, so that the batch is acknowledged whole and comes through again as a replay.
import type { Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { CheckedEvent } from './check-event.ts';

type Place = { kioskNo: number; logNo: number; arrivedMs: number };

export async function settleKnown(
  transaction: Transaction<Tables>,
  { kioskNo, logNo, arrivedMs }: Place,
  rows: readonly CheckedEvent[],
): Promise<void> {
  for (const row of rows) {
    const place = { kiosk_no: kioskNo, log_no: logNo, seq: row.seq };
    await transaction
      .insertInto('receipts')
      .values({ ...place, event_id: null, hash: row.hash })
      .execute();
    const parked = row.kind === 'parked' ? row : await findContradiction(transaction, kioskNo, row);
    if (!parked) continue;
    const { reason, text } = parked;
    await transaction
      .insertInto('parked_events')
      // A lone half of a character is no text to PostgreSQL, and JSON may hold a zero character.
      .values({ ...place, reason, text: text.toWellFormed(), arrived_ms: arrivedMs })
      .execute();
  }
}

/** The same event again is no news; another one by its name is kept apart, and the first one stands. */
async function findContradiction(
  transaction: Transaction<Tables>,
  kioskNo: number,
  row: Extract<CheckedEvent, { kind: 'event' }>,
): Promise<{ reason: string; text: string } | undefined> {
  const { eventId, hash, event } = row;
  const receipt = await transaction
    .selectFrom('receipts')
    .select('hash')
    .where('kiosk_no', '=', kioskNo)
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
  if (hash.equals(receipt.hash)) return undefined;
  const { words: _words, ...rest } = event;
  return { reason: 'event_id: taken by another event', text: JSON.stringify(rest) };
}
