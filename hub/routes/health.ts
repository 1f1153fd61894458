// `/healthz`: this process runs. `/readyz`: its store answers, so a load balancer may send to it.
import { sql } from 'kysely';
import { z } from 'zod';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import { answerJson, refuse } from './answer.ts';
import { troubleSchema } from '../../model/sync-api.ts';
import type { Route } from './route.ts';

type HealthDeps = { store: Store; identity: HubIdentity; version: string };

const healthSchema = z.object({ ok: z.literal(true), hub_id: z.string(), version: z.string() });

export function healthRoutes({ store, identity, version }: HealthDeps): Route[] {
  const well: z.infer<typeof healthSchema> = { ok: true, hub_id: identity.hubId, version };
  return [
    {
      method: 'GET',
      path: '/healthz',
      summary: 'This process runs.',
      answers: { 200: healthSchema },
      answer: () => answerJson(well),
    },
    {
      method: 'GET',
      path: '/readyz',
      summary: 'The hub’s store answers.',
      answers: { 200: healthSchema, 503: troubleSchema },
      async answer() {
        try {
          await sql`select 1`.execute(store.db);
          return answerJson(well);
        } catch (error) {
          return refuse('busy', { because: error instanceof Error ? error.message : String(error) });
        }
      },
    },
  ];
}
