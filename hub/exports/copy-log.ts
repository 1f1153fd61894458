// What an export reads, copied out of the store into a file of its own: an export reads row by row
// without waiting, sees one moment however long it takes, and leaves the hub alone meanwhile.
import Database from 'better-sqlite3';
import { sql, type Selectable } from 'kysely';
import type { Scope } from '../../model/scope.ts';
import { toUuid } from '../ingest/check-event.ts';
import type { EventsTable } from '../ingest/ingest-tables.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, visitColumns } from '../views/cut-by.ts';

const rowsAtOnce = 2_000;

const tables = `
  create table logs (log integer primary key, log_id text not null, kiosk_id text not null) strict;
  create table events (
    log integer not null,
    seq integer not null,
    event_id text not null,
    visit_id text,
    type text not null,
    schema_version integer not null,
    wall_ms integer not null,
    mono_ms integer not null,
    boot_id text not null,
    stop_id text,
    edition text not null,
    body text not null,
    primary key (log, seq)
  ) strict, without rowid;
  create table words (event_id text primary key, words text not null) strict, without rowid;
  create table boots (boot_id text primary key, booted_at_ms integer not null) strict, without rowid;
  create table decisions (event_id text primary key, state text not null, decided_by text not null,
    decided_ms integer not null, hub_decided integer not null) strict, without rowid;
`;
const indexes = `
  create index events_by_visit on events (visit_id, log, seq) where visit_id is not null;
  create index events_by_type on events (type, log, seq);
`;

type EventRow = Omit<Selectable<EventsTable>, 'kiosk_no' | 'month'> & { event_id: Uint8Array };

export type CopyOptions = {
  /** The visits are those of it by what the hub has counted. */
  scope: Scope;
  /** Only words that their writers wanted to share. */
  isPublicOnly?: boolean;
};

/** Makes the file at `path`. */
export async function copyLog(store: Store, options: CopyOptions, path: string): Promise<void> {
  const database = new Database(path);
  try {
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.exec(tables);
    await copyEvents(store, options.scope, database);
    await copyRest(store, database, options.isPublicOnly === true);
    database.exec(indexes);
  } finally {
    database.close();
  }
}

async function copyEvents({ db }: Store, scope: Scope, database: Database.Database): Promise<void> {
  const insertLog = database.prepare('insert into logs values (?, ?, ?)');
  const insertEvent = database.prepare('insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const logs = await db
    .selectFrom('logs')
    .innerJoin('kiosks', 'kiosks.kiosk_no', 'logs.kiosk_no')
    .select(['logs.kiosk_no', 'log_no', 'logs.log_id', 'kiosk_id'])
    .orderBy('log_no')
    .execute();
  const inScope = describeScope(scope);
  for (const { kiosk_no, log_no, log_id, kiosk_id } of logs) {
    insertLog.run(log_no, log_id, kiosk_id);
    for (let after = 0; ;) {
      const { rows } = await sql<EventRow>`
        select e.log_no, e.seq, r.event_id, e.visit_id, e.type, e.schema_version, e.wall_ms, e.mono_ms,
            e.boot_id, e.stop_id, e.edition, e.body
          from events e
          join receipts r on r.kiosk_no = e.kiosk_no and r.log_no = e.log_no and r.seq = e.seq
          where e.kiosk_no = ${kiosk_no} and e.log_no = ${log_no} and e.seq > ${after} ${inScope}
          order by e.seq limit ${rowsAtOnce}`.execute(db);
      const last = rows.at(-1);
      if (!last) break;
      database.transaction(() => {
        for (const row of rows) insertEvent.run(...toValues(row));
      })();
      after = last.seq;
    }
  }
}

/** What is outside visits comes whole: it says what the others mean. */
function describeScope({ from, to, stopId, entry: _entry, kioskId, ...visitors }: Scope) {
  const asked = [from, to, stopId, kioskId, ...Object.values(visitors)];
  if (asked.every((one) => one === undefined)) return sql``;
  const at = [
    ...(from === undefined ? [] : [sql`v.day >= ${from}`]),
    ...(to === undefined ? [] : [sql`v.day <= ${to}`]),
  ];
  // On no day are those of which nobody knows when they were; the report says how many.
  const inPeriod =
    at.length === 0 ? sql`1 = 1` : sql`(v.time_quality = 'unknown' or (${sql.join(at, sql` and `)}))`;
  // A stop's entry is told by the check-ins that come whole: the report cuts by it.
  const rest = cutBy({ stop: stopId, kiosk: kioskId, ...visitors }, visitColumns);
  return sql`and (e.visit_id is null or exists (select 1 from visits v
    where v.kiosk_no = e.kiosk_no and v.visit_id = e.visit_id and ${inPeriod} and ${rest}))`;
}

function toValues(row: EventRow): (string | number | null)[] {
  return [
    row.log_no,
    row.seq,
    toUuid(row.event_id),
    row.visit_id && toUuid(row.visit_id),
    row.type,
    row.schema_version,
    row.wall_ms,
    row.mono_ms,
    row.boot_id,
    row.stop_id,
    row.edition,
    row.body,
  ];
}

async function copyRest({ db }: Store, database: Database.Database, isPublicOnly: boolean): Promise<void> {
  const insertWords = database.prepare('insert into words values (?, ?)');
  const insertBoot = database.prepare('insert or replace into boots values (?, ?)');
  const insertDecision = database.prepare('insert into decisions values (?, ?, ?, ?, ?)');
  let ofWords = db.selectFrom('words').select(['words.event_id', 'words.words']);
  if (isPublicOnly) {
    ofWords = ofWords
      .innerJoin('reflections', (join) =>
        join
          .onRef('reflections.kiosk_no', '=', 'words.kiosk_no')
          .onRef('reflections.event_id', '=', 'words.event_id'),
      )
      .where('reflections.consent', '=', 'public');
  }
  const words = await ofWords.execute();
  for (const row of words) insertWords.run(toUuid(row.event_id), row.words);
  const boots = await db.selectFrom('boots').select(['boot_id', 'booted_at_ms']).execute();
  for (const row of boots) insertBoot.run(row.boot_id, row.booted_at_ms);
  const decided = await db
    .selectFrom('reflections')
    .select(['event_id', 'state', 'decided_by', 'decided_ms', 'hub_decided'])
    .where('decided_ms', 'is not', null)
    .execute();
  for (const { event_id, state, decided_by, decided_ms, hub_decided } of decided) {
    insertDecision.run(toUuid(event_id), state, decided_by ?? '', decided_ms, hub_decided);
  }
}
