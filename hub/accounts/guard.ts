// What a request that changes something must pass, and what every answer of the dashboard carries.
//
// Against requests forged by other sites there are three locks, each enough by itself: the session's
// cookie is SameSite=Strict; a browser must say by Sec-Fetch-Site or Origin that our own page asks; and
// bodies are JSON or bytes by their Content-Type, which a form of another site cannot send unasked.
import { makeAnswerHeaders } from '../../model/answer-headers.ts';
import type { RequestOrigin } from './request-origin.ts';

const answerHeaders = makeAnswerHeaders();

export function isForged(request: Request, { host, isSecure }: RequestOrigin): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers.get('Sec-Fetch-Site');
  const origin = request.headers.get('Origin');
  if (site === null && origin === null) return true;
  if (site !== null && site !== 'same-origin') return true;
  if (origin === null) return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  return from.host !== host || from.protocol !== (isSecure ? 'https:' : 'http:');
}

export function dressAnswer(answer: Response, { isSecure }: RequestOrigin): Response {
  for (const [name, value] of Object.entries(answerHeaders)) answer.headers.set(name, value);
  if (isSecure) answer.headers.set('Strict-Transport-Security', 'max-age=31536000');
  if (!answer.headers.has('Cache-Control')) answer.headers.set('Cache-Control', 'no-store');
  return answer;
}
