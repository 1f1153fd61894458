// POST /api/log: the screen's events, all written and on the disk, or none.
import type { z } from 'zod';
import { postedEventsSchema, postLimits, type PostedEvent } from '../../model/log-event.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { Finding } from '../log/visit-log.ts';
import { answerJson, refuse } from './answer.ts';
import { readBoundedBody } from './read-body.ts';

export async function answerLog(request: Request, log: KeptLog): Promise<Response> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse('wrong-type');
  const body = await readBoundedBody(request, postLimits.requestBytes);
  if (body.kind === 'too-large') return refuse('too-large');
  if (body.kind === 'not-utf8') return refuse('not-json');
  const parsed = parseEvents(body.text);
  if (parsed.kind === 'not-json') return refuse('not-json');
  if (parsed.kind === 'wrong') return refuse('log-refused', { findings: parsed.findings });
  const outcome = await log.append(parsed.events);
  if (outcome.kind === 'refused') return refuse('log-refused', { findings: outcome.findings });
  if (outcome.kind === 'unavailable') {
    return refuse('log-unavailable', { headers: { 'Retry-After': String(outcome.retryAfterS) } });
  }
  return answerJson({ appended: outcome.appended, repeated: outcome.repeated });
}

type Parsed =
  { kind: 'events'; events: PostedEvent[] } | { kind: 'wrong'; findings: Finding[] } | { kind: 'not-json' };

function parseEvents(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'not-json' };
  }
  const tooMuch = findExcess(value, text.length);
  if (tooMuch) return { kind: 'wrong', findings: [tooMuch] };
  const parsed = postedEventsSchema.safeParse(value);
  if (parsed.success) return { kind: 'events', events: parsed.data.events };
  return { kind: 'wrong', findings: parsed.error.issues.flatMap(toFindings) };
}

/** Found before the schema looks, so that a hundred thousand events cost no more than one. */
function findExcess(value: unknown, textLength: number): Finding | undefined {
  if (typeof value !== 'object' || value === null || !('events' in value)) return undefined;
  if (!Array.isArray(value.events)) return undefined;
  if (value.events.length > postLimits.events) {
    return { where: 'events', what: `at most ${postLimits.events} at a time, not ${value.events.length}` };
  }
  if (textLength * 3 <= postLimits.eventBytes) return undefined;
  const index = value.events.findIndex(
    (event) => Buffer.byteLength(JSON.stringify(event)) > postLimits.eventBytes,
  );
  if (index < 0) return undefined;
  return { where: `events[${index}]`, what: `an event is at most ${postLimits.eventBytes} bytes` };
}

function toFindings(issue: z.core.$ZodIssue): Finding[] {
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
