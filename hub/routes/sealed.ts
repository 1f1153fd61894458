// Private reflections, from the dashboard: which there are, and what is kept of one. Where it is ciphertext
// only the organisers' key file opens it, in their own browser.
import { z } from 'zod';
import { sealedPageSchema, sealedQuerySchema } from '../../model/hub-desk.ts';
import { toBytes } from '../ingest/check-event.ts';
import { fetchSealed, readSealed } from '../reflections/read-sealed.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export type SealedDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
};

const uuid = z.uuid().toLowerCase();

export function sealedRoutes({ store, now }: SealedDeps): HubRoute[] {
  return [
    guardedRoute({
      method: 'GET',
      path: '/api/sealed',
      may: 'fetch-sealed',
      summary: 'Private reflections: when, where and how long, without words.',
      query: sealedQuerySchema,
      answers: sealedPageSchema,
      answer: async ({ request, query }) => answerLive(request, await readSealed(store, query)),
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/sealed/:reflection',
      may: 'fetch-sealed',
      summary: 'What is kept of a private reflection; noted in the audit log.',
      answers: z.object({ words: z.string() }),
      async answer({ params, me }) {
        const id = uuid.safeParse(params['reflection']);
        if (!id.success) return refuse('no-such-reflection');
        const wanted = { eventId: toBytes(id.data), by: actorOf(me), nowMs: now() };
        const words = await fetchSealed(store, wanted);
        return words === undefined ? refuse('no-such-reflection') : answerJson({ words });
      },
    }),
  ];
}
