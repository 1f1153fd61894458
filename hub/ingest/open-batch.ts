// A batch as it came, opened: its hash and signature are looked at before anything that it says.
// Used for batches over the network and for those of a stick alike.
import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { batchBodySchema, batchLimits, signedBatchSchema } from '../../model/sync-batch.ts';
import type { Store } from '../store/open-store.ts';
import { checkEvent, type CheckedEvent } from './check-event.ts';
import { parseJson } from './parse-json.ts';

export type OpenBatch = {
  kioskNo: number;
  kioskId: string;
  logId: string;
  fromSeq: number;
  toSeq: number;
  sha256: string;
  sentAt: { wallMs: number; monoMs: number; bootId: string };
  /** One a sequence, in order, without a gap. */
  rows: readonly CheckedEvent[];
};

export type OpenOutcome =
  | { kind: 'open'; batch: OpenBatch }
  | { kind: 'refused'; code: 'not-enrolled' | 'revoked' | 'bad-signature' | 'too-large' }
  | { kind: 'refused'; code: 'not-understood'; because: string };

export type KioskKey = { kioskNo: number; kioskId: string; isActive: boolean; key: KeyObject };

/** What an Ed25519 public key begins with in DER, before its 32 raw bytes. */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Of the newest kiosks, by public key; making a key object costs as much as verifying with it. */
const keptKeys = 20_000;

/** Finds kiosks by their public key. Whether one is revoked meanwhile is asked again when it is written. */
export function makeKeyFinder({ db }: Store) {
  const keys = new Map<string, KeyObject>();

  function findKey(publicKey: string): KeyObject {
    const known = keys.get(publicKey);
    if (known) return known;
    const der = Buffer.concat([derPrefix, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
    if (keys.size >= keptKeys) keys.clear();
    keys.set(publicKey, key);
    return key;
  }

  return async function (publicKey: string): Promise<KioskKey | undefined> {
    const kiosk = await db
      .selectFrom('kiosks')
      .select(['kiosk_no', 'kiosk_id', 'state'])
      .where('public_key', '=', publicKey)
      .executeTakeFirst();
    if (!kiosk) return undefined;
    const isActive = kiosk.state === 'active';
    return { kioskNo: kiosk.kiosk_no, kioskId: kiosk.kiosk_id, isActive, key: findKey(publicKey) };
  };
}
export type KeyFinder = ReturnType<typeof makeKeyFinder>;

export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

/** All of a body but its events, which are looked at one by one. */
const headSchema = z.strictObject({ ...batchBodySchema.shape, events: z.array(z.unknown()) });

/** `parcel`: what was sent, parsed as JSON. */
export async function openBatch(parcel: unknown, findKiosk: KeyFinder): Promise<OpenOutcome> {
  const signed = signedBatchSchema.safeParse(parcel);
  if (!signed.success) {
    const [issue] = signed.error.issues;
    if (issue?.code === 'too_big' && issue.path[0] === 'body') return { kind: 'refused', code: 'too-large' };
    return refuse(describe(signed.error));
  }
  const { body, sha256, public_key, signature } = signed.data;
  const kiosk = await findKiosk(public_key);
  if (!kiosk) return { kind: 'refused', code: 'not-enrolled' };
  if (!isSignedBy(kiosk.key, body, signature)) return { kind: 'refused', code: 'bad-signature' };
  if (!kiosk.isActive) return { kind: 'refused', code: 'revoked' };
  if (hash('sha256', body, 'hex') !== sha256) return refuse('sha256: not that of the body');
  return readBody(body, sha256, kiosk);
}

function readBody(body: string, sha256: string, { kioskNo, kioskId }: KioskKey): OpenOutcome {
  const head = headSchema.safeParse(parseJson(body));
  if (!head.success) return refuse(describe(head.error));
  const { kiosk_id, log_id, from_seq, to_seq, sent_at, events } = head.data;
  if (kiosk_id !== kioskId) return { kind: 'refused', code: 'bad-signature' };
  if (events.length > batchLimits.events) return { kind: 'refused', code: 'too-large' };
  if (events.length === 0 || to_seq - from_seq + 1 !== events.length) {
    return refuse('events: not every row from the first to the last, once');
  }
  const batch: OpenBatch = {
    kioskNo,
    kioskId,
    logId: log_id,
    fromSeq: from_seq,
    toSeq: to_seq,
    sha256,
    sentAt: { wallMs: sent_at.wall_ms, monoMs: sent_at.mono_ms, bootId: sent_at.boot_id },
    rows: events.map((event, index) => checkEvent(event, from_seq + index)),
  };
  return { kind: 'open', batch };
}

function refuse(because: string): OpenOutcome {
  return { kind: 'refused', code: 'not-understood', because };
}

function describe({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200);
}
