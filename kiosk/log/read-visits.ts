// Reads visits whole, many at a time: SQLite joins the events of each visit into one text, so that
// a report of millions of events does not pay for each of their columns by itself. A visit whose
// text does not come out as it must (a damaged body) is left to a reader that takes row by row.
import { parseStoredRow, type StoredEvent } from '../../model/log-event.ts';
import type { LogDatabase } from './open-database.ts';
import type { LogPosition } from './read-log.ts';

/** So few that even visits with pages of ink stay far below what a report may hold in memory. */
const chunkVisits = 200;

type VisitRow = {
  visit_id: string;
  seq: number;
  boot_id: string;
  stop_id: string | null;
  edition: string;
  count: number;
  events: string;
};

/** One event in the text, in the order of `eventText`. Zero stands for “as at the visit's start”. */
type EventTuple = [
  log: number,
  seq: number,
  eventId: string,
  type: string,
  schemaVersion: number,
  wallMs: number,
  monoMs: number,
  bootId: string | 0,
  stopId: string | null | 0,
  edition: string | 0,
  body: unknown,
];

const same = (column: string) =>
  `case when e.${column} is s.${column} then '0' else json_quote(e.${column}) end`;
const eventText = `'[' || e.log || ',' || e.seq || ',"' || e.event_id || '","' || e.type || '",' ||
  e.schema_version || ',' || e.wall_ms || ',' || e.mono_ms || ',' || ${same('boot_id')} || ',' ||
  ${same('stop_id')} || ',' || ${same('edition')} || ',' || e.body || ']'`;

/** `readSlowly`: the same visit, row by row. */
export function readVisits(
  database: LogDatabase,
  readSlowly: (visitId: string, end: LogPosition) => StoredEvent[],
) {
  const chunk = database.prepare<[number, number, number, number], VisitRow>(
    `select s.visit_id, s.seq, s.boot_id, s.stop_id, s.edition, count(*) as count,
         group_concat(${eventText}) as events
       from events s join events e on e.visit_id = s.visit_id
       where s.log = ? and s.seq > ? and s.seq <= ? and s.type = 'visit.started'
       group by s.log, s.seq limit ?`,
  );

  /** Each visit once, in the order of their beginnings, with its events in order. */
  return function* (end: LogPosition): Generator<StoredEvent[]> {
    const known = new Map(end.map((part) => [part.log, part]));
    for (const { log, seq } of end) {
      for (let afterSeq = 0; ;) {
        const rows = chunk.all(log, afterSeq, seq, chunkVisits);
        for (const row of rows) yield readRow(row, known) ?? readSlowly(row.visit_id, end);
        const last = rows.at(-1);
        if (!last || rows.length < chunkVisits) break;
        afterSeq = last.seq;
      }
    }
  };
}

type KnownLogs = ReadonlyMap<number, LogPosition[number]>;

/** Undefined where the text is not exactly as many events as there are rows. */
function readRow(row: VisitRow, logs: KnownLogs): StoredEvent[] | undefined {
  const tuples = parseTuples(row);
  if (!tuples) return undefined;
  const events: StoredEvent[] = [];
  let before: EventTuple | undefined;
  for (const tuple of tuples) {
    const [log, seq] = tuple;
    // SQLite goes by the index on (visit, log, seq), but promises no order of what it joins.
    if (before && (log < before[0] || (log === before[0] && seq <= before[1]))) return undefined;
    before = tuple;
    const part = logs.get(log);
    if (!part || seq > part.seq) continue;
    const event = toEvent(tuple, row, part.logId);
    if (event) events.push(event);
  }
  return events;
}

/**
 * A body is put into the text as it is. If it is no single JSON value, the text cannot be parsed,
 * or an event has not its eleven parts, or there are more or fewer events than rows.
 */
function parseTuples({ events, count }: VisitRow): EventTuple[] | undefined {
  try {
    const parsed: unknown = JSON.parse(`[${events}]`);
    if (!Array.isArray(parsed) || parsed.length !== count || !parsed.every(isEventTuple)) return undefined;
    return parsed;
  } catch {
    return undefined;
  }
}

/** By hand, since it is asked of every event of the log. */
function isEventTuple(value: unknown): value is EventTuple {
  if (!Array.isArray(value) || value.length !== 11) return false;
  const [log, seq, eventId, type, version, wallMs, monoMs, bootId, stopId, edition] = value as unknown[];
  return (
    typeof log === 'number' &&
    typeof seq === 'number' &&
    typeof eventId === 'string' &&
    typeof type === 'string' &&
    typeof version === 'number' &&
    typeof wallMs === 'number' &&
    typeof monoMs === 'number' &&
    (typeof bootId === 'string' || bootId === 0) &&
    (typeof stopId === 'string' || stopId === null || stopId === 0) &&
    (typeof edition === 'string' || edition === 0)
  );
}

function toEvent(tuple: EventTuple, start: VisitRow, logId: string): StoredEvent | undefined {
  const [, seq, event_id, type, schema_version, wall_ms, mono_ms, bootId, stopId, edition, body] = tuple;
  return parseStoredRow({
    log_id: logId,
    seq,
    event_id,
    visit_id: start.visit_id,
    type,
    schema_version,
    wall_ms,
    mono_ms,
    boot_id: bootId === 0 ? start.boot_id : bootId,
    stop_id: stopId === 0 ? start.stop_id : stopId,
    edition: edition === 0 ? start.edition : edition,
    body,
  });
}
