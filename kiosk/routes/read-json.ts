// A request's JSON, parsed by a schema, or the refusal that says what is wrong with it.
import type { z } from 'zod';
import { postLimits } from '../../model/log-event.ts';
import type { Finding } from '../log/visit-log.ts';
import { refuse } from './answer.ts';
import { readBoundedBody } from './read-body.ts';

export type JsonOutcome =
  { kind: 'json'; value: unknown; length: number } | { kind: 'refused'; answer: Response };

/** Any JSON up to the limit of a request. */
export async function readAnyJson(request: Request): Promise<JsonOutcome> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return { kind: 'refused', answer: refuse('wrong-type') };
  const body = await readBoundedBody(request, postLimits.requestBytes);
  if (body.kind === 'too-large') return { kind: 'refused', answer: refuse('too-large') };
  if (body.kind === 'not-utf8') return { kind: 'refused', answer: refuse('not-json') };
  try {
    return { kind: 'json', value: JSON.parse(body.text) as unknown, length: body.text.length };
  } catch {
    return { kind: 'refused', answer: refuse('not-json') };
  }
}

export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ kind: 'read'; value: z.output<Schema> } | { kind: 'refused'; answer: Response }> {
  const read = await readAnyJson(request);
  if (read.kind === 'refused') return read;
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return { kind: 'read', value: parsed.data };
  return {
    kind: 'refused',
    answer: refuse('log-refused', { findings: parsed.error.issues.flatMap(toFindings) }),
  };
}

export function toFindings(issue: z.core.$ZodIssue): Finding[] {
  const where = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      where: where === '' ? key : `${where}.${key}`,
      what: 'not a field of this event',
    }));
  }
  return [{ where: where === '' ? '(request)' : where, what: issue.message }];
}
