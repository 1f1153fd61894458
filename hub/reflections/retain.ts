// Retention: what visitors wrote and drew is deleted some time after it came, and every number stays what
// it was, also if it is counted anew. A month is the measure, by the day of arrival: a kiosk's wrong
// clock must not make its newest reflection look fifty years old. It is done in pieces, so that kiosks are
// not kept waiting, each in one transaction with its line in the audit log.
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { deleteFromFeed } from './publish-decision.ts';
import { monthOf } from '../store/make-partitions.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';

const dayMs = 24 * 3_600_000;

export type Retained = {
  /** Reflections whose words were deleted. */
  words: number;
  /** Pledges whose signatures were deleted; how many there were is kept. */
  signatures: number;
  /** Texts of rows that could not be read. */
  parked: number;
};

type Retention = {
  nowMs: number;
  days: number;
  by: Actor;
  /** Pledges in one piece; another number in tests only. */
  pledgesAtOnce?: number;
};

/** Deletes what came in a month that ended more than `days` ago; at least a day. */
export async function applyRetention(
  store: Store,
  { nowMs, days, by, pledgesAtOnce = 2_000 }: Retention,
): Promise<Retained> {
  const beforeMs = nowMs - Math.max(1, days) * dayMs;
  const month = monthOf(beforeMs);
  const retained = await piece(async (transaction) => ({
    words: await deleteWords(transaction, month),
    signatures: 0,
    parked: await deleteParked(transaction, beforeMs),
  }));
  for await (const pledges of findSigned(store, { month, pledgesAtOnce })) {
    const { signatures } = await piece(async (transaction) => ({
      signatures: await emptyPledges(transaction, pledges),
    }));
    retained.signatures += signatures;
  }
  return retained;

  /** What is deleted together, and the line that says so. */
  async function piece<Deleted extends Record<string, number>>(
    deleteSome: (transaction: Transaction<Tables>) => Promise<Deleted>,
  ): Promise<Deleted> {
    return store.db.transaction().execute(async (transaction) => {
      const details = await deleteSome(transaction);
      await noteAudit(transaction, { by, act: 'words-retired', about: `${days} d`, details }, nowMs);
      return details;
    });
  }
}

async function deleteWords(transaction: Transaction<Tables>, month: number): Promise<number> {
  const { rows } = await sql<{ event_id: Uint8Array }>`
    delete from words where exists (
      select 1 from reflections r
        join events e on e.kiosk_no = r.kiosk_no and e.log_no = r.log_no and e.seq = r.seq
        where r.kiosk_no = words.kiosk_no and r.event_id = words.event_id and e.month < ${month})
      returning event_id`.execute(transaction);
  // On the walls of kiosks they stay as long as those keep them; no new kiosk hears of them.
  for (const { event_id } of rows) await deleteFromFeed(transaction, event_id);
  return rows.length;
}

async function deleteParked(transaction: Transaction<Tables>, beforeMs: number): Promise<number> {
  const { numUpdatedRows } = await transaction
    .updateTable('parked_events')
    .set({ text: '' })
    .where('arrived_ms', '<', beforeMs)
    .where('text', '<>', '')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** As `pledge.signed` has it, with the strokes left out. */
const signedSchema = z.object({ pledge: z.string(), signatures: z.array(z.unknown()) });
const emptySignature = { aspect: 1, strokes: [[0, 0]] };

type Pledge = { kiosk_no: number; log_no: number; seq: number; month: number; emptied: string };

/** Pledges that still have signatures, so many at once, whichever kiosk they are of. */
async function* findSigned(
  { db }: Store,
  { month, pledgesAtOnce }: { month: number; pledgesAtOnce: number },
): AsyncGenerator<readonly Pledge[]> {
  let found: Pledge[] = [];
  for (const { kiosk_no, log_no } of await db.selectFrom('logs').select(['kiosk_no', 'log_no']).execute()) {
    for (let after = 0, isEnd = false; !isEnd;) {
      const rows = await db
        .selectFrom('events')
        .select(['seq', 'month', 'body'])
        .where('kiosk_no', '=', kiosk_no)
        .where('log_no', '=', log_no)
        .where('seq', '>', after)
        .where('month', '<', month)
        .where('type', '=', 'pledge.signed')
        .orderBy('seq')
        .limit(pledgesAtOnce)
        .execute();
      for (const { body, ...row } of rows) {
        const emptied = emptySignatures(body);
        if (emptied !== undefined && emptied !== body) found.push({ kiosk_no, log_no, ...row, emptied });
      }
      after = rows.at(-1)?.seq ?? after;
      isEnd = rows.length < pledgesAtOnce;
      for (; found.length >= pledgesAtOnce; found = found.slice(pledgesAtOnce)) {
        yield found.slice(0, pledgesAtOnce);
      }
    }
  }
  if (found.length > 0) yield found;
}

async function emptyPledges(transaction: Transaction<Tables>, pledges: readonly Pledge[]): Promise<number> {
  for (const { kiosk_no, log_no, seq, month, emptied } of pledges) {
    await transaction
      .updateTable('events')
      .set({ body: emptied })
      .where('kiosk_no', '=', kiosk_no)
      .where('log_no', '=', log_no)
      .where('seq', '=', seq)
      .where('month', '=', month)
      .execute();
  }
  return pledges.length;
}

function emptySignatures(body: string): string | undefined {
  const signed = signedSchema.safeParse(JSON.parse(body));
  if (!signed.success) return undefined;
  const { pledge, signatures } = signed.data;
  return JSON.stringify({ pledge, signatures: signatures.map(() => emptySignature) });
}
