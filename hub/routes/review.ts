// Review and erasure, from the dashboard. Every decision stands in the audit log by the reflection's
// number, never by its words.
import { z } from 'zod';
import {
  decidedSchema,
  decisionSchema,
  reviewPageSchema,
  reviewQuerySchema,
} from '../../model/hub-review.ts';
import type { AuditNote } from '../accounts/audit.ts';
import { toBytes } from '../ingest/check-event.ts';
import { eraseReflection } from '../reflections/erase.ts';
import { readReview } from '../reflections/read-review.ts';
import { decide } from '../reflections/review.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export type ReviewDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
  note(note: AuditNote): Promise<void>;
};

const uuid = z.uuid().toLowerCase();

export function reviewRoutes({ store, now, note }: ReviewDeps): HubRoute[] {
  return [
    guardedRoute({
      method: 'GET',
      path: '/api/review',
      may: 'review-reflections',
      summary: 'Shared reflections in one state, screened ones first, then the oldest.',
      query: reviewQuerySchema,
      answers: reviewPageSchema,
      answer: async ({ request, query }) => answerLive(request, await readReview(store, query)),
    }),
    guardedRoute({
      method: 'PUT',
      path: '/api/review/:reflection',
      may: 'review-reflections',
      summary: 'Decide on a reflection; deciding again takes the decision back.',
      body: decisionSchema,
      answers: decidedSchema,
      async answer({ params, body, me: { accountId, name } }) {
        const id = uuid.safeParse(params['reflection']);
        if (!id.success) return refuse('no-such-reflection');
        const eventId = toBytes(id.data);
        const outcome = await decide(store, { eventId, state: body.state, by: name, nowMs: now() });
        // Whether there is a private one under this number is nobody's business here.
        if (outcome.kind !== 'decided') return refuse('no-such-reflection');
        const details = { before: outcome.before, state: body.state };
        await note({ by: { accountId, name }, act: 'reflection-decided', about: id.data, details });
        return answerJson({ before: outcome.before });
      },
    }),
    guardedRoute({
      method: 'DELETE',
      path: '/api/reflections/:reflection/words',
      may: 'erase-words',
      summary: 'Erase what somebody wrote, here and on every kiosk; the counts stay.',
      answers: z.object({}),
      async answer({ params, me: { accountId, name } }) {
        const id = uuid.safeParse(params['reflection']);
        if (!id.success) return refuse('no-such-reflection');
        const erased = await eraseReflection(store, { eventId: toBytes(id.data), by: name, nowMs: now() });
        if (!erased) return refuse('no-such-reflection');
        await note({ by: { accountId, name }, act: 'words-erased', about: id.data });
        return answerJson({});
      },
    }),
  ];
}
