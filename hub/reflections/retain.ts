// Retention: what visitors wrote and drew is deleted some time after it came, and every number stays what
// it was, also if it is counted anew. A month is the measure, by the day of arrival: a kiosk's wrong
// clock must not make its newest reflection look fifty years old.
import { sql } from 'kysely';
import { z } from 'zod';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { deleteFromFeed } from './publish-decision.ts';
import { monthOf } from '../store/make-partitions.ts';
import type { Store } from '../store/open-store.ts';

const dayMs = 24 * 3_600_000;
const rowsAtOnce = 5_000;

export type Retained = {
  /** Reflections whose words were deleted. */
  words: number;
  /** Pledges whose signatures were deleted; how many there were is kept. */
  signatures: number;
  /** Texts of rows that could not be read. */
  parked: number;
};

/** Deletes what came in a month that ended more than `days` ago; at least a day. */
export async function applyRetention(
  store: Store,
  { nowMs, days, by }: { nowMs: number; days: number; by: Actor },
): Promise<Retained> {
  const beforeMs = nowMs - Math.max(1, days) * dayMs;
  const month = monthOf(beforeMs);
  // It is done in pieces, so that kiosks are not kept waiting; that it was begun is noted before the first.
  await noteAudit(store.db, { by, act: 'words-retired', about: `${days} d` }, nowMs);
  const words = await deleteWords(store, month);
  const { numUpdatedRows: parked } = await store.db
    .updateTable('parked_events')
    .set({ text: '' })
    .where('arrived_ms', '<', beforeMs)
    .where('text', '<>', '')
    .executeTakeFirst();
  return { words, signatures: await deleteSignatures(store, month), parked: Number(parked) };
}

async function deleteWords({ db }: Store, month: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ event_id: Uint8Array }>`
      delete from words where exists (
        select 1 from reflections r
          join events e on e.kiosk_no = r.kiosk_no and e.log_no = r.log_no and e.seq = r.seq
          where r.kiosk_no = words.kiosk_no and r.event_id = words.event_id and e.month < ${month})
        returning event_id`.execute(transaction);
    // On the walls of kiosks they stay as long as those keep them; no new kiosk hears of them.
    for (const { event_id } of rows) await deleteFromFeed(transaction, event_id);
    return rows.length;
  });
}

/** As `pledge.signed` has it, with the strokes left out. */
const signedSchema = z.object({ pledge: z.string(), signatures: z.array(z.unknown()) });
const emptySignature = { aspect: 1, strokes: [[0, 0]] };

async function deleteSignatures({ db }: Store, month: number): Promise<number> {
  let touched = 0;
  for (const { kiosk_no, log_no } of await db.selectFrom('logs').select(['kiosk_no', 'log_no']).execute()) {
    for (let after = 0, end = after; ; after = end) {
      end = after + rowsAtOnce;
      const rows = await db
        .selectFrom('events')
        .select(['seq', 'month', 'type', 'body'])
        .where('kiosk_no', '=', kiosk_no)
        .where('log_no', '=', log_no)
        .where('seq', '>', after)
        .where('seq', '<=', end)
        .where('month', '<', month)
        .execute();
      if (rows.length === 0) break;
      for (const { seq, month: itsMonth, type, body } of rows) {
        const empty = type === 'pledge.signed' ? emptySignatures(body) : undefined;
        if (empty === undefined || empty === body) continue;
        await db
          .updateTable('events')
          .set({ body: empty })
          .where('kiosk_no', '=', kiosk_no)
          .where('log_no', '=', log_no)
          .where('seq', '=', seq)
          .where('month', '=', itsMonth)
          .execute();
        touched += 1;
      }
    }
  }
  return touched;
}

function emptySignatures(body: string): string | undefined {
  const signed = signedSchema.safeParse(JSON.parse(body));
  if (!signed.success) return undefined;
  const { pledge, signatures } = signed.data;
  return JSON.stringify({ pledge, signatures: signatures.map(() => emptySignature) });
}
