// POST /v1/batches: what kiosks recorded. The acknowledgement is made after the commit and not before.
import { z } from 'zod';
import { refusalSchema, signedTextSchema, troubleSchema } from '../../model/sync-api.ts';
import { acknowledgementSchema, signedBatchSchema } from '../../model/sync-batch.ts';
import { acknowledge, refuseBatch } from '../ingest/acknowledge.ts';
import type { BatchQueue } from '../ingest/batch-queue.ts';
import type { BodyRoom } from '../ingest/body-room.ts';
import { openBatch, type KeyFinder } from '../ingest/open-batch.ts';
import type { TakeIn } from '../ingest/take-in.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import { answerJson, refuse, refuseBody } from './answer.ts';
import { kioskBodyLimits, readJsonBody, type BodyOutcome } from './read-body.ts';
import type { Route } from './route.ts';

export type BatchDeps = {
  identity: HubIdentity;
  findKiosk: KeyFinder;
  takeIn: TakeIn;
  /** For bodies that are on their way. */
  reading: BodyRoom;
  /** For batches that were read. */
  queue: BatchQueue;
  now(): number;
  /** Something is there to be counted. */
  onNews(): void;
  tell(line: string): void;
};

export function batchRoute(deps: BatchDeps): Route {
  const signed = (schema: z.ZodType, what: string) =>
    signedTextSchema.meta({ description: what, signs: z.toJSONSchema(schema, { unrepresentable: 'any' }) });
  return {
    method: 'POST',
    path: '/v1/batches',
    summary: 'Takes in a signed batch of a kiosk’s events.',
    body: signedBatchSchema,
    answers: {
      200: signed(acknowledgementSchema, 'The hub has it, and everything before it.'),
      409: signed(refusalSchema, 'A fork or a gap.'),
      400: troubleSchema,
      401: troubleSchema,
      403: troubleSchema,
      408: troubleSchema,
      413: troubleSchema,
      503: troubleSchema,
    },
    async answer(request) {
      const arrivedMs = deps.now();
      // Before anything of it is read: that is most of what a batch costs.
      const isHere = deps.queue.expect();
      if (!isHere) return refuseBusy(deps.queue);
      const body = await readParcel(request, deps.reading).finally(isHere);
      if (body === undefined) return refuseBusy(deps.queue);
      if (body.kind !== 'json') return refuseBody(body);
      const leave = deps.queue.enter();
      if (!leave) return refuseBusy(deps.queue);
      try {
        return await answerBatch(body.value, arrivedMs, deps);
      } finally {
        leave();
      }
    },
  };
}

/** Undefined where too many are on their way already. */
async function readParcel(request: Request, reading: BodyRoom): Promise<BodyOutcome | undefined> {
  const leave = reading.enter(request);
  if (!leave) return undefined;
  try {
    return await readJsonBody(request, kioskBodyLimits);
  } finally {
    leave();
  }
}

async function answerBatch(parcel: unknown, arrivedMs: number, deps: BatchDeps): Promise<Response> {
  const { identity, findKiosk, takeIn, queue } = deps;
  try {
    const opened = await openBatch(parcel, findKiosk);
    if (opened.kind === 'refused') {
      return refuse(opened.code, 'because' in opened ? { because: opened.because } : {});
    }
    const { batch } = opened;
    const taken = await queue.run(() => takeIn(batch, { arrivedMs, isLive: true }));
    if (taken.kind === 'refused') return refuse(taken.code);
    if (taken.kind !== 'taken') return answerJson(refuseBatch(identity, batch, taken), { status: 409 });
    if (taken.isNews) deps.onNews();
    return answerJson(acknowledge(identity, batch, taken));
  } catch (error) {
    // The store is gone or full: nothing was written, and the kiosk keeps what it has.
    deps.tell(`A batch could not be written: ${error instanceof Error ? error.message : String(error)}`);
    return refuseBusy(queue);
  }
}

function refuseBusy(queue: BatchQueue): Response {
  return refuse('busy', { headers: { 'Retry-After': String(queue.retryAfterS()) } });
}
