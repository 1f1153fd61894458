// The figures of the dashboard. Every view is live: a page that asks again is told in a few bytes that
// nothing has changed.
import {
  activityRowsQuerySchema,
  activityRowsSchema,
  groupRowsQuerySchema,
  groupRowsSchema,
  nowViewSchema,
  offRowsQuerySchema,
  offRowsSchema,
  panelsViewSchema,
  reflectionRowsQuerySchema,
  reflectionRowsSchema,
  takingPartViewSchema,
  tourViewSchema,
  viewFiltersSchema,
  visitRowsQuerySchema,
  visitRowsSchema,
  visitsViewSchema,
} from '../../model/hub-views.ts';
import type { Store } from '../store/open-store.ts';
import { readActivityRows } from '../views/activity-rows.ts';
import { readGroupRows } from '../views/group-rows.ts';
import { viewNow } from '../views/now.ts';
import { readOffRows } from '../views/off-rows.ts';
import { viewPanels } from '../views/panels.ts';
import { readReflectionRows } from '../views/reflection-rows.ts';
import { viewTakingPart } from '../views/taking-part.ts';
import { viewTour } from '../views/tour.ts';
import { readVisitRows } from '../views/visit-rows.ts';
import { viewVisits } from '../views/visits.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { answerLive } from './refusals.ts';

export type ViewDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
};

export function viewRoutes({ store, now }: ViewDeps): HubRoute[] {
  const figures = { method: 'GET', may: 'see-figures', query: viewFiltersSchema } as const;
  return [
    guardedRoute({
      method: 'GET',
      path: '/api/views/now',
      may: 'see-kiosks',
      summary: 'Every kiosk: where it is, when it was last heard, what it shows, how it is.',
      answers: nowViewSchema,
      answer: async ({ request }) => answerLive(request, await viewNow(store, now())),
    }),
    guardedRoute({
      ...figures,
      path: '/api/views/tour',
      summary: 'Stops in order, and the five entries against the six ones.',
      answers: tourViewSchema,
      answer: async ({ request, query }) => answerLive(request, await viewTour(store, query)),
    }),
    guardedRoute({
      ...figures,
      path: '/api/views/visits',
      summary: 'People reached with both terms of the rule; touches apart.',
      answers: visitsViewSchema,
      answer: async ({ request, query }) => answerLive(request, await viewVisits(store, query)),
    }),
    guardedRoute({
      ...figures,
      path: '/api/views/panels',
      summary: 'What holds visitors, and the first-step question by aspect.',
      answers: panelsViewSchema,
      answer: async ({ request, query }) => answerLive(request, await viewPanels(store, query)),
    }),
    guardedRoute({
      ...figures,
      path: '/api/views/taking-part',
      summary: 'Reflections, pledges, film, lecture and hearing.',
      answers: takingPartViewSchema,
      answer: async ({ request, query }) => answerLive(request, await viewTakingPart(store, query)),
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/visits',
      may: 'see-figures',
      summary: 'The rows behind figures of visits, a hundred at a time, the newest first.',
      query: visitRowsQuerySchema,
      answers: visitRowsSchema,
      answer: async ({ request, query }) => answerLive(request, await readVisitRows(store, query)),
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/rows/groups',
      may: 'see-figures',
      summary: 'The rows behind headcounts: groups, a hundred at a time, the newest first.',
      query: groupRowsQuerySchema,
      answers: groupRowsSchema,
      answer: async ({ request, query }) => answerLive(request, await readGroupRows(store, query)),
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/rows/activities',
      may: 'see-figures',
      summary: 'The rows behind what staff recorded of the six ones, a hundred at a time.',
      query: activityRowsQuerySchema,
      answers: activityRowsSchema,
      answer: async ({ request, query }) => answerLive(request, await readActivityRows(store, query)),
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/rows/off',
      may: 'see-figures',
      summary: 'The rows behind the time that kiosks were off, a hundred at a time, the last day first.',
      query: offRowsQuerySchema,
      answers: offRowsSchema,
      answer: async ({ request, query }) => answerLive(request, await readOffRows(store, query)),
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/rows/reflections',
      may: 'see-figures',
      summary: 'The rows behind figures of reflections, without their words, a hundred at a time.',
      query: reflectionRowsQuerySchema,
      answers: reflectionRowsSchema,
      answer: async ({ request, query }) => answerLive(request, await readReflectionRows(store, query)),
    }),
  ];
}
