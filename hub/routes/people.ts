// Who may use the hub, and what was changed at it by whom.
import { z } from 'zod';
import {
  auditSchema,
  changePersonSchema,
  inviteSchema,
  madeLinkSchema,
  peopleSchema,
} from '../../model/hub-access.ts';
import type { Actor } from '../accounts/audit.ts';
import type { Access } from '../accounts/open-access.ts';
import type { Person } from '../accounts/sessions.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { answerJson, answerLive, refuse } from './refusals.ts';

export const actorOf = ({ accountId, name }: Person): Actor => ({ accountId, name });

const auditQuery = z.object({
  before: z.coerce.number().int().min(1).optional(),
  act: z.string().max(60).optional(),
});

export function peopleRoutes(access: Access): HubRoute[] {
  return [
    guardedRoute({
      method: 'GET',
      path: '/api/people',
      may: 'manage-people',
      summary: 'Accounts, and invitations that nobody has taken yet.',
      answers: peopleSchema,
      answer: async ({ request }) => answerLive(request, await access.people.list()),
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/people/invitations',
      may: 'manage-people',
      summary: 'Invite somebody: a one-time link, shown once.',
      body: inviteSchema,
      answers: madeLinkSchema,
      answer: async ({ body, me }) => answerJson(await access.people.invite({ ...body, by: actorOf(me) })),
    }),
    guardedRoute({
      method: 'DELETE',
      path: '/api/people/invitations/:link',
      may: 'manage-people',
      summary: 'Withdraw a link that nobody has used.',
      answers: z.object({}),
      async answer({ params, me }) {
        const linkId = params['link'] ?? '';
        return (await access.withdrawLink({ linkId, by: actorOf(me) }))
          ? answerJson({})
          : refuse('no-such-link');
      },
    }),
    guardedRoute({
      method: 'PUT',
      path: '/api/people/:person',
      may: 'manage-people',
      summary: 'Give a role, close an account or open it again; ends that person’s sessions.',
      body: changePersonSchema,
      answers: z.object({}),
      async answer({ params, body, me }) {
        const accountId = params['person'] ?? '';
        const outcome = await access.people.change({ accountId, ...body, by: actorOf(me) });
        return outcome.kind === 'changed' ? answerJson({}) : refuse(outcome.kind);
      },
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/people/:person/new-password',
      may: 'manage-people',
      summary: 'A one-time link with which somebody sets a new password.',
      answers: madeLinkSchema,
      async answer({ params, me }) {
        const accountId = params['person'] ?? '';
        const link = await access.people.renewPassword({ accountId, by: actorOf(me) });
        return link ? answerJson(link) : refuse('no-such-person');
      },
    }),
    guardedRoute({
      method: 'GET',
      path: '/api/audit',
      may: 'see-audit',
      summary: 'What was changed, by whom and when; the newest first.',
      query: auditQuery,
      answers: auditSchema,
      answer: async ({ request, query }) => answerLive(request, await access.readAudit(query)),
    }),
  ];
}
