// POST /v1/enrolments: a kiosk becomes one of this hub's.
import { enrolmentSchema, provenSchema, troubleSchema } from '../../model/sync-api.ts';
import { enrolKiosk } from '../kiosks/enrol.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import { answerJson, refuse, refuseBody } from './answer.ts';
import { kioskBodyLimits, readJsonBody } from './read-body.ts';
import type { Route } from './route.ts';

export type EnrolmentDeps = { store: Store; identity: HubIdentity; now(): number };

export function enrolmentRoute({ store, identity, now }: EnrolmentDeps): Route {
  return {
    method: 'POST',
    path: '/v1/enrolments',
    summary: 'Enrols a kiosk that proves to know a one-time code.',
    body: enrolmentSchema,
    answers: {
      200: provenSchema,
      400: troubleSchema,
      403: troubleSchema,
      408: troubleSchema,
      413: troubleSchema,
    },
    async answer(request) {
      const body = await readJsonBody(request, kioskBodyLimits);
      if (body.kind !== 'json') return refuseBody(body);
      const enrolment = enrolmentSchema.safeParse(body.value);
      if (!enrolment.success) return refuse('not-understood');
      const outcome = await enrolKiosk(store, identity, enrolment.data, now());
      if (outcome.kind === 'refused') return refuse('bad-code');
      return answerJson({ body: outcome.body, proof: outcome.proof });
    },
  };
}
