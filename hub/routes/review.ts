// Review and erasure, from the dashboard.
import { z } from 'zod';
import {
  decidedSchema,
  decisionSchema,
  reviewPageSchema,
  reviewQuerySchema,
} from '../../model/hub-review.ts';
import { toBytes } from '../ingest/check-event.ts';
import { eraseReflection } from '../reflections/erase.ts';
import { readReview } from '../reflections/read-review.ts';
import { decide } from '../reflections/review.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export type ReviewDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
};

const uuid = z.uuid().toLowerCase();

export function reviewRoutes({ store, now }: ReviewDeps): HubRoute[] {
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
      async answer({ params, body, me }) {
        const id = uuid.safeParse(params['reflection']);
        if (!id.success) return refuse('no-such-reflection');
        const eventId = toBytes(id.data);
        const outcome = await decide(store, { eventId, state: body.state, by: actorOf(me), nowMs: now() });
        // Whether there is a private one under this number is nobody's business here.
        if (outcome.kind !== 'decided') return refuse('no-such-reflection');
        return answerJson({ before: outcome.before });
      },
    }),
    guardedRoute({
      method: 'DELETE',
      path: '/api/reflections/:reflection/words',
      may: 'erase-words',
      summary: 'Erase what somebody wrote, here and on every kiosk; the counts stay.',
      answers: z.object({}),
      async answer({ params, me }) {
        const id = uuid.safeParse(params['reflection']);
        if (!id.success) return refuse('no-such-reflection');
        const erasure = { eventId: toBytes(id.data), by: actorOf(me), nowMs: now() };
        return (await eraseReflection(store, erasure)) ? answerJson({}) : refuse('no-such-reflection');
      },
    }),
  ];
}
