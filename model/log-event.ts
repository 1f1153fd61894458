// One event of the visit log: as the renderer posts it, and as it is stored.
// The envelope is frozen; bodies carry a version. What this program does not understand
// is kept as it is and left out of the counting.
import { z } from 'zod';
import { kioskBodies } from './kiosk-events.ts';
import { staffBodies } from './staff-events.ts';
import { postableBodies, visitorBodies } from './visitor-events.ts';

/** Limits of one `POST /api/log`, and of one event in it. */
export const postLimits = {
  events: 100,
  requestBytes: 256 * 1024,
  eventBytes: 64 * 1024,
} as const;

export const eventBodies = { ...visitorBodies, ...staffBodies, ...kioskBodies } as const;

export type EventType = keyof typeof eventBodies;
export type EventBody<T extends EventType> = z.infer<(typeof eventBodies)[T]>;
export type PostableType = keyof typeof postableBodies;

/** Ids are compared as written, so they are kept in small letters. */
const uuid = z.uuid().transform((id) => id.toLowerCase());

const postedEnvelope = {
  event_id: uuid,
  visit_id: uuid,
  schema_version: z.literal(1),
  /** How long ago it happened when it was sent. No event is refused for its time. */
  age_ms: z.int().min(0),
};

function posted<T extends PostableType>(type: T) {
  return z.strictObject({ ...postedEnvelope, type: z.literal(type), body: postableBodies[type] });
}

/** One event as the renderer posts it. */
export const postedEventSchema = z.discriminatedUnion('type', [
  posted('visit.started'),
  posted('visit.chose'),
  posted('panel.opened'),
  posted('panel.closed'),
  posted('case.opened'),
  posted('case.finished'),
  posted('step.guessed'),
  posted('visit.beat'),
  posted('media.played'),
  posted('quiz.answered'),
  posted('pledge.signed'),
  posted('visit.ended'),
]);
export type PostedEvent = z.infer<typeof postedEventSchema>;

/** What the kiosk makes of a posted reflection; its words are written beside it. */
export type ReflectionEvent = Omit<PostedEvent, 'type' | 'body'> & {
  type: 'reflection.written';
  body: EventBody<'reflection.written'>;
};

export const postedEventsSchema = z.strictObject({
  events: z.array(postedEventSchema).min(1).max(postLimits.events),
});

/** What the kiosk stamps on arrival. Times are the event's own: arrival less its age. */
export type EventStamp = {
  log_id: string;
  /** Gapless per log, from 1. Order is `(log, seq)` and nothing else. */
  seq: number;
  /** Unix time by the kiosk's own clock, which may be wrong. */
  wall_ms: number;
  /** Since the operating system's boot: steady, and outlives a restart of the program. */
  mono_ms: number;
  boot_id: string;
  stop_id: string | null;
  edition: string;
};

export type EventIdentity = {
  event_id: string;
  /** Null for what staff and the kiosk record. */
  visit_id: string | null;
  schema_version: number;
};

/** An event of the log whose type and version this program understands. */
export type StoredEvent = {
  [T in EventType]: EventStamp & EventIdentity & { type: T; body: EventBody<T> };
}[EventType];

/** A row of the log, before its body is parsed. */
export type StoredRow = EventStamp & EventIdentity & { type: string; body: unknown };

function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventBodies, type);
}

/**
 * Reads a stored row. Undefined for a type, version or body that this program does not know
 * (written by a newer one, or damaged): such a row stays in the log and is not counted.
 */
export function parseStoredRow(row: StoredRow): StoredEvent | undefined {
  const body = parseBody(row.type, row.schema_version, row.body);
  // The schema chosen by `type` has just parsed `body`, which the compiler cannot follow.
  return body && ({ ...row, body } as StoredEvent);
}

/** Undefined likewise. */
export function parseBody(type: string, schemaVersion: number, body: unknown): object | undefined {
  if (schemaVersion !== 1 || !isEventType(type)) return undefined;
  const parsed = eventBodies[type].safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
