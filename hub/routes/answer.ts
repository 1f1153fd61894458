// How the hub's routes answer: JSON, and to kiosks refusals with a stable code and a plain sentence.
import type { Trouble } from '../../model/sync-api.ts';
import type { BodyOutcome } from './read-body.ts';

const troubles = {
  'not-enrolled': {
    status: 401,
    sentence: 'This hub does not know this kiosk. Enrol it with a code from the dashboard.',
  },
  revoked: {
    status: 403,
    sentence: 'This kiosk was taken off the hub. Nothing on it is lost; enrol it anew to go on.',
  },
  'bad-signature': {
    status: 401,
    sentence: 'The signature is not that of this kiosk’s key. If its disk was exchanged, enrol it anew.',
  },
  'bad-code': {
    status: 403,
    sentence: 'This enrolment code is wrong, used up or too old. Ask for a new one on the dashboard.',
  },
  'too-large': { status: 413, sentence: 'This is larger than the hub takes at once. Send less at a time.' },
  'too-slow': { status: 408, sentence: 'This came too slowly. Send less at a time, or try again later.' },
  'not-understood': { status: 400, sentence: 'The hub does not understand this request.' },
  busy: { status: 503, sentence: 'The hub has too much to do just now. Try again later.' },
  'not-found': { status: 404, sentence: 'There is nothing at this address.' },
} as const satisfies Record<Trouble['code'], { status: number; sentence: string }>;

export function answerJson(value: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('Content-Type', 'application/json; charset=utf-8');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return new Response(JSON.stringify(value), { ...init, headers });
}

/** `because`: said after the sentence, for what only the sender's programmer can mend. */
export function refuse(
  code: Trouble['code'],
  { because, headers }: { because?: string; headers?: Record<string, string> } = {},
): Response {
  const { status, sentence } = troubles[code];
  const trouble: Trouble = { code, sentence: because === undefined ? sentence : `${sentence} (${because})` };
  return answerJson(trouble, { status, ...(headers && { headers }) });
}

/** Of a body that could not be read. */
export function refuseBody({ kind }: Exclude<BodyOutcome, { kind: 'json' }>): Response {
  return kind === 'not-json' ? refuse('not-understood', { because: kind }) : refuse(kind);
}
