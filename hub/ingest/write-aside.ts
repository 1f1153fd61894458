// What a few events of a batch ask for besides being kept: the words of reflections in a table of
// their own, decisions of kiosks, and what counting must know of stops, groups and editions.
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { parseBody, type EventBody, type EventType } from '../../model/log-event.ts';
import type { ContextEventsTable } from '../count/context-tables.ts';
import { publishDecision } from '../reflections/publish-decision.ts';
import type { Tables } from '../store/tables.ts';
import { toBytes } from './check-event.ts';
import type { EventRow } from './write-rows.ts';

type Aside = { kioskNo: number; logNo: number; arrivedMs: number };

const asideTypes: ReadonlySet<string> = new Set<EventType>([
  'reflection.written',
  'review.decided',
  'kiosk.started',
  'edition.switched',
  'stop.arrived',
  'stop.left',
  'group.opened',
  'group.closed',
  'activity.recorded',
]);

/** `rows`: those that were new, in order. */
export async function writeAside(
  transaction: Transaction<Tables>,
  aside: Aside,
  rows: readonly EventRow[],
): Promise<void> {
  for (const row of rows) {
    const { type, schema_version: version, body } = row.event;
    if (!asideTypes.has(type)) continue;
    if (type === 'reflection.written') {
      const read = readAs('reflection.written', version, body);
      if (read) await writeReflection(transaction, aside, row, read);
    } else if (type === 'review.decided') {
      const read = readAs('review.decided', version, body);
      if (read) await applyDecision(transaction, aside, read);
    } else {
      const context = describeContext(row);
      if (context) await writeContext(transaction, aside, row, context);
    }
  }
}

/** Undefined for a version or a body that this program does not know: the event is kept as it is. */
function readAs<T extends EventType>(type: T, version: number, body: unknown): EventBody<T> | undefined {
  // The schema of `type` has just parsed it, which the compiler cannot follow.
  return parseBody(type, version, body) as EventBody<T> | undefined;
}

async function writeReflection(
  transaction: Transaction<Tables>,
  { kioskNo, logNo }: Aside,
  { seq, event, eventId, visitId }: EventRow,
  body: EventBody<'reflection.written'>,
): Promise<void> {
  await transaction
    .insertInto('reflections')
    .values({
      kiosk_no: kioskNo,
      event_id: eventId,
      visit_id: visitId,
      log_no: logNo,
      seq,
      written_ms: event.wall_ms,
      day: '',
      stop_id: event.stop_id ?? '',
      consent: body.consent,
      form: body.form,
      audience: body.audience ?? '',
      panel: body.panel ?? '',
      marked: body.marked ? 1 : 0,
      sha256: body.sha256,
      state: 'pending',
      decided_by: null,
      decided_ms: null,
      hub_decided: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { words } = event;
  // Words that are not those of the event belong to nobody.
  if (words === undefined || createHash('sha256').update(words).digest('hex') !== body.sha256) return;
  const erased = await transaction
    .selectFrom('erasures')
    .select('erased_ms')
    .where('kiosk_no', '=', kioskNo)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  if (erased) return;
  await transaction
    .insertInto('words')
    .values({ kiosk_no: kioskNo, event_id: eventId, words })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * The later commit stands between kiosks; a decision of the hub stands against all of them, and the
 * kiosk that thinks otherwise is told again.
 */
async function applyDecision(
  transaction: Transaction<Tables>,
  { kioskNo, arrivedMs }: Aside,
  { reflection: id, state, by }: EventBody<'review.decided'>,
): Promise<void> {
  const found = await transaction
    .selectFrom('reflections')
    .selectAll()
    .where('event_id', '=', toBytes(id))
    .executeTakeFirst();
  if (!found) return;
  if (found.hub_decided === 1) {
    if (found.state !== state) await publishDecision(transaction, found, { kioskNo, atMs: arrivedMs });
    return;
  }
  const decided = { state, decided_by: by.replaceAll('\0', ''), decided_ms: arrivedMs };
  await transaction
    .updateTable('reflections')
    .set(decided)
    .where('kiosk_no', '=', found.kiosk_no)
    .where('event_id', '=', found.event_id)
    .execute();
  if (found.state === state) return;
  await publishDecision(transaction, { ...found, ...decided }, { kioskNo: null, atMs: arrivedMs });
}

type Context = Pick<ContextEventsTable, 'edition' | 'group_id' | 'stop_id'>;

/** What the event is about; undefined where it cannot be read. */
function describeContext({ event }: EventRow): Context | undefined {
  const { type, schema_version: version, body, edition } = event;
  const stop_id = event.stop_id ?? '';
  const none = { edition, group_id: '', stop_id };
  switch (type) {
    case 'kiosk.started':
      return readAs(type, version, body) && none;
    case 'edition.switched': {
      const read = readAs(type, version, body);
      return read && { ...none, edition: read.to };
    }
    case 'stop.arrived':
    case 'stop.left': {
      const read = readAs(type, version, body);
      return read && { ...none, stop_id: read.stop_id };
    }
    case 'group.opened':
    case 'group.closed': {
      const read = readAs(type, version, body);
      return read && { ...none, group_id: read.group_id };
    }
    case 'activity.recorded': {
      const read = readAs(type, version, body);
      return read && { ...none, stop_id: read.stop_id ?? stop_id };
    }
    default:
      return undefined;
  }
}

async function writeContext(
  transaction: Transaction<Tables>,
  { kioskNo, logNo }: Aside,
  { seq, event }: EventRow,
  context: Context,
): Promise<void> {
  const { type, boot_id } = event;
  await transaction
    .insertInto('context_events')
    .values({ kiosk_no: kioskNo, log_no: logNo, seq, type, boot_id, ...context, counted: 0 })
    .execute();
}
