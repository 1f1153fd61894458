// Reads visits whole, in one walk through the log. At one screen a visit's events lie close
// together, so they are gathered as the walk comes by; the few visits that do not (a power cut noted
// the next morning, a log continued in another) are known beforehand and read by themselves.
// SQLite hands over many events as one text, so that a report of millions of events does not pay
// for each of their columns; a stretch whose text does not come out as it must, because a body is
// damaged, is read again row by row.
import { parseBody, type StoredEvent, type StoredRow } from '../../model/log-event.ts';
import type { LogDatabase } from './open-database.ts';
import type { LogPosition } from './read-log.ts';

/** Few, so that what is in hand is gone before the engine takes it for long-lived. */
const chunkRows = 100;
/** A visit whose last row is further from its first than this is read by itself. */
const spreadRows = 100;

type ChunkRow = { lastSeq: number | null; count: number; events: string | null };

/** What most rows of a stretch have alike. */
type Usual = { bootId: string; stopId: string | null; edition: string };

/** An event of a visit in the text of a chunk. Zero stands for the usual. */
type EventTuple = [
  seq: number,
  eventId: string,
  visitId: string,
  type: string,
  schemaVersion: number,
  wallMs: number,
  monoMs: number,
  bootId: string | 0,
  stopId: string | null | 0,
  edition: string | 0,
  body: unknown,
];

/** Rows outside visits are `0`. */
const eventText = `case when visit_id is null then '0' else
  '[' || seq || ',"' || event_id || '","' || visit_id || '","' || type || '",' || schema_version || ',' ||
  wall_ms || ',' || mono_ms || ',' ||
  case when boot_id is $bootId then '0' else json_quote(boot_id) end || ',' ||
  case when stop_id is $stopId then '0' else json_quote(stop_id) end || ',' ||
  case when edition is $edition then '0' else json_quote(edition) end || ',' || body || ']' end`;

type Gathered = {
  visitId: string;
  firstSeq: number;
  isSpread: boolean;
  isBegun: boolean;
  events: StoredEvent[];
};
export type Stretch = { log: number; logId: string; afterSeq: number; toSeq: number };

export type SlowReader = {
  readVisit(visitId: string, end: LogPosition): StoredEvent[];
  /** Every event of a stretch of the log, row by row. */
  readRows(stretch: Stretch): StoredEvent[];
};

export function readVisits(database: LogDatabase, slow: SlowReader) {
  const chunk = database.prepare<
    [Usual & { log: number; afterSeq: number; toSeq: number; limit: number }],
    ChunkRow
  >(
    `select max(seq) as lastSeq, count(*) as count, group_concat(text) as events from (
       select seq, ${eventText} as text from events
         where log = $log and seq > $afterSeq and seq <= $toSeq order by seq limit $limit)`,
  );
  const spread = database
    .prepare<[number], string>(
      `select visit_id from events where visit_id is not null group by visit_id
         having max(log) <> min(log) or max(seq) - min(seq) >= ?`,
    )
    .pluck();

  /** Each visit once, in the order of their beginnings, with its events in order. */
  return function* (end: LogPosition): Generator<StoredEvent[]> {
    const spreadIds = new Set(spread.all(spreadRows));
    const usual: Usual = { bootId: '', stopId: null, edition: '' };
    for (const { log, logId, seq: toSeq } of end) {
      const visits: Gathered[] = [];
      for (let afterSeq = 0; afterSeq < toSeq;) {
        const row = chunk.get({ ...usual, log, afterSeq, toSeq, limit: chunkRows });
        if (!row || row.lastSeq === null) break;
        const stretch = { log, logId, afterSeq, toSeq: row.lastSeq };
        const events = readChunk(row, stretch, usual) ?? slow.readRows(stretch);
        for (const event of events) gather(visits, event, spreadIds);
        setUsual(usual, events.at(-1));
        afterSeq = row.lastSeq;
        yield* takeComplete(visits, afterSeq - spreadRows, (id) => slow.readVisit(id, end));
      }
      yield* takeComplete(visits, Number.POSITIVE_INFINITY, (id) => slow.readVisit(id, end));
    }
  };
}

/**
 * `visits` is short, and whoever acts now is at its end. A list and not a Map: a Map that is filled
 * and emptied millions of times leaves old tables to the engine's slow collector.
 */
function gather(visits: Gathered[], event: StoredEvent, spreadIds: ReadonlySet<string>): void {
  const { visit_id: visitId } = event;
  if (visitId === null) return;
  let visit = visits.findLast((one) => one.visitId === visitId);
  if (!visit) {
    const isSpread = spreadIds.has(visitId);
    // One that lies apart is told at its beginning; its other rows are passed over.
    if (isSpread && event.type !== 'visit.started') return;
    visit = { visitId, firstSeq: event.seq, isSpread, isBegun: false, events: [] };
    visits.push(visit);
  }
  if (event.type === 'visit.started') visit.isBegun = true;
  if (!visit.isSpread) visit.events.push(event);
}

/** Those that began so long ago that no more of them can come. */
function* takeComplete(
  visits: Gathered[],
  beforeSeq: number,
  readSlowly: (visitId: string) => StoredEvent[],
): Generator<StoredEvent[]> {
  for (let [visit] = visits; visit && visit.firstSeq <= beforeSeq; [visit] = visits) {
    visits.shift();
    if (visit.isSpread) yield readSlowly(visit.visitId);
    else if (visit.isBegun) yield visit.events;
  }
}

/** Undefined where the text is not exactly as many events as there are rows. */
function readChunk({ events, count }: ChunkRow, { logId, afterSeq }: Stretch, usual: Usual) {
  const tuples = parseTuples(events ?? '', count);
  if (!tuples) return undefined;
  const read: StoredEvent[] = [];
  let before = afterSeq;
  for (const tuple of tuples) {
    if (tuple === 0) continue;
    // The rows come in order, but SQLite promises no order of what it joins.
    if (tuple[0] <= before) return undefined;
    before = tuple[0];
    const event = toEvent(tuple, logId, usual);
    if (event) read.push(event);
  }
  return read;
}

/**
 * A body is put into the text as it is. If it is no single JSON value, the text cannot be parsed,
 * or an event has not its eleven parts, or there are more or fewer events than rows.
 */
function parseTuples(events: string, count: number): (EventTuple | 0)[] | undefined {
  try {
    const parsed: unknown = JSON.parse(`[${events}]`);
    if (!Array.isArray(parsed) || parsed.length !== count || !parsed.every(isTuple)) return undefined;
    return parsed;
  } catch {
    return undefined;
  }
}

/** By hand, since it is asked of every event of the log. */
function isTuple(value: unknown): value is EventTuple | 0 {
  if (value === 0) return true;
  if (!Array.isArray(value) || value.length !== 11) return false;
  const [seq, eventId, visitId, type, version, wallMs, monoMs, bootId, stopId, edition] = value as unknown[];
  return (
    typeof seq === 'number' &&
    typeof eventId === 'string' &&
    typeof visitId === 'string' &&
    typeof type === 'string' &&
    typeof version === 'number' &&
    typeof wallMs === 'number' &&
    typeof monoMs === 'number' &&
    (typeof bootId === 'string' || bootId === 0) &&
    (typeof stopId === 'string' || stopId === null || stopId === 0) &&
    (typeof edition === 'string' || edition === 0)
  );
}

function toEvent(tuple: EventTuple, log_id: string, usual: Usual): StoredEvent | undefined {
  const type = tuple[3];
  const body = parseBody(type, tuple[4], tuple[10]);
  if (body === undefined) return undefined;
  const [bootId, stopId, edition] = [tuple[7], tuple[8], tuple[9]];
  const row: StoredRow = {
    log_id,
    seq: tuple[0],
    event_id: tuple[1],
    visit_id: tuple[2],
    type,
    schema_version: tuple[4],
    wall_ms: tuple[5],
    mono_ms: tuple[6],
    boot_id: bootId === 0 ? usual.bootId : bootId,
    stop_id: stopId === 0 ? usual.stopId : stopId,
    edition: edition === 0 ? usual.edition : edition,
    body,
  };
  // The schema of `type` has just parsed `body`, which the compiler cannot follow.
  return row as StoredEvent;
}

function setUsual(usual: Usual, last: StoredEvent | undefined): void {
  if (!last) return;
  usual.bootId = last.boot_id;
  usual.stopId = last.stop_id;
  usual.edition = last.edition;
}
