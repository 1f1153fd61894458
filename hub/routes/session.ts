// Signing in and out, one-time links, and one's own password.
import { z } from 'zod';
import {
  acceptLinkSchema,
  changePasswordSchema,
  linkSchema,
  linkTokenSchema,
  sessionSchema,
  signedInSchema,
  signInSchema,
  type HubSession,
} from '../../model/hub-access.ts';
import type { Access } from '../accounts/open-access.ts';
import { clearSessionCookie, writeSessionCookie } from '../accounts/cookies.ts';
import type { RequestOrigin } from '../accounts/request-origin.ts';
import { guardedRoute, openRoute, type HubRoute } from './define-route.ts';
import { isDemo } from '../store/is-demo.ts';
import type { Store } from '../store/open-store.ts';
import { answerJson, refuse } from './refusals.ts';

type SessionDeps = { store: Store; access: Access; hubName: string };

export function sessionRoutes({ store, access, hubName }: SessionDeps): HubRoute[] {
  async function answerSignedIn(token: string, { isSecure }: RequestOrigin): Promise<Response> {
    const me = await access.sessions.find(token, { isQuiet: true });
    if (!me) return refuse('signed-out');
    const headers = { 'Set-Cookie': writeSessionCookie(token, isSecure) };
    return answerJson({ kind: 'signed-in', me }, { headers });
  }

  return [
    openRoute({
      method: 'GET',
      path: '/api/session',
      may: 'anyone',
      summary: 'Who is signed in, and how one can.',
      answers: sessionSchema,
      async answer({ me }) {
        const session: HubSession = {
          hubName,
          isDemo: me !== undefined && (await isDemo(store)),
          awaitsFirst: me === undefined && (await access.awaitsFirst()),
          hasOpenid: access.openid !== undefined,
          me: me ?? null,
        };
        return answerJson(session);
      },
    }),
    openRoute({
      method: 'POST',
      path: '/api/session',
      may: 'anyone',
      summary: 'Sign in with a password. 429 says how long to wait.',
      body: signInSchema,
      answers: signedInSchema,
      async answer({ body, origin }) {
        const outcome = await access.signIn({ ...body, address: origin.address });
        if (outcome.kind === 'signed-in') return answerSignedIn(outcome.token, origin);
        const waitSeconds = Math.ceil(outcome.waitMs / 1000);
        const headers = waitSeconds > 0 ? { 'Retry-After': String(waitSeconds) } : undefined;
        return answerJson(
          { kind: outcome.kind, waitSeconds },
          { status: outcome.kind === 'wait' ? 429 : 403, ...(headers && { headers }) },
        );
      },
    }),
    guardedRoute({
      method: 'DELETE',
      path: '/api/session',
      may: 'signed-in',
      summary: 'Sign out.',
      answers: z.object({}),
      async answer({ token, me, origin }) {
        await access.signOut(token, me);
        const headers = {
          'Set-Cookie': clearSessionCookie(origin.isSecure),
          'Clear-Site-Data': '"cache"',
        };
        return answerJson({}, { headers });
      },
    }),
    openRoute({
      method: 'POST',
      path: '/api/links/look',
      may: 'anyone',
      summary: 'What a one-time link is for.',
      body: linkTokenSchema,
      answers: linkSchema,
      async answer({ body }) {
        const link = await access.findLink(body.token);
        return link ? answerJson(link) : refuse('no-such-link');
      },
    }),
    openRoute({
      method: 'POST',
      path: '/api/links/accept',
      may: 'anyone',
      summary: 'Make the account, or set the new password, that a one-time link is for; signs in.',
      body: acceptLinkSchema,
      answers: signedInSchema,
      async answer({ body, origin }) {
        const accepted = await access.people.accept(body);
        if (accepted.kind !== 'accepted') return refuse(accepted.kind);
        return answerSignedIn(await access.sessions.open(accepted.accountId), origin);
      },
    }),
    guardedRoute({
      method: 'POST',
      path: '/api/password',
      may: 'signed-in',
      summary: 'Change one’s own password; ends one’s other sessions.',
      body: changePasswordSchema,
      answers: z.object({}),
      async answer({ body, me, token, origin }) {
        const outcome = await access.changePassword({ ...body, me, keep: token, address: origin.address });
        if (outcome.kind === 'wait') {
          const waitSeconds = Math.ceil(outcome.waitMs / 1000);
          return refuse('too-many-tries', { waitSeconds, headers: { 'Retry-After': String(waitSeconds) } });
        }
        return outcome.kind === 'changed' ? answerJson({}) : refuse('wrong-password');
      },
    }),
  ];
}
