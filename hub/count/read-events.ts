// Events as counting reads them, out of the hub's tables.
import { sql, type Selectable, type Transaction } from 'kysely';
import { parseStoredRow, type StoredEvent } from '../../model/log-event.ts';
import { toUuid } from '../ingest/check-event.ts';
import type { EventsTable } from '../ingest/ingest-tables.ts';
import { parsePlainJson } from '../store/plain-json.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';

type Row = Omit<Selectable<EventsTable>, 'month'>;

const columns = [
  'kiosk_no',
  'log_no',
  'seq',
  'visit_id',
  'type',
  'schema_version',
  'wall_ms',
  'mono_ms',
  'boot_id',
  'stop_id',
  'edition',
  'body',
] as const;

/** Logs are told apart by their number here. */
export const logIdOf = (logNo: number): string => String(logNo);

/**
 * The events of some visits of one kiosk, by visit id in hex, each in order. Where a visit goes on in
 * another log, that in which it began comes first.
 */
export async function readVisitEvents(
  { dialect }: Pick<Store, 'dialect'>,
  transaction: Transaction<Tables>,
  kioskNo: number,
  visitIds: readonly Uint8Array[],
): Promise<Map<string, StoredEvent[]>> {
  // Left to itself SQLite would rather read all events of the kiosk.
  const by = dialect === 'sqlite' ? sql`indexed by events_by_visit` : sql``;
  const { rows } = await sql<Row>`select ${sql.join(columns.map((name) => sql.ref(name)))} from events ${by}
    where kiosk_no = ${kioskNo} and visit_id in (${sql.join(visitIds)})`.execute(transaction);
  rows.sort((a, b) => a.log_no - b.log_no || a.seq - b.seq);
  const visits = new Map<string, StoredEvent[]>();
  for (const row of rows) {
    const event = toStoredEvent(row);
    if (!event || !row.visit_id) continue;
    const key = Buffer.from(row.visit_id).toString('hex');
    const known = visits.get(key);
    if (known) known.push(event);
    else visits.set(key, [event]);
  }
  for (const [key, events] of visits) visits.set(key, putBeginningFirst(events));
  return visits;
}

function putBeginningFirst(events: StoredEvent[]): StoredEvent[] {
  const first = events.find(({ type }) => type === 'visit.started')?.log_id;
  if (first === undefined || events[0]?.log_id === first) return events;
  const isFirst = ({ log_id }: StoredEvent) => log_id === first;
  return [...events.filter(isFirst), ...events.filter((event) => !isFirst(event))];
}

type Place = { log_no: number; seq: number };

/** Events of one kiosk by their places, in order. */
export async function readEventsAt(
  transaction: Transaction<Tables>,
  kioskNo: number,
  places: readonly Place[],
): Promise<StoredEvent[]> {
  const byLog = new Map<number, number[]>();
  for (const { log_no, seq } of places) byLog.set(log_no, [...(byLog.get(log_no) ?? []), seq]);
  const events: StoredEvent[] = [];
  for (const [logNo, seqs] of [...byLog].sort(([a], [b]) => a - b)) {
    const rows = await transaction
      .selectFrom('events')
      .select(columns)
      .where('kiosk_no', '=', kioskNo)
      .where('log_no', '=', logNo)
      .where('seq', 'in', seqs)
      .orderBy('seq')
      .execute();
    for (const row of rows) {
      const event = toStoredEvent(row);
      if (event) events.push(event);
    }
  }
  return events;
}

/**
 * Undefined for what this program cannot read. Receipts have seen to it that no event is here twice,
 * so its place is as good a name as its id.
 */
function toStoredEvent({ kiosk_no: _kioskNo, log_no, visit_id, body, ...row }: Row): StoredEvent | undefined {
  return parseStoredRow({
    ...row,
    log_id: logIdOf(log_no),
    event_id: `${log_no}:${row.seq}`,
    visit_id: visit_id && toUuid(visit_id),
    body: parsePlainJson(body),
  });
}
