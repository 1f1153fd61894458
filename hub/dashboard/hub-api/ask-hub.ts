// Asking the hub: one request, and what came of it. Every answer is parsed by its schema; what the hub
// refuses, it refuses by a code, for which the dashboard has a sentence in each language.
import { z } from 'zod';
import { quietHeader } from '../../../model/hub-access.ts';
import type { Attention } from './attention.ts';

export type Wanted<Value> = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  answers: z.ZodType<Value>;
  /** Sent as JSON; a Blob as the bytes that it is, under its own type. */
  body?: unknown;
  /** Of the answer that is here already. */
  etag?: string | undefined;
};

export type Answered<Value> = { kind: 'answered'; value: Value; etag: string | undefined };
export type Finding = { where: string; what: string };
export type Unanswered =
  | { kind: 'refused'; code: string; findings: readonly Finding[]; waitSeconds: number | undefined }
  /** Nobody answered: the network, or the hub, is away. */
  | { kind: 'silent' }
  /** What answered is no hub, or one of another version. */
  | { kind: 'not-understood' };

export type AskHub = <Value>(
  wanted: Wanted<Value>,
) => Promise<Answered<Value> | { kind: 'unchanged' } | Unanswered>;

const refusalSchema = z.object({
  error: z.object({
    code: z.string(),
    findings: z.array(z.object({ where: z.string(), what: z.string() })).default([]),
    waitSeconds: z.number().optional(),
  }),
});

type AskDeps = { fetch: typeof fetch; attention: Pick<Attention, 'take'> };

export function makeAskHub({ fetch, attention }: AskDeps): AskHub {
  return async ({ method = 'GET', path, answers, body, etag }) => {
    const headers = new Headers();
    if (etag !== undefined) headers.set('If-None-Match', etag);
    if (!attention.take() && method === 'GET') headers.set(quietHeader, '1');
    const isBytes = body instanceof Blob;
    if (body !== undefined) headers.set('Content-Type', isBytes ? body.type : 'application/json');
    const sent = body === undefined ? null : isBytes ? body : JSON.stringify(body);
    let response: Response;
    let text: string;
    try {
      const init: RequestInit = { method, headers, body: sent, credentials: 'same-origin' };
      response = await fetch(path, init);
      text = await response.text();
    } catch {
      return { kind: 'silent' };
    }
    if (response.status === 304) return { kind: 'unchanged' };
    const answer = readAnswer(text, answers);
    if (answer.kind !== 'answered') return answer;
    return { ...answer, etag: response.headers.get('ETag') ?? undefined };
  };
}

/** What an answer's text says: a refusal, what was asked for, or something that is no hub's. */
export function readAnswer<Value>(text: string, answers: z.ZodType<Value>): Answered<Value> | Unanswered {
  const value = parseJson(text);
  const refusal = refusalSchema.safeParse(value);
  if (refusal.success) {
    const { code, findings, waitSeconds } = refusal.data.error;
    return { kind: 'refused', code, findings, waitSeconds };
  }
  const parsed = answers.safeParse(value);
  return parsed.success
    ? { kind: 'answered', value: parsed.data, etag: undefined }
    : { kind: 'not-understood' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page of excuses, for one: nothing that a schema takes.
    return undefined;
  }
}
