// One sign-in that is under way at the organisation's service. All of it is in one cookie: a secret and
// when it was made. What the service gets to see is derived from it, so that nothing is kept for those
// who never come back, and any process of the hub can take somebody in whom another sent off.
import { createHmac } from 'node:crypto';
import { makeToken } from '../tokens.ts';

/** As long as somebody may take over there. */
export const attemptLastsMs = 10 * 60_000;
/** Clocks of two machines of one hub are not quite the same. */
const clockSlackMs = 60_000;

export type Attempt = {
  /** What the cookie holds. */
  cookie: string;
  /** Comes back with the answer: it is for this browser, and for this time. */
  state: string;
  /** Comes back in the signed token. */
  nonce: string;
  /** Shows that who redeems the code is who asked for it (PKCE). */
  codeVerifier: string;
  madeMs: number;
};

export function makeAttempt(nowMs: number): Attempt {
  return derive(makeToken(), nowMs);
}

/** Undefined for a cookie that is none of ours, or of an attempt that has taken too long. */
export function readAttempt(cookie: string | undefined, nowMs: number): Attempt | undefined {
  const found = /^(\d{1,15})\.([0-9A-Za-z_-]{43})$/.exec(cookie ?? '');
  if (!found) return undefined;
  const [, made = '', secret = ''] = found;
  const madeMs = Number(made);
  if (madeMs > nowMs + clockSlackMs || nowMs - madeMs > attemptLastsMs) return undefined;
  return derive(secret, madeMs);
}

/** The time is in what is derived: a cookie that was made younger fits no answer any more. */
function derive(secret: string, madeMs: number): Attempt {
  const make = (purpose: string) =>
    createHmac('sha256', secret).update(`${purpose} ${madeMs}`).digest('base64url');
  return {
    cookie: `${madeMs}.${secret}`,
    state: make('state'),
    nonce: make('nonce'),
    codeVerifier: make('code verifier'),
    madeMs,
  };
}
