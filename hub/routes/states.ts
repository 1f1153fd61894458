// POST /v1/states: how a kiosk is, also when it has nothing to send. It moves nothing but what the
// dashboard shows of it.
import { z } from 'zod';
import { kioskStateSchema, signedTextSchema, troubleSchema, type KioskState } from '../../model/sync-api.ts';
import { isSignedBy, type KeyFinder } from '../ingest/open-batch.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import { parsePlainJson } from '../store/plain-json.ts';
import { answerJson, refuse, refuseBody } from './answer.ts';
import { kioskBodyLimits, readJsonBody } from './read-body.ts';
import type { Route } from './route.ts';

export type StateDeps = { store: Store; identity: HubIdentity; findKiosk: KeyFinder; now(): number };

const heardSchema = z.strictObject({
  format: z.literal(1),
  hub_id: z.string(),
  kiosk_id: z.string(),
  /** The feed's end: what is new for the kiosk lies up to here. */
  feed_through: z.int().min(0),
});

export function stateRoute(deps: StateDeps): Route {
  return {
    method: 'POST',
    path: '/v1/states',
    summary: 'Takes note of how a kiosk is; the signed answer tells how far the feed goes.',
    body: signedTextSchema,
    answers: {
      200: signedTextSchema,
      400: troubleSchema,
      401: troubleSchema,
      403: troubleSchema,
      408: troubleSchema,
      413: troubleSchema,
    },
    async answer(request) {
      const body = await readJsonBody(request, kioskBodyLimits);
      if (body.kind !== 'json') return refuseBody(body);
      const signed = signedTextSchema.safeParse(body.value);
      if (!signed.success) return refuse('not-understood');
      return answerState(signed.data, deps);
    },
  };
}

async function answerState(
  signed: z.infer<typeof signedTextSchema>,
  { store, identity, findKiosk, now }: StateDeps,
): Promise<Response> {
  const kiosk = await findKiosk(signed.public_key);
  if (!kiosk) return refuse('not-enrolled');
  if (!isSignedBy(kiosk.key, signed.body, signed.signature)) return refuse('bad-signature');
  if (!kiosk.isActive) return refuse('revoked');
  const state = kioskStateSchema.safeParse(parseJson(signed.body));
  if (!state.success) return refuse('not-understood');
  const { kiosk_id, hub_id } = state.data;
  if (kiosk_id !== kiosk.kioskId || hub_id !== identity.hubId) return refuse('bad-signature');
  await writeState(store, kiosk.kioskNo, state.data, now());
  const counter = await store.db.selectFrom('feed_counter').select('n').executeTakeFirstOrThrow();
  const heard: z.infer<typeof heardSchema> = { format: 1, hub_id, kiosk_id, feed_through: counter.n };
  return answerJson(identity.signText(JSON.stringify(heard)));
}

async function writeState({ db }: Store, kioskNo: number, state: KioskState, nowMs: number): Promise<void> {
  const { version, edition, staged = null, stop_id, log_id, last_seq, unsent, free_bytes } = state;
  const { recall_version, feed_through, sent_at, lights } = state;
  await db
    .updateTable('kiosks')
    .set({
      version,
      edition,
      staged,
      stop_id,
      log_id,
      last_seq,
      unsent,
      free_bytes,
      recall_version,
      feed_through,
      lights: JSON.stringify(lights),
      state_ms: nowMs,
      last_heard_ms: nowMs,
      clock_skew_ms: sent_at.wall_ms - nowMs,
    })
    .where('kiosk_no', '=', kioskNo)
    .execute();
}

function parseJson(text: string): unknown {
  try {
    return parsePlainJson(text);
  } catch {
    return undefined;
  }
}
