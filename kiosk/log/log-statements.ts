// What the visit log asks of SQLite, each statement by what it does.
import type { LogDatabase } from './open-database.ts';

export type LogRow = { log: number; log_id: string };
type AliveRow = { log: number; seq: number; wall_ms: number; mono_ms: number; boot_id: string };

/** Prepared once for as long as the log is open. */
export function prepareStatements(database: LogDatabase) {
  return {
    begin: database.prepare('begin immediate'),
    commit: database.prepare('commit'),
    rollback: database.prepare('rollback'),
    currentLog: database.prepare<[], LogRow>('select log, log_id from logs order by log desc limit 1'),
    count: database.prepare<[], { events: number }>('select count(*) as events from events'),
    lastSeq: database.prepare<[number], { seq: number }>(
      'select seq from events where log = ? order by seq desc limit 1',
    ),
    lastRow: database.prepare<[number], AliveRow>(
      'select log, seq, wall_ms, mono_ms, boot_id from events where log = ? order by seq desc limit 1',
    ),
    acknowledged: database.prepare<[number], { seq: number }>(
      "select seq from cursors where name = 'hub-committed' and log = ?",
    ),
    acknowledgedOf: database.prepare<[string], { seq: number }>(
      `select seq from cursors join logs using (log) where name = 'hub-committed' and log_id = ?`,
    ),
    moveCursor: database.prepare(
      `insert or replace into cursors (name, log, seq)
         select ?, log, min(?, coalesce((select max(seq) from events e where e.log = logs.log), 0))
         from logs where log_id = ?`,
    ),
    correctClock: database.prepare(
      'insert or replace into clock_corrections (boot_id, booted_at_ms) values (?, ?)',
    ),
    findEvent: database.prepare<[string], { seq: number }>('select seq from events where event_id = ?'),
    findStart: database.prepare<[string | null], { seq: number }>(
      "select seq from events where visit_id = ? and type = 'visit.started'",
    ),
    insert: database.prepare(
      `insert into events (log, seq, event_id, visit_id, type, schema_version, wall_ms, mono_ms,
         boot_id, stop_id, edition, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    findReflection: database.prepare<[string, string], { seq: number }>(
      `select seq from events
         where event_id = ? and type = 'reflection.written' and body ->> '$.sha256' = ?`,
    ),
    insertWords: database.prepare('insert or ignore into words (event_id, words) values (?, ?)'),
    markAlive: database.prepare(
      `insert or replace into last_alive (id, log, seq, wall_ms, mono_ms, boot_id)
         values (1, ?, ?, ?, ?, ?)`,
    ),
    lastAlive: database.prepare<[], AliveRow>(
      'select log, seq, wall_ms, mono_ms, boot_id from last_alive where id = 1',
    ),
    logNamed: database.prepare<[string], { log: number }>('select log from logs where log_id = ?'),
    insertLog: database.prepare(
      `insert into logs (log, log_id, created_wall_ms)
         values ((select max(log) + 1 from logs), ?, ?)`,
    ),
    moveRows: database.prepare('update events set log = ?, seq = seq - ? where log = ? and seq > ?'),
    moveAlive: database.prepare('update last_alive set log = ?, seq = seq - ? where log = ? and seq > ?'),
    resetCursors: database.prepare("update cursors set seq = 0 where name like 'hub-%'"),
    noteCarried: database.prepare(
      `insert or replace into carried_batches (sha256, to_seq, log)
         values (?, ?, (select log from logs where log_id = ?))`,
    ),
    carried: database.prepare<[string, string], { to_seq: number }>(
      'select to_seq from carried_batches join logs using (log) where sha256 = ? and log_id = ?',
    ),
    noteSalvage: database.prepare(
      'insert or replace into salvages (folder, found, restored, finished_wall_ms) values (?, ?, ?, ?)',
    ),
    salvages: database.prepare<[], { folder: string; found: number; restored: number }>(
      'select folder, found, restored from salvages',
    ),
  };
}
