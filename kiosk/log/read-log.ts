// Reads the visit log in short steps, so that no reader ever keeps the write-ahead log from
// being folded in, and memory does not grow with the log.
import { parseStoredRow, type StoredEvent, type StoredRow } from '../../model/log-event.ts';
import type { LogDatabase } from './open-database.ts';

/** Where the reading ends: rows written later are not seen, so that a report is of one moment. */
export type LogPosition = { log_id: string; seq: number }[];

export type LogReader = ReturnType<typeof readLog>;

const chunkRows = 500;

type RawRow = Omit<StoredRow, 'body'> & { body: string };
type StartRow = { log_id: string; seq: number; visit_id: string };

/** The order of events is `(rank of the log, seq)`; logs are few. */
export function readLog(database: LogDatabase) {
  const columns = `log_id, seq, event_id, visit_id, type, schema_version, wall_ms, mono_ms,
    boot_id, stop_id, edition, body`;
  const ends = database.prepare<[], { log_id: string; seq: number }>(
    `select log_id, coalesce((select max(seq) from events where events.log_id = logs.log_id), 0) as seq
       from logs order by rank`,
  );
  const outside = database.prepare<[string, string, number, number, number], RawRow>(
    `select ${columns} from events where visit_id is null and type = ? and log_id = ? and seq > ?
       and seq <= ? order by seq limit ?`,
  );
  const starts = database.prepare<[string, number, number, number], StartRow>(
    `select log_id, seq, visit_id from events
       where log_id = ? and seq > ? and seq <= ? and type = 'visit.started' order by seq limit ?`,
  );
  const ofVisit = database.prepare<[string], RawRow>(
    `select ${columns} from events where visit_id = ? order by log_id, seq`,
  );
  const startsBetween = database.prepare<[number, number], { visit_id: string }>(
    `select visit_id from events where type = 'visit.started' and wall_ms >= ? and wall_ms < ?`,
  );
  const touchedBetween = database.prepare<[string, number, number], { visit_id: string }>(
    `select distinct visit_id from events
       where log_id = ? and seq > ? and seq <= ? and visit_id is not null`,
  );

  function* chunks<Row extends { seq: number }>(next: (afterSeq: number) => Row[]): Generator<Row> {
    for (let afterSeq = 0; ;) {
      const rows = next(afterSeq);
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < chunkRows) return;
      afterSeq = last.seq;
    }
  }

  return {
    /** The log's present end. */
    findEnd: (): LogPosition => ends.all(),

    /** Events outside visits of one type, in order. */
    *eventsOutsideVisits(type: StoredEvent['type'], end: LogPosition): Generator<StoredEvent> {
      for (const { log_id, seq } of end) {
        for (const row of chunks((after) => outside.all(type, log_id, after, seq, chunkRows))) {
          const event = parseRow(row);
          if (event) yield event;
        }
      }
    },

    /** Each visit once, in the order of their beginnings, with its events in order. */
    *visits(end: LogPosition): Generator<StoredEvent[]> {
      const lastSeq = new Map(end.map(({ log_id, seq }) => [log_id, seq]));
      for (const { log_id, seq } of end) {
        for (const start of chunks((after) => starts.all(log_id, after, seq, chunkRows))) {
          const rows = ofVisit.all(start.visit_id);
          yield parseRows(rows.filter((row) => row.seq <= (lastSeq.get(row.log_id) ?? 0)));
        }
      }
    },

    eventsOfVisit: (visitId: string): StoredEvent[] => parseRows(ofVisit.all(visitId)),

    /** Ids of visits that began in a stretch of wall time, by the kiosk's own clock. */
    visitsStartedBetween: (fromMs: number, toMs: number): string[] =>
      startsBetween.all(fromMs, toMs).map(({ visit_id }) => visit_id),

    /** Visits that have events in one log after `afterSeq`, up to `toSeq`. */
    visitsTouchedBetween: (logId: string, afterSeq: number, toSeq: number): string[] =>
      touchedBetween.all(logId, afterSeq, toSeq).map(({ visit_id }) => visit_id),
  };
}

function parseRows(rows: RawRow[]): StoredEvent[] {
  return rows.flatMap((row) => parseRow(row) ?? []);
}

function parseRow(row: RawRow): StoredEvent | undefined {
  try {
    return parseStoredRow({ ...row, body: JSON.parse(row.body) as unknown });
  } catch {
    return undefined;
  }
}
