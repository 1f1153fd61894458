// What every request must pass, and what every answer carries. The kiosk listens on the
// machine itself only, but a page in any browser there could try to reach it: by another name
// for this address (DNS rebinding), or by posting from its own site.
import { makeAnswerHeaders } from '../model/answer-headers.ts';
import { refuse } from './routes/answer.ts';

const answerHeaders = {
  ...makeAnswerHeaders(["media-src 'self'"]),
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** A refusal, or undefined where the request may pass. `hosts`: names with port, as addressed. */
export function guardRequest(request: Request, hosts: readonly string[]): Response | undefined {
  const asked = new URL(request.url).host;
  const named = request.headers.get('Host') ?? asked;
  if (!hosts.includes(asked) || !hosts.includes(named.toLowerCase())) return refuse('wrong-host');
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (!isReading && !isSameSite(request, hosts)) return refuse('cross-site');
  return undefined;
}

function isSameSite(request: Request, hosts: readonly string[]): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('Origin');
  if (origin === null) return true;
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

export function dressAnswer(answer: Response): Response {
  for (const [name, value] of Object.entries(answerHeaders)) answer.headers.set(name, value);
  return answer;
}
