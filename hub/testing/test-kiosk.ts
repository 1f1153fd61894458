// A kiosk as the hub sees it: a key, logs of events, batches cut from them and signed.
import { gzipSync } from 'node:zlib';
import type { StoredEvent } from '../../model/log-event.ts';
import type { BatchBody, BatchEvent, SignedBatch } from '../../model/sync-batch.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { makeKeyPair } from '../../pack/keys.ts';
import { signBatch } from '../../pack/signed-text.ts';
import type { Store } from '../store/open-store.ts';

export type TestKiosk = {
  kioskId: string;
  publicKey: string;
  privateKey: string;
  sign(body: object): SignedBatch;
  /** Rows of one log, from the first to the last of `events`. */
  batch(events: readonly BatchEvent[], changes?: Partial<BatchBody>): SignedBatch;
};

export const logId = 'a'.repeat(32);
export const sentAt = { wall_ms: 1_800_000_000_000, mono_ms: 1_000_000, boot_id: 'boot-1' };

export function makeTestKiosk(kioskId = 'kiosk-0a1b2c3d'): TestKiosk {
  const { privateKey, publicKey } = makeKeyPair(kioskId);
  const sign = (body: object): SignedBatch => signBatch(JSON.stringify(body), privateKey);
  return {
    kioskId,
    publicKey: publicKey.publicKey,
    privateKey,
    sign,
    batch(events, changes = {}) {
      const body: BatchBody = {
        format: 1,
        kiosk_id: kioskId,
        log_id: logId,
        from_seq: events[0]?.seq ?? 1,
        to_seq: events.at(-1)?.seq ?? 1,
        sent_at: sentAt,
        events: [...events],
        ...changes,
      };
      return sign(body);
    },
  };
}

/** As the log's rows leave the kiosk. */
export function toRows(events: readonly StoredEvent[]): BatchEvent[] {
  return events.map(({ log_id: _log, ...row }) => row);
}

/** A start and some visits, of four rows each. */
export function makeVisitRows(visits: number, log = logId): BatchEvent[] {
  const book = makeLogbook({ log_id: log });
  startKiosk(book);
  for (let number = 1; number <= visits; number += 1) {
    const visit = startVisit(book, number);
    visit.openPanel('envelope');
    book.pass(15_000);
    visit.closePanel('envelope', 15_000);
    visit.end('finished');
  }
  return toRows(book.events);
}

/** Puts the kiosk into the store as if it had been enrolled, and returns its number. */
export async function enrolDirectly(
  { db }: Store,
  { kioskId, publicKey }: Pick<TestKiosk, 'kioskId' | 'publicKey'>,
): Promise<number> {
  const { kiosk_no } = await db
    .insertInto('kiosks')
    .values({ kiosk_id: kioskId, name: kioskId, public_key: publicKey, state: 'active', enrolled_ms: 1 })
    .returning('kiosk_no')
    .executeTakeFirstOrThrow();
  return kiosk_no;
}

export function makeRequest(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  const packed = gzipSync(typeof body === 'string' ? body : JSON.stringify(body));
  return new Request(`http://hub.test${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', ...headers },
    body: packed,
  });
}
