// What is asked of the hub over the network, and what its answers are worth. Only what the hub's own
// key signed is an answer; a hotel's login page, a redirect, a bare 200 are none.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { z } from 'zod';
import {
  feedSchema,
  kioskHeader,
  refusalSchema,
  requestMessage,
  signatureHeader,
  troubleSchema,
  type Enrolment,
  type Feed,
  type KioskState,
  type Refusal,
  type Trouble,
} from '../../model/sync-api.ts';
import { acknowledgementSchema, type Acknowledgement, type SignedBatch } from '../../model/sync-batch.ts';
import { signBytes } from '../../pack/keys.ts';
import { openSigned, signText } from '../../pack/signed-text.ts';
import { readRetryAfterMs } from './backoff.ts';
import type { Hub } from './enrolment.ts';

/** Why nothing came of it; nothing on the kiosk moves because of one. */
export type Miss =
  /** No answer at all, or not in time. */
  | { kind: 'offline'; reason: string; isTimeout: boolean }
  /** Something answered, and it is no hub: a login page, a proxy, another server. */
  | { kind: 'no-hub' }
  /** A hub's answer, signed with a key that is not this hub's. */
  | { kind: 'stranger' }
  | { kind: 'trouble'; code: Trouble['code']; retryAfterMs?: number };
export type Answer<Value> = { kind: 'answered'; value: Value } | Miss;

export type HubClientOptions = {
  hub: Hub;
  kioskId: string;
  /** PEM. */
  privateKey: string;
  fetch: typeof fetch;
};
export type HubClient = ReturnType<typeof openHubClient>;

const pack = promisify(gzip);
const answerMs = 30_000;
/** Far more than any signed answer; a stranger may send without end. */
const mostBytes = 6 * 1024 * 1024;

export function openHubClient({ hub, kioskId, privateKey, ...options }: HubClientOptions) {
  async function ask(path: string, init: RequestInit): Promise<Response | Miss> {
    return askHub(options.fetch, `${hub.url}${path}`, init);
  }

  function signedHeaders(path: string): Record<string, string> {
    const message = Buffer.from(requestMessage({ hub_id: hub.hub_id, path }));
    return { [kioskHeader]: kioskId, [signatureHeader]: signBytes(message, privateKey).signature };
  }

  /** Reads what the hub signed; anything else is a miss. */
  async function readSigned<Value>(
    response: Response | Miss,
    schema: z.ZodType<Value>,
    status = 200,
  ): Promise<Answer<Value>> {
    if (!(response instanceof Response)) return response;
    const value = await readAnswer(response);
    if (value === undefined) return { kind: 'no-hub' };
    if (response.status !== status) return readTrouble(response, value);
    const opened = openSigned(value, [hub.hub_key]);
    if (opened.kind === 'not-signed') return { kind: 'no-hub' };
    if (opened.kind === 'stranger') return opened;
    const parsed = schema.safeParse(JSON.parse(opened.body));
    return parsed.success ? { kind: 'answered', value: parsed.data } : { kind: 'no-hub' };
  }

  return {
    async sendBatch(batch: SignedBatch): Promise<Answer<Acknowledgement | Refusal>> {
      const response = await ask('/v1/batches', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
        body: await pack(JSON.stringify(batch), { level: 1 }),
      });
      const isRefused = response instanceof Response && response.status === 409;
      const answer = isRefused
        ? await readSigned<Acknowledgement | Refusal>(response, refusalSchema, 409)
        : await readSigned<Acknowledgement | Refusal>(response, acknowledgementSchema);
      if (answer.kind !== 'answered') return answer;
      // An old answer that somebody sends again, or one for another kiosk, is none.
      const isForThis = answer.value.kiosk_id === kioskId && answer.value.batch_sha256 === batch.sha256;
      return isForThis ? answer : { kind: 'no-hub' };
    },

    async readFeed(after: number): Promise<Answer<Feed>> {
      const path = `/v1/feed?after=${after}`;
      const answer = await readSigned(await ask(path, { headers: signedHeaders(path) }), feedSchema);
      if (answer.kind !== 'answered') return answer;
      const isForThis = answer.value.kiosk_id === kioskId && answer.value.after === after;
      return isForThis ? answer : { kind: 'no-hub' };
    },

    async tellState(state: KioskState): Promise<Answer<undefined>> {
      const response = await ask('/v1/states', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(signText(JSON.stringify(state), privateKey)),
      });
      if (!(response instanceof Response)) return response;
      if (response.ok) {
        await response.body?.cancel();
        return { kind: 'answered', value: undefined };
      }
      const value = await readAnswer(response);
      return value === undefined ? { kind: 'no-hub' } : readTrouble(response, value);
    },

    /** The pack's bytes from `first` on, as they come, or 416 where it has none there; `signal` ends it. */
    async openPack(sha256: string, first: number, signal: AbortSignal): Promise<Response | Miss> {
      const path = `/v1/packs/${sha256}`;
      const headers = {
        ...signedHeaders(path),
        ...(first > 0 && { Range: `bytes=${first}-`, 'If-Range': `"${sha256}"` }),
      };
      const response = await ask(path, { headers, signal });
      if (!(response instanceof Response) || response.ok || response.status === 416) return response;
      const value = await readAnswer(response);
      return value === undefined ? { kind: 'no-hub' } : readTrouble(response, value);
    },
  };
}

/** Before there is a hub to trust: what it answers is judged by the code's secret. */
export async function askToEnrol(
  fetchIt: typeof fetch,
  url: string,
  enrolment: Enrolment,
): Promise<Answer<unknown>> {
  const response = await askHub(fetchIt, `${url}/v1/enrolments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(enrolment),
  });
  if (!(response instanceof Response)) return response;
  const value = await readAnswer(response);
  if (value === undefined) return { kind: 'no-hub' };
  return response.status === 200 ? { kind: 'answered', value } : readTrouble(response, value);
}

async function askHub(fetchIt: typeof fetch, url: string, init: RequestInit): Promise<Response | Miss> {
  try {
    const signal = init.signal ?? AbortSignal.timeout(answerMs);
    const response = await fetchIt(url, { ...init, redirect: 'manual', cache: 'no-store', signal });
    // A login page likes to send elsewhere; a hub never does.
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return { kind: 'no-hub' };
    }
    return response;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'offline', reason: cause instanceof Error ? cause.message : String(cause), isTimeout };
  }
}

/** The answer's JSON; undefined for what is none, is cut off, or does not end. */
async function readAnswer(response: Response): Promise<unknown> {
  try {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.length;
      if (bytes > mostBytes) return undefined;
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function readTrouble(response: Response, value: unknown): Miss {
  const parsed = troubleSchema.safeParse(value);
  if (!parsed.success) return { kind: 'no-hub' };
  const retryAfterMs = readRetryAfterMs(response.headers.get('Retry-After'));
  return {
    kind: 'trouble',
    code: parsed.data.code,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}
