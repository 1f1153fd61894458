// Signing in through the organisation's own service: off to it, and back from it. The page itself goes
// there, so that no form leads out of the hub; and where the hub leads back to is always its own page.
import { openidBegunSchema, openidDone } from '../../model/hub-access.ts';
import {
  clearOpenidCookie,
  readOpenidCookie,
  writeOpenidCookie,
  writeSessionCookie,
} from '../accounts/cookies.ts';
import type { Access } from '../accounts/open-access.ts';
import { attemptLastsMs } from '../accounts/openid/attempt.ts';
import type { RequestOrigin } from '../accounts/request-origin.ts';
import { openRoute, type HubRoute } from './define-route.ts';
import { answerJson, refuse } from './refusals.ts';

export function openidRoutes({ openid }: Access): HubRoute[] {
  return [
    openRoute({
      method: 'POST',
      path: '/api/openid/begin',
      may: 'anyone',
      summary: 'Where to sign in at the organisation’s own service (OpenID Connect).',
      answers: openidBegunSchema,
      async answer({ origin }) {
        if (!openid) return refuse('openid-off');
        // The way back leads to the public address, and the cookie must be there.
        if (addressOf(origin) !== openid.origin) return refuse('openid-elsewhere');
        const begun = await openid.begin();
        if (begun.kind === 'refused') return refuse(begun.code);
        const cookie = writeOpenidCookie(begun.cookie, { ...origin, forMs: attemptLastsMs });
        return answerJson({ address: begun.address }, { headers: { 'Set-Cookie': cookie } });
      },
    }),
    openRoute({
      method: 'GET',
      path: '/api/openid/return',
      may: 'anyone',
      summary: 'Back from the organisation’s service; leads to the dashboard, signed in or with the reason.',
      answers: undefined,
      status: 303,
      async answer({ request, origin }) {
        if (!openid) return leadTo('openid-off', origin);
        const { search } = new URL(request.url);
        const cookie = readOpenidCookie(request, origin.isSecure);
        const finished = await openid.finish({ search, cookie, address: origin.address });
        if (finished.kind === 'signed-in') return leadTo(openidDone, origin, finished.token);
        return leadTo(finished.kind === 'wait' ? 'too-many-tries' : finished.code, origin);
      },
    }),
  ];
}

const addressOf = ({ isSecure, host }: RequestOrigin) =>
  new URL(`${isSecure ? 'https' : 'http'}://${host}`).origin;

/** The attempt is over, whatever came of it. `token`: of the session. */
function leadTo(outcome: string, { isSecure }: RequestOrigin, token?: string): Response {
  const headers = new Headers({ Location: `/#/openid/${outcome}` });
  headers.append('Set-Cookie', clearOpenidCookie(isSecure));
  if (token !== undefined) headers.append('Set-Cookie', writeSessionCookie(token, isSecure));
  return new Response(null, { status: 303, headers });
}
