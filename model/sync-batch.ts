// What travels from a kiosk to the hub and back, over the network or on a stick: the same signed
// batches out, the same signed acknowledgements in. The envelope is frozen; bodies carry a version.
import { z } from 'zod';

/** Of one batch, before it is compressed. */
export const batchLimits = { events: 500, bytes: 256 * 1024 } as const;

export const logId = z.string().regex(/^[0-9a-f]{32}$/, { message: 'a log’s id' });
export const kioskId = z.string().regex(/^kiosk-[0-9a-f]{8}$/, { message: 'a kiosk’s id' });
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { message: 'a SHA-256 in small hex' });
/** 32 raw bytes of an Ed25519 public key, base64. */
export const publicKey = z.base64().length(44);
export const signature = z.base64().length(88);

/** Why a hub does not do what a kiosk asks; see `troubleSchema` in sync-api.ts. */
export const hubTroubles = [
  'not-enrolled',
  'revoked',
  'bad-signature',
  'bad-code',
  'too-large',
  'too-slow',
  'not-understood',
  'busy',
  'not-found',
] as const;

/** A row of the log as it is; what a hub does not understand it keeps. */
export const batchEventSchema = z.strictObject({
  seq: z.int().min(1),
  event_id: z.uuid(),
  visit_id: z.uuid().nullable(),
  type: z.string().min(1).max(80),
  schema_version: z.int().min(1),
  wall_ms: z.int(),
  mono_ms: z.int().min(0),
  boot_id: z.string().max(80),
  stop_id: z.string().max(80).nullable(),
  edition: z.string().max(120),
  body: z.unknown(),
  /** The words of a reflection, while they are kept: text, ink as JSON, or ciphertext. */
  words: z.string().optional(),
});
export type BatchEvent = z.infer<typeof batchEventSchema>;

/** What is signed: rows of one log without a gap, `from_seq` to `to_seq`. */
export const batchBodySchema = z
  .strictObject({
    format: z.literal(1),
    kiosk_id: kioskId,
    log_id: logId,
    from_seq: z.int().min(1),
    to_seq: z.int().min(1),
    /** The kiosk's clocks when it was sent, from which the hub corrects its times. */
    sent_at: z.strictObject({ wall_ms: z.int(), mono_ms: z.int().min(0), boot_id: z.string().max(80) }),
    events: z.array(batchEventSchema).min(1).max(batchLimits.events),
  })
  .refine(
    ({ from_seq, to_seq, events }) =>
      to_seq - from_seq + 1 === events.length && events.every(({ seq }, index) => seq === from_seq + index),
    { path: ['events'], message: 'every row from the first to the last, once' },
  );
export type BatchBody = z.infer<typeof batchBodySchema>;

/**
 * One batch as it is sent, and one line of a stick's file. `body` is the JSON of a BatchBody, kept as
 * the text that was hashed and signed, so that no two programs can disagree on its bytes.
 */
export const signedBatchSchema = z.strictObject({
  body: z.string().max(batchLimits.bytes * 2),
  sha256,
  public_key: publicKey,
  signature,
});
export type SignedBatch = z.infer<typeof signedBatchSchema>;

/** The hub's word that a log is safe with it up to here. Only this moves the kiosk's cursor. */
export const acknowledgementSchema = z.strictObject({
  format: z.literal(1),
  hub_id: z.string().min(1).max(80),
  kiosk_id: kioskId,
  log_id: logId,
  /** Of the last batch that it has taken in. */
  batch_sha256: sha256,
  /** Of the batch's log, and not beyond the batch where it answers one: what lies behind may be a clone's. */
  committed_through: z.int().min(0),
  /** At most as far; only what is backed up may ever be pruned. */
  backed_up_through: z.int().min(0),
  /** True Unix time of a boot's beginning, by boot. */
  clock: z.record(z.string().max(80), z.strictObject({ booted_at_ms: z.int() })),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
export const signedAcknowledgementSchema = z.strictObject({
  body: z.string().max(64 * 1024),
  public_key: publicKey,
  signature,
});

/** Files on a stick, beside packs and recall lists. */
export const courierFolder = 'jingzhong';
export const batchFileEnding = '.batches.ndjson';
export const acknowledgementFileEnding = '.acks.ndjson';
