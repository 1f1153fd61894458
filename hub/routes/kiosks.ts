// Kiosks, from the dashboard: a code to enrol one by, and taking one off the hub.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AuditNote } from '../accounts/audit.ts';
import { makeEnrolmentCode, revokeKiosk } from '../kiosks/enrol.ts';
import { isDemo } from '../store/is-demo.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { answerJson, refuse } from './refusals.ts';

export type KiosksDeps = {
  store: Store;
  /** Unix milliseconds. */
  now(): number;
  note(note: AuditNote): Promise<void>;
};

const newKioskSchema = z.strictObject({ name: z.string().trim().min(1).max(80) });

export function kioskDeskRoutes({ store, now, note }: KiosksDeps): HubRoute[] {
  return [
    guardedRoute({
      method: 'POST',
      path: '/api/kiosks/codes',
      may: 'manage-kiosks',
      summary: 'A one-time code to enrol a kiosk by; shown once, valid for a week.',
      body: newKioskSchema,
      answers: z.object({ code: z.string(), expiresMs: z.int() }),
      async answer({ body, me: { accountId, name } }) {
        if (await isDemo(store)) return refuse('demo-hub');
        const wanted = { kioskName: body.name, madeBy: name, nowMs: now(), randomBytes };
        const made = await makeEnrolmentCode(store, wanted);
        await note({ by: { accountId, name }, act: 'enrolment-code-made', about: body.name });
        return answerJson(made);
      },
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/kiosks/:kiosk/revoke',
      may: 'manage-kiosks',
      summary: 'Take a kiosk off the hub: what it sent stays, what it sends from now on is refused.',
      answers: z.object({}),
      async answer({ params, me: { accountId, name } }) {
        const kioskId = params['kiosk'] ?? '';
        if (!(await revokeKiosk(store, kioskId))) return refuse('no-such-kiosk');
        await note({ by: { accountId, name }, act: 'kiosk-revoked', about: kioskId });
        return answerJson({});
      },
    }),
  ];
}
