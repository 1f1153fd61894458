// The plan of the tour, from the dashboard: kiosks hear of it by the feed and offer its stops to staff.
import { z } from 'zod';
import { plannedTourSchema, planTourSchema } from '../../model/hub-desk.ts';
import { itinerarySchema } from '../../model/staff-api.ts';
import { publishItinerary } from '../editions/release.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export type ItineraryDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
};

export function itineraryRoutes({ store, now }: ItineraryDeps): HubRoute[] {
  return [
    guardedRoute({
      method: 'GET',
      path: '/api/itinerary',
      may: 'see-kiosks',
      summary: 'The stops that are planned.',
      answers: plannedTourSchema,
      answer: async ({ request }) => answerLive(request, await readPlan(store)),
    }),
    guardedRoute({
      method: 'PUT',
      path: '/api/itinerary',
      may: 'manage-kiosks',
      summary: 'Plan the tour: every kiosk is told.',
      body: planTourSchema,
      answers: z.object({}),
      async answer({ body, me }) {
        const isWritten = await publishItinerary(store, { ...body, by: actorOf(me), nowMs: now() });
        return isWritten ? answerJson({}) : refuse('old-version');
      },
    }),
  ];
}

async function readPlan({ db }: Store): Promise<z.infer<typeof plannedTourSchema>> {
  const row = await db.selectFrom('itinerary').selectAll().executeTakeFirst();
  if (!row) return { itinerary: { stops: [] }, changedMs: null, changedBy: '' };
  const itinerary = itinerarySchema.parse(JSON.parse(row.body));
  return { itinerary, changedMs: row.changed_ms, changedBy: row.changed_by };
}
