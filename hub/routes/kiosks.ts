// Kiosks, from the dashboard: a code to enrol one by, and taking one off the hub.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { newCodeSchema, newKioskSchema } from '../../model/hub-desk.ts';
import { makeEnrolmentCode, revokeKiosk } from '../kiosks/enrol.ts';
import { isDemo } from '../store/is-demo.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerJson, refuse } from './refusals.ts';

export type KiosksDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
};

export function kioskDeskRoutes({ store, now }: KiosksDeps): HubRoute[] {
  return [
    guardedRoute({
      method: 'POST',
      path: '/api/kiosks/codes',
      may: 'manage-kiosks',
      summary: 'A one-time code to enrol a kiosk by; shown once, valid for a week.',
      body: newKioskSchema,
      answers: newCodeSchema,
      async answer({ body, me }) {
        if (await isDemo(store)) return refuse('demo-hub');
        const wanted = { kioskName: body.name, by: actorOf(me), nowMs: now(), randomBytes };
        return answerJson(await makeEnrolmentCode(store, wanted));
      },
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/kiosks/:kiosk/revoke',
      may: 'manage-kiosks',
      summary: 'Take a kiosk off the hub: what it sent stays, what it sends from now on is refused.',
      answers: z.object({}),
      async answer({ params, me }) {
        const wanted = { kioskId: params['kiosk'] ?? '', by: actorOf(me), nowMs: now() };
        return (await revokeKiosk(store, wanted)) ? answerJson({}) : refuse('no-such-kiosk');
      },
    }),
  ];
}
