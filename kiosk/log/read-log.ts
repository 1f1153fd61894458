// Reads the visit log in short steps, so that no reader ever keeps the write-ahead log from
// being folded in, and memory does not grow with the log.
import type { ClockCorrections } from '../../model/event-time.ts';
import { parseStoredRow, type StoredEvent, type StoredRow } from '../../model/log-event.ts';
import type { LogDatabase } from './open-database.ts';
import { readVisits, type Stretch } from './read-visits.ts';

/** Where the reading ends: rows written later are not seen, so that a report is of one moment. */
export type LogPosition = { log: number; logId: string; seq: number }[];

export type LogReader = ReturnType<typeof readLog>;

const chunkRows = 500;

type RawRow = Omit<StoredRow, 'body' | 'log_id'> & { log: number; body: string };
/** A row before its body is parsed, as it leaves the kiosk. */
export type BatchRow = Omit<RawRow, 'log'> & { words: string | null };

/** The order of events is `(log, seq)`; logs are few. */
export function readLog(database: LogDatabase) {
  const columns = `log, seq, event_id, visit_id, type, schema_version, wall_ms, mono_ms,
    boot_id, stop_id, edition, body`;
  const ends = database.prepare<[], LogPosition[number]>(
    `select log, log_id as logId,
         coalesce((select max(seq) from events where events.log = logs.log), 0) as seq
       from logs order by log`,
  );
  const outside = database.prepare<[string, number, number, number, number], RawRow>(
    `select ${columns} from events where visit_id is null and type = ? and log = ? and seq > ?
       and seq <= ? order by seq limit ?`,
  );
  const lastOutside = database.prepare<[string], RawRow & { log_id: string }>(
    `select ${columns}, log_id from events join logs using (log) where visit_id is null and type = ?
       order by log desc, seq desc limit 1`,
  );
  const ofVisit = database.prepare<[string], RawRow>(
    `select ${columns} from events where visit_id = ? order by log, seq`,
  );
  const between = database.prepare<[number, number, number], RawRow>(
    `select ${columns} from events where log = ? and seq > ? and seq <= ? order by seq`,
  );
  const startsBetween = database.prepare<[number, number], { visit_id: string }>(
    `select visit_id from events where type = 'visit.started' and wall_ms >= ? and wall_ms < ?`,
  );
  const startsOfBoot = database.prepare<[string, number, number], { visit_id: string }>(
    `select visit_id from events
       where type = 'visit.started' and boot_id = ? and mono_ms >= ? and mono_ms < ?`,
  );
  const corrections = database.prepare<[], { boot_id: string; booted_at_ms: number }>(
    'select boot_id, booted_at_ms from clock_corrections order by boot_id',
  );
  const pledges = database.prepare<[], { pledge: string; signed: number }>(
    `select body ->> '$.pledge' as pledge, count(*) as signed from events
       where type = 'pledge.signed' group by 1`,
  );
  const startsAfter = database.prepare<[string, number], { sessions: number }>(
    `select count(*) as sessions from events join logs using (log)
       where type = 'visit.started' and log_id = ? and seq > ? and body ->> '$.mode' = 'visitor'`,
  );
  // Asked of one log by its number, so that the rows come in order by themselves: a join would read
  // and sort all that is left of the log for every five hundred of them.
  const rowsAfter = database.prepare<[string, number, number], BatchRow>(
    `select e.seq, e.event_id, e.visit_id, e.type, e.schema_version, e.wall_ms, e.mono_ms, e.boot_id,
         e.stop_id, e.edition, e.body, (select words from words w where w.event_id = e.event_id) as words
       from events e where e.log = (select log from logs where log_id = ?) and e.seq > ?
       order by e.seq limit ?`,
  );
  const reflections = database.prepare<[number, number, number, number], RawRow>(
    `select ${columns} from events where type = 'reflection.written' and log = ? and seq > ?
       and seq <= ? order by seq limit ?`,
  );
  const startCount = database.prepare<[], { visits: number }>(
    "select count(*) as visits from events where type = 'visit.started'",
  );
  const words = database.prepare<[string], { words: string }>('select words from words where event_id = ?');
  const touchedBetween = database.prepare<[number, number, number], { visit_id: string }>(
    `select distinct visit_id from events
       where log = ? and seq > ? and seq <= ? and visit_id is not null`,
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

  /** One visit's events in order, as far as `end` reaches. */
  function readVisit(visitId: string, end: LogPosition): StoredEvent[] {
    return ofVisit.all(visitId).flatMap((row) => {
      const part = end.find(({ log }) => log === row.log);
      const event = part && row.seq <= part.seq && parseRow(row, part.logId);
      return event || [];
    });
  }

  function readRows({ log, logId, afterSeq, toSeq }: Stretch): StoredEvent[] {
    return between.all(log, afterSeq, toSeq).flatMap((row) => parseRow(row, logId) ?? []);
  }

  return {
    /** The log's present end. */
    findEnd: (): LogPosition => ends.all(),

    /** Events outside visits of one type, in order. */
    *eventsOutsideVisits(type: StoredEvent['type'], end: LogPosition): Generator<StoredEvent> {
      for (const { log, logId, seq } of end) {
        for (const row of chunks((after) => outside.all(type, log, after, seq, chunkRows))) {
          const event = parseRow(row, logId);
          if (event) yield event;
        }
      }
    },

    /** The last one of its type, without reading those before it. */
    findLastOutsideVisits<T extends StoredEvent['type']>(type: T): (StoredEvent & { type: T }) | undefined {
      const row = lastOutside.get(type);
      if (!row) return undefined;
      const { log_id: logId, ...raw } = row;
      // The row was asked for by its type.
      return parseRow(raw, logId) as (StoredEvent & { type: T }) | undefined;
    },

    /** Visitors' sessions, touches among them, that began in this log after `seq`. */
    countSessionsAfter: (logId: string, seq: number): number => startsAfter.get(logId, seq)?.sessions ?? 0,

    /** Each visit once, in the order of their beginnings, with its events in order. */
    visits: readVisits(database, { readVisit, readRows }),

    readVisit,

    /** How many visits the log holds; for progress, so it does not ask where the reading ends. */
    countVisits: (): number => startCount.get()?.visits ?? 0,

    /** The events of reflections, in order. */
    *reflections(end: LogPosition): Generator<StoredEvent> {
      for (const { log, logId, seq } of end) {
        for (const row of chunks((after) => reflections.all(log, after, seq, chunkRows))) {
          const event = parseRow(row, logId);
          if (event) yield event;
        }
      }
    },

    /** When boots truly began, as far as the hub has told. */
    readCorrections: (): ClockCorrections =>
      new Map(corrections.all().map((row) => [row.boot_id, { bootedAtMs: row.booted_at_ms }])),

    /** Ids of visits that began in a stretch of time, by the kiosk's own clock or by the true one. */
    visitsStartedBetween(fromMs: number, toMs: number, corrected: ClockCorrections): string[] {
      const ids = startsBetween.all(fromMs, toMs).map(({ visit_id }) => visit_id);
      for (const [bootId, { bootedAtMs }] of corrected) {
        const rows = toMs > bootedAtMs && startsOfBoot.all(bootId, fromMs - bootedAtMs, toMs - bootedAtMs);
        if (rows) ids.push(...rows.map(({ visit_id }) => visit_id));
      }
      return [...new Set(ids)];
    },

    /** Rows of one log as they are, with the words of reflections, for those who carry them on. */
    rowsAfter: (logId: string, seq: number, limit: number): BatchRow[] => rowsAfter.all(logId, seq, limit),

    /** What a reflection says, as it is kept; undefined once erased. */
    findWords: (eventId: string): string | undefined => words.get(eventId)?.words,

    /** How often each pledge has been signed on this kiosk. */
    countPledges: (): Record<string, number> =>
      Object.fromEntries(pledges.all().map(({ pledge, signed }) => [pledge, signed])),

    /** Visits that have events in one log after `afterSeq`, up to `toSeq`. */
    visitsTouchedBetween: (log: number, afterSeq: number, toSeq: number): string[] =>
      touchedBetween.all(log, afterSeq, toSeq).map(({ visit_id }) => visit_id),
  };
}

function parseRow({ log: _log, ...row }: RawRow, logId: string): StoredEvent | undefined {
  try {
    return parseStoredRow({ ...row, log_id: logId, body: JSON.parse(row.body) as unknown });
  } catch {
    return undefined;
  }
}
