// POST /api/log: the screen's events, all written and on the disk, or none.
import { postedEventsSchema, postLimits, type PostedEvent } from '../../model/log-event.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { Finding } from '../log/visit-log.ts';
import { answerAppend, refuse } from './answer.ts';
import { readAnyJson, toFindings } from './read-json.ts';

export async function answerLog(request: Request, log: KeptLog): Promise<Response> {
  const read = await readAnyJson(request);
  if (read.kind === 'refused') return read.answer;
  const parsed = parseEvents(read.value, read.length);
  if (parsed.kind === 'wrong') return refuse('log-refused', { findings: parsed.findings });
  return answerAppend(await log.append(parsed.events));
}

type Parsed = { kind: 'events'; events: PostedEvent[] } | { kind: 'wrong'; findings: Finding[] };

function parseEvents(value: unknown, textLength: number): Parsed {
  const tooMuch = findExcess(value, textLength);
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
