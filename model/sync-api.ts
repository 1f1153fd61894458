// What a kiosk and the hub say to each other besides batches and acknowledgements (sync-batch.ts):
// enrolment, refusals, how a kiosk is, and the feed of what is new for it. The network between
// them is not trusted, and need not be encrypted for this: what moves anything on a kiosk is signed
// by the hub's key, what moves anything on the hub is signed by the kiosk's.
import { z } from 'zod';
import { audienceSchema } from './aspects.ts';
import { signedRecallListSchema } from './pack.ts';
import { itinerarySchema } from './staff-api.ts';
import { hubTroubles, kioskId, logId, publicKey, sha256, signature } from './sync-batch.ts';
import { inkSchema, slugSchema } from './visitor-events.ts';

const hubId = z.string().regex(/^hub-[0-9a-f]{8}$/, { message: 'a hub’s id' });

/**
 * A one-time code as staff type it: sixteen of Crockford's 32 characters, in groups of four. The
 * first four name the code and are sent; the other twelve are the secret that both sides prove to
 * know, so that nobody on the way can take either one's place.
 */
export const codeLength = 16;
export const codeIdLength = 4;
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What is HMAC-SHA256'd with the code's secret, by the kiosk. */
export function enrolmentMessage({ kiosk_id, public_key }: { kiosk_id: string; public_key: string }): string {
  return `jingzhong enrolment 1\n${kiosk_id}\n${public_key}\n`;
}
/** And by the hub: the secret's HMAC over this and the text of its answer. */
export const enrolledPrefix = 'jingzhong enrolled 1\n';

/** `POST /v1/enrolments`. */
export const enrolmentSchema = z.strictObject({
  format: z.literal(1),
  code_id: z.string().length(codeIdLength),
  kiosk_id: kioskId,
  public_key: publicKey,
  version: z.string().max(40),
  /** HMAC in small hex over `enrolmentMessage`. */
  proof: sha256,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** Its answer: `body` is the JSON of an `enrolledSchema`, `proof` the HMAC over `enrolledPrefix + body`. */
export const provenSchema = z.strictObject({ body: z.string().max(16_384), proof: sha256 });
export const enrolledSchema = z.strictObject({
  format: z.literal(1),
  hub_id: hubId,
  hub_name: z.string().min(1).max(120),
  /** The key that signs everything the hub says from now on. */
  hub_key: publicKey,
  kiosk_id: kioskId,
  kiosk_name: z.string().min(1).max(120),
  /** Whose editions and recall lists the kiosk is to go by. */
  edition_keys: z.array(z.strictObject({ label: z.string().max(120), public_key: publicKey })).max(20),
  /** age X25519 recipient, to which private reflections are sealed where the edition names none. */
  reader_key: z.string().startsWith('age1').max(120).optional(),
});
export type Enrolled = z.infer<typeof enrolledSchema>;

/** Everything else that either side signs travels so: `body` is the JSON that was signed, as text. */
export const signedTextSchema = z.strictObject({
  body: z.string().max(4 * 1024 * 1024),
  public_key: publicKey,
  signature,
});
export type SignedText = z.infer<typeof signedTextSchema>;

/**
 * 409 to `POST /v1/batches`, signed. `fork`: another content stands under one of these sequences, so
 * the kiosk's disk was cloned; it goes on under a new log id. `gap`: rows are wanted from
 * `wanted_seq` on, which is also how a hub that was restored from a backup asks for what it lost, and
 * how it finds out where two disks parted. Who has those rows no more sends from the first it has. After
 * a fork everything from `wanted_seq` on goes under the new log id, also what was taken for safe.
 */
export const refusalSchema = z.strictObject({
  format: z.literal(1),
  refused: z.enum(['fork', 'gap']),
  hub_id: hubId,
  kiosk_id: kioskId,
  log_id: logId,
  batch_sha256: sha256,
  wanted_seq: z.int().min(1),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** What an unsigned refusal says; it pauses a kiosk or makes it ask again, and moves nothing. */
export const troubleSchema = z.object({
  code: z.enum(hubTroubles),
  sentence: z.string(),
});
export type Trouble = z.infer<typeof troubleSchema>;

/** `POST /v1/states`, a SignedText: how a kiosk is, also when it has nothing to send. */
export const kioskStateSchema = z.strictObject({
  format: z.literal(1),
  kiosk_id: kioskId,
  hub_id: hubId,
  sent_at: z.strictObject({ wall_ms: z.int(), mono_ms: z.int().min(0), boot_id: z.string().max(80) }),
  version: z.string().max(40),
  edition: z.string().max(120),
  /** An edition fetched from the feed that waits to be shown; its pack's hash. */
  staged: sha256.optional(),
  stop_id: z.string().max(80).nullable(),
  log_id: logId,
  last_seq: z.int().min(0),
  unsent: z.int().min(0),
  free_bytes: z.int().min(0),
  /** Ids of lights that are not green, with their codes (staff-api.ts). */
  lights: z
    .array(
      z.strictObject({ id: z.string().max(20), state: z.enum(['amber', 'red']), code: z.string().max(40) }),
    )
    .max(20),
  recall_version: z.int().min(0),
  feed_through: z.int().min(0),
});
export type KioskState = z.infer<typeof kioskStateSchema>;

/**
 * `GET /v1/feed?after=N` and `GET /v1/packs/HASH` are signed in headers: who asks, and the signature
 * over `requestMessage`. There is no time in it: a request that is sent again by somebody else brings
 * them only what they have heard, and a kiosk whose clock is wrong is served like any other.
 */
export const kioskHeader = 'jingzhong-kiosk';
export const signatureHeader = 'jingzhong-signature';
export function requestMessage({ hub_id, path }: { hub_id: string; path: string }): string {
  return `jingzhong request 1\n${hub_id}\n${path}\n`;
}

/** One thing that is new, in the order in which the hub committed it. */
export const feedItemSchema = z.discriminatedUnion('kind', [
  /** A pack that organisers released to this kiosk: fetched, checked, staged; shown when nobody is there. */
  z.strictObject({
    n: z.int().min(1),
    kind: z.literal('edition'),
    edition: z.string().max(120),
    title: z.string().max(400),
    sha256,
    size_bytes: z.int().min(1),
  }),
  /** Approved for every wall, also those where it was not written. */
  z.strictObject({
    n: z.int().min(1),
    kind: z.literal('reflection'),
    event_id: z.uuid(),
    stop_id: z.string().max(80).nullable(),
    audience: audienceSchema.nullable(),
    panel: slugSchema.nullable(),
    words: z.discriminatedUnion('form', [
      z.strictObject({ form: z.literal('text'), text: z.string().min(1).max(4_000) }),
      z.strictObject({ form: z.literal('ink'), ink: inkSchema }),
    ]),
  }),
  /** Gone from every wall: `declined`, `withdrawn` or `pending` again. `erased`: its words are deleted too. */
  z.strictObject({
    n: z.int().min(1),
    kind: z.literal('tombstone'),
    event_id: z.uuid(),
    state: z.enum(['pending', 'declined', 'withdrawn', 'erased']),
  }),
  z.strictObject({ n: z.int().min(1), kind: z.literal('itinerary'), itinerary: itinerarySchema }),
  /** The organisers' list, signed with the edition key: the highest version wins. */
  z.strictObject({ n: z.int().min(1), kind: z.literal('recalls'), list: signedRecallListSchema }),
]);
export type FeedItem = z.infer<typeof feedItemSchema>;

/** The feed's answer is a SignedText of this. `next` is the `after` of the next request. */
export const feedSchema = z.strictObject({
  format: z.literal(1),
  hub_id: hubId,
  kiosk_id: kioskId,
  after: z.int().min(0),
  items: z.array(feedItemSchema).max(200),
  next: z.int().min(0),
  more: z.boolean(),
});
export type Feed = z.infer<typeof feedSchema>;
