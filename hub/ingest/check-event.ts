// Whether a row of a batch can be read as an event. Asked half a thousand times a batch, so it is
// written by hand; a test shows that it says what `batchEventSchema` says. What cannot be read is
// parked and blocks nothing.
import { hash as hashOf } from 'node:crypto';
import type { BatchEvent } from '../../model/sync-batch.ts';

export type CheckedEvent = {
  seq: number;
  /** First 16 bytes of the SHA-256 of what it says, without its place and without its words. */
  hash: Buffer;
} & (
  | { kind: 'event'; event: BatchEvent; eventId: Buffer; visitId: Buffer | null; body: string }
  | { kind: 'parked'; reason: string; text: string }
);

const fields: ReadonlySet<string> = new Set([
  'seq',
  'event_id',
  'visit_id',
  'type',
  'schema_version',
  'wall_ms',
  'mono_ms',
  'boot_id',
  'stop_id',
  'edition',
  'body',
  'words',
]);

/** As zod has it. */
const uuid =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|0{8}-(0{4}-){3}0{12}|f{8}-(f{4}-){3}f{12})$/;

/** `seq` is the place that the row has by the batch's beginning. */
export function checkEvent(raw: unknown, seq: number): CheckedEvent {
  if (typeof raw !== 'object' || raw === null) return park(raw, seq, 'not an event');
  // Every field is looked at before it is used.
  const event = raw as BatchEvent;
  const reason = findFault(event, seq);
  if (reason !== undefined) return park(raw, seq, reason);
  const body = JSON.stringify(event.body);
  return {
    kind: 'event',
    seq,
    event,
    eventId: toBytes(event.event_id),
    visitId: event.visit_id === null ? null : toVisitBytes(event.visit_id),
    body,
    hash: hashRow(event, body),
  };
}

function park(raw: unknown, seq: number, reason: string): CheckedEvent {
  const { words: _words, ...rest } =
    typeof raw === 'object' && raw !== null ? { ...raw, words: '' } : { raw };
  const event = rest as Partial<BatchEvent>;
  return {
    kind: 'parked',
    seq,
    reason,
    text: JSON.stringify(raw) ?? 'null',
    hash: 'raw' in rest ? hashText(JSON.stringify(raw) ?? '') : hashRow(event, JSON.stringify(event.body)),
  };
}

/** The first field that is not as it must be; undefined where all are. */
function findFault(event: BatchEvent, seq: number): string | undefined {
  for (const name in event) if (!fields.has(name)) return `${name.slice(0, 80)}: not a field of an event`;
  if (event.seq !== seq) return 'seq: not the next of its batch';
  if (!isUuid(event.event_id)) return 'event_id';
  if (event.visit_id !== null && event.visit_id !== newest.id && !isUuid(event.visit_id)) return 'visit_id';
  if (!isText(event.type, 80) || event.type === '') return 'type';
  if (!isFrom(event.schema_version, 1)) return 'schema_version';
  if (!Number.isSafeInteger(event.wall_ms)) return 'wall_ms';
  if (!isFrom(event.mono_ms, 0)) return 'mono_ms';
  if (!isText(event.boot_id, 80)) return 'boot_id';
  if (event.stop_id !== null && !isText(event.stop_id, 80)) return 'stop_id';
  if (!isText(event.edition, 120)) return 'edition';
  if (event.body === undefined) return 'body';
  if (event.words !== undefined && !isText(event.words, Number.POSITIVE_INFINITY)) return 'words';
  return undefined;
}

const isUuid = (value: unknown): boolean => typeof value === 'string' && uuid.test(value);

/** A zero character is no text to PostgreSQL, and nobody writes one. */
function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length <= longest && !value.includes('\0');
}

const isFrom = (value: unknown, least: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least;

/** Rows of one visit mostly follow each other. */
let newest: { id: string | null; bytes: Buffer } = { id: null, bytes: Buffer.alloc(0) };
function toVisitBytes(id: string): Buffer {
  if (newest.id !== id) newest = { id, bytes: toBytes(id) };
  return newest.bytes;
}

export function toBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** In small letters with hyphens, as ids are written everywhere else. */
export function toUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The same for a row that was parked and for one that was not: another version may judge otherwise. */
function hashRow(event: Partial<BatchEvent>, body: string | undefined): Buffer {
  const { event_id, visit_id, type, schema_version, wall_ms, mono_ms, boot_id, stop_id, edition } = event;
  const parts = [event_id, visit_id, type, schema_version, wall_ms, mono_ms, boot_id, stop_id, edition];
  return hashText(`${JSON.stringify(parts)}${body ?? ''}`);
}

function hashText(text: string): Buffer {
  return hashOf('sha256', text, 'buffer').subarray(0, 16);
}
