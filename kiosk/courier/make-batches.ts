// Cuts a log into signed batches, from the row after the last acknowledged one. Rows are read a few
// hundred at a time, so that memory does not grow with what has piled up.
import { batchLimits, type BatchBody, type BatchEvent, type SignedBatch } from '../../model/sync-batch.ts';
import { signBatch } from '../../pack/signed-text.ts';
import type { Clock } from '../clock.ts';
import type { BatchRow, LogReader } from '../log/read-log.ts';

export type BatchMaker = {
  kioskId: string;
  /** PEM. */
  privateKey: string;
  clock: Clock;
  reader: LogReader;
};

export type MadeBatch = { batch: SignedBatch; logId: string; fromSeq: number; toSeq: number };

/** Batches of one log after `afterSeq`, up to its present end. */
export function* makeBatches(
  maker: BatchMaker,
  { logId, afterSeq }: { logId: string; afterSeq: number },
): Generator<MadeBatch> {
  const end = maker.reader.findEnd().find((each) => each.logId === logId)?.seq ?? 0;
  for (let after = afterSeq; after < end;) {
    const made = makeBatch(maker, { logId, afterSeq: after, most: end - after });
    if (!made) return;
    yield made;
    after = made.toSeq;
  }
}

/** One batch of at most `most` rows after `afterSeq`; undefined where there is none. */
export function makeBatch(
  { kioskId, privateKey, clock, reader }: BatchMaker,
  { logId, afterSeq, most }: { logId: string; afterSeq: number; most: number },
): MadeBatch | undefined {
  const rows = takeRows(reader.rowsAfter(logId, afterSeq, Math.min(batchLimits.events, most)));
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return undefined;
  const body: BatchBody = {
    format: 1,
    kiosk_id: kioskId,
    log_id: logId,
    from_seq: first.seq,
    to_seq: last.seq,
    sent_at: {
      wall_ms: Math.round(clock.wallMs()),
      mono_ms: Math.round(clock.monoMs()),
      boot_id: clock.bootId,
    },
    events: rows,
  };
  const batch = signBatch(JSON.stringify(body), privateKey);
  return { batch, logId, fromSeq: first.seq, toSeq: last.seq };
}

/** As many as fit a batch, one at the least. */
function takeRows(rows: BatchRow[]): BatchEvent[] {
  const taken: BatchEvent[] = [];
  let bytes = 0;
  for (const { words, body, ...row } of rows) {
    bytes += Buffer.byteLength(body) + Buffer.byteLength(words ?? '') + 400;
    if (taken.length > 0 && bytes > batchLimits.bytes) break;
    taken.push({ ...row, body: readBody(body), ...(words !== null && { words }) });
  }
  return taken;
}

/** A body that a damaged disk has spoilt goes as text: one row never holds up those behind it. */
function readBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return { unreadable: body };
  }
}
