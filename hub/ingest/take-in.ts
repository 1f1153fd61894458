// Takes a batch in, in one transaction: all of it or nothing. What is here already is a success and
// changes nothing; another content under a sequence that is taken is a fork; a batch that begins
// beyond what is here is asked to begin earlier, which is also how a hub that was restored from a
// backup gets again what it lost.
import type { Transaction } from 'kysely';
import { batchLimits } from '../../model/sync-batch.ts';
import { monthOf } from '../store/make-partitions.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import type { CheckedEvent } from './check-event.ts';
import { findBoots, makeBootNoter } from './note-boot.ts';
import type { OpenBatch } from './open-batch.ts';
import { settleKnown } from './settle-known.ts';
import { writeAside } from './write-aside.ts';
import { makeRowWriter, type EventRow } from './write-rows.ts';

export type Arrival = {
  /** By this hub's clock. */
  arrivedMs: number;
  /** From the kiosk itself, just now: a batch on a stick is days old and corrects no clock. */
  isLive: boolean;
};

export type Taken =
  | {
      kind: 'taken';
      committedThrough: number;
      backedUpThrough: number;
      /** Unix milliseconds of the beginnings of boots that the batch speaks of. */
      bootedAtMs: ReadonlyMap<string, number>;
      /** Visits are to be counted again. */
      isNews: boolean;
    }
  | { kind: 'fork' | 'gap'; wantedSeq: number }
  | { kind: 'refused'; code: 'not-enrolled' | 'revoked' };

/** `within`: a transaction of whoever writes something beside it; without one it has its own. */
export type TakeIn = (batch: OpenBatch, arrival: Arrival, within?: Transaction<Tables>) => Promise<Taken>;

type Log = { log_no: number; committed_through: number; backed_up_through: number };

const mostReachedBack = 10_000;
const mostHeardFrom = 50_000;

/** Throws what the store says; then nothing was written. */
export function makeTakeIn(store: Store, madeMs: number): TakeIn {
  const writer = makeRowWriter(store);
  const boots = makeBootNoter(madeMs);
  /** Logs of which earlier rows were asked for, to find out where two disks parted. */
  const reachedBack = new Set<number>();
  /** By log: the boot whose rows joined on to those that are here. */
  const heardFrom = new Map<number, string>();

  async function take(transaction: Transaction<Tables>, batch: OpenBatch, arrival: Arrival): Promise<Taken> {
    const { kioskNo, fromSeq, toSeq } = batch;
    const { arrivedMs } = arrival;
    // Batches of one kiosk, and of its clones, come in one after another.
    const kiosk = await lockKiosk(transaction, store.dialect, kioskNo);
    if (!kiosk) return { kind: 'refused', code: 'not-enrolled' };
    if (kiosk.state === 'revoked') return { kind: 'refused', code: 'revoked' };
    const known = await findLog(transaction, batch);
    const expected = (known?.committed_through ?? 0) + 1;
    // The last row that is here comes again, so that two disks which parted long ago are told apart.
    if (fromSeq > expected) return { kind: 'gap', wantedSeq: Math.max(1, expected - 1) };
    // Another boot may be another disk, and a hub that begins may have been set back: one row comes again.
    if (fromSeq > 1 && fromSeq === expected && heardFrom.get(known?.log_no ?? 0) !== batch.sentAt.bootId) {
      return { kind: 'gap', wantedSeq: expected - 1 };
    }
    if (known && fromSeq < expected) {
      const forkedAt = await findFork(transaction, known.log_no, batch);
      if (forkedAt !== undefined) {
        await noteHeard(transaction, kioskNo, { last_heard_ms: arrivedMs, forked_ms: arrivedMs });
        return reachBack(known.log_no, fromSeq, forkedAt);
      }
    }
    const log = known ?? (await beginLog(transaction, batch, arrivedMs, kiosk.forked_ms !== null));
    const rows = batch.rows.slice(Math.max(0, expected - fromSeq));
    await writeRows(transaction, { kioskNo, logNo: log.log_no, arrivedMs }, rows);
    const committedThrough = Math.max(toSeq, log.committed_through);
    await transaction
      .updateTable('logs')
      .set({ committed_through: committedThrough, last_heard_ms: arrivedMs })
      .where('log_no', '=', log.log_no)
      .execute();
    if (heardFrom.size >= mostHeardFrom) heardFrom.clear();
    heardFrom.set(log.log_no, batch.sentAt.bootId);
    if (arrival.isLive) {
      const { bootId, monoMs } = batch.sentAt;
      await noteHeard(transaction, kioskNo, { last_heard_ms: arrivedMs });
      await boots.note(transaction, { kioskNo, bootId, monoMs, arrivedMs });
    }
    return {
      kind: 'taken',
      // Not beyond the batch: what lies behind it may be a clone's, and this disk's own rows not here.
      committedThrough: toSeq,
      backedUpThrough: Math.min(log.backed_up_through, toSeq),
      bootedAtMs: await findBoots(transaction, kioskNo, bootsOf(batch)),
      isNews: rows.length > 0,
    };
  }

  /**
   * Where the very first row is another one, the two disks may have parted earlier: rows before it are
   * asked for, once a log, so that nobody goes round for ever who has them no more.
   */
  function reachBack(logNo: number, fromSeq: number, forkedAt: number): Taken {
    if (forkedAt > fromSeq || fromSeq === 1 || reachedBack.has(logNo))
      return { kind: 'fork', wantedSeq: forkedAt };
    if (reachedBack.size >= mostReachedBack) reachedBack.clear();
    reachedBack.add(logNo);
    return { kind: 'gap', wantedSeq: Math.max(1, fromSeq - batchLimits.events) };
  }

  async function writeRows(
    transaction: Transaction<Tables>,
    { kioskNo, logNo, arrivedMs }: { kioskNo: number; logNo: number; arrivedMs: number },
    rows: readonly CheckedEvent[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const events = rows.filter((row): row is EventRow => row.kind === 'event');
    const place = { kioskNo, logNo, month: monthOf(arrivedMs) };
    const twice = await writer.writeEvents(transaction, place, events);
    const fresh = twice.size === 0 ? events : events.filter(({ seq }) => !twice.has(seq));
    if (fresh.length < rows.length) {
      const others = rows.filter(({ kind, seq }) => kind === 'parked' || twice.has(seq));
      await settleKnown(transaction, { kioskNo, logNo, arrivedMs }, others);
    }
    await writer.markStale(transaction, kioskNo, visitsOf(fresh));
    await writeAside(transaction, { kioskNo, logNo, arrivedMs }, fresh);
  }

  return async function (batch, arrival, within) {
    const taken = within
      ? await take(within, batch, arrival)
      : await store.db.transaction().execute((transaction) => take(transaction, batch, arrival));
    if (taken.kind === 'taken') boots.remember(batch.kioskNo, taken.bootedAtMs);
    return taken;
  };
}

async function lockKiosk(transaction: Transaction<Tables>, dialect: Store['dialect'], kioskNo: number) {
  const kiosk = transaction
    .selectFrom('kiosks')
    .select(['state', 'forked_ms'])
    .where('kiosk_no', '=', kioskNo);
  return (dialect === 'postgres' ? kiosk.forUpdate() : kiosk).executeTakeFirst();
}

async function findLog(
  transaction: Transaction<Tables>,
  { kioskNo, logId }: OpenBatch,
): Promise<Log | undefined> {
  return transaction
    .selectFrom('logs')
    .select(['log_no', 'committed_through', 'backed_up_through'])
    .where('kiosk_no', '=', kioskNo)
    .where('log_id', '=', logId)
    .executeTakeFirst();
}

async function beginLog(
  transaction: Transaction<Tables>,
  { kioskNo, logId }: OpenBatch,
  heardMs: number,
  isAfterFork: boolean,
): Promise<Log> {
  return transaction
    .insertInto('logs')
    .values({
      kiosk_no: kioskNo,
      log_id: logId,
      committed_through: 0,
      backed_up_through: 0,
      first_heard_ms: heardMs,
      last_heard_ms: heardMs,
      after_fork: isAfterFork ? 1 : 0,
    })
    .returning(['log_no', 'committed_through', 'backed_up_through'])
    .executeTakeFirstOrThrow();
}

/** The first sequence under which something else is here; undefined where all that is here is the same. */
async function findFork(
  transaction: Transaction<Tables>,
  logNo: number,
  { kioskNo, fromSeq, toSeq, rows }: OpenBatch,
): Promise<number | undefined> {
  const receipts = await transaction
    .selectFrom('receipts')
    .select(['seq', 'hash'])
    .where('kiosk_no', '=', kioskNo)
    .where('log_no', '=', logNo)
    .where('seq', '>=', fromSeq)
    .where('seq', '<=', toSeq)
    .orderBy('seq')
    .execute();
  return receipts.find(({ seq, hash }) => rows[seq - fromSeq]?.hash.equals(hash) === false)?.seq;
}

async function noteHeard(
  transaction: Transaction<Tables>,
  kioskNo: number,
  heard: { last_heard_ms: number; forked_ms?: number },
): Promise<void> {
  await transaction.updateTable('kiosks').set(heard).where('kiosk_no', '=', kioskNo).execute();
}

/** Each once; rows of one visit mostly follow each other. */
function visitsOf(rows: readonly EventRow[]): Buffer[] {
  const visits = new Map<string, Buffer>();
  for (const { event, visitId } of rows) if (visitId) visits.set(event.visit_id ?? '', visitId);
  return [...visits.values()];
}

function bootsOf({ rows, sentAt }: OpenBatch): string[] {
  const boots = new Set([sentAt.bootId]);
  for (const row of rows) if (row.kind === 'event') boots.add(row.event.boot_id);
  return [...boots].filter((id) => !id.includes('\0'));
}
