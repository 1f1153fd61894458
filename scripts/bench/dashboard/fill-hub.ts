// A hub of ten kiosks, filled in two ways. Its first events come as a kiosk's do: rows of a real log
// through the hub's own check, intake and counter. What makes it ten times as large is copied inside the
// database: nine of the kiosks again and again, as others that stood at the same stops on the same days
// with the same visits, and what had been added up for them as many times more. The first kiosk alone has
// groups, since a group is one of the whole tour, and is not copied. That the copies are what counting
// would have made is shown by `rebuild` on a small hub (measure-dashboard.ts). Receipts are not copied:
// no view reads them.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { aggregateNames, aggregates } from '../../../hub/count/contributions.ts';
import { countSome } from '../../../hub/count/counter.ts';
import { checkEvent } from '../../../hub/ingest/check-event.ts';
import { makeTakeIn, type TakeIn } from '../../../hub/ingest/take-in.ts';
import type { Store } from '../../../hub/store/open-store.ts';
import type { Tables } from '../../../hub/store/tables.ts';
import { openLogReader } from '../../../kiosk/log/open-reader.ts';
import type { BatchRow } from '../../../kiosk/log/read-log.ts';
import { batchLimits, type BatchEvent } from '../../../model/sync-batch.ts';
import type { Say } from '../figures.ts';
import { makeVisitLog } from '../make-visit-log.ts';

export const kiosks = 10;
const visitsADay = 400;
const eventsAVisit = 8;
/** One visitor in so many writes something. */
const reflectionEvery = 40;
const groupTypes: ReadonlySet<string> = new Set(['group.opened', 'group.closed']);

export const kioskIdOf = (number: number) => `kiosk-${String(number).padStart(4, '0')}0000`;

/** Returns how many events came in. Everything is counted when it resolves. */
export async function fillHub(store: Store, events: number, say: Say): Promise<number> {
  const takeIn = makeTakeIn(store, 0);
  let taken = 0;
  for (let number = 1; number <= kiosks; number += 1) {
    const dir = mkdtempSync(join(tmpdir(), 'jingzhong-dashboard-log-'));
    try {
      const visits = Math.ceil(events / kiosks / eventsAVisit);
      makeVisitLog(dir, { visits, visitsADay, seed: number }, () => undefined);
      taken += await takeInLog(store, takeIn, { dir, number });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
    say(`dashboard: ${taken.toLocaleString('en-US')} events taken in`);
  }
  while ((await countSome(store)) !== 0);
  await tidyUp(store);
  return taken;
}

/** What a database does by itself in the months in which so much comes in, and would else do while it is measured. */
async function tidyUp({ dialect, db }: Store): Promise<void> {
  if (dialect === 'sqlite') return void (await sql.raw('analyze').execute(db));
  await sql.raw('vacuum analyze').execute(db);
  await sql.raw('checkpoint').execute(db);
}

async function takeInLog(
  store: Store,
  takeIn: TakeIn,
  { dir, number }: { dir: string; number: number },
): Promise<number> {
  const kioskId = kioskIdOf(number);
  const { kiosk_no } = await store.db
    .insertInto('kiosks')
    .values({
      kiosk_id: kioskId,
      name: `${number} 号展柜`,
      public_key: kioskId,
      state: 'active',
      enrolled_ms: 1,
    })
    .returning('kiosk_no')
    .executeTakeFirstOrThrow();
  const { reader, close } = openLogReader(dir);
  const logId = createHash('md5').update(kioskId).digest('hex');
  let seq = 0;
  let batch: BatchEvent[] = [];
  const send = async () => {
    const [first, last] = [batch[0], batch.at(-1)];
    if (!first || !last) return;
    const arrivedMs = last.wall_ms + 1_000;
    const outcome = await takeIn(
      {
        kioskNo: kiosk_no,
        kioskId,
        logId,
        fromSeq: first.seq,
        toSeq: last.seq,
        sha256: '',
        sentAt: { wallMs: last.wall_ms, monoMs: last.mono_ms, bootId: 'bench' },
        rows: batch.map((event) => checkEvent(event, event.seq)),
      },
      // What corrects no clock is counted by the kiosk's own.
      { arrivedMs, isLive: false },
    );
    if (outcome.kind !== 'taken') throw new Error(`a batch was not taken: ${outcome.kind}`);
    batch = [];
  };
  for (const event of readEvents(reader, number)) {
    seq += 1;
    batch.push({ ...event, seq });
    if (batch.length === batchLimits.events) await send();
  }
  await send();
  close();
  return seq;
}

/** At stops of its own, with what visitors wrote; groups at the first kiosk only. */
function* readEvents(reader: ReturnType<typeof openLogReader>['reader'], number: number) {
  const [end] = reader.findEnd();
  let visits = 0;
  for (let after = 0; ;) {
    const rows = reader.rowsAfter(end?.logId ?? '', after, 2_000);
    const last = rows.at(-1);
    if (!last) return;
    for (const row of rows) {
      if (number > 1 && groupTypes.has(row.type)) continue;
      const event = toEvent(row, number);
      yield event;
      if (row.type !== 'visit.started') continue;
      visits += 1;
      if (visits % reflectionEvery === 0) yield writeReflection(event, visits);
    }
    after = last.seq;
  }
}

function toEvent({ words: _words, body, ...row }: BatchRow, number: number): BatchEvent {
  const said = JSON.parse(body) as Record<string, unknown>;
  const { stop_id } = said;
  return {
    ...row,
    stop_id: row.stop_id && `${row.stop_id}-${number}`,
    body: typeof stop_id === 'string' ? { ...said, stop_id: `${stop_id}-${number}` } : said,
  };
}

function writeReflection(started: BatchEvent, number: number): BatchEvent {
  const words = `莫以恶小而为之，勿以善小而不为。第${number}则。`;
  const sha256 = createHash('sha256').update(words).digest('hex');
  const isPrivate = number % (3 * reflectionEvery) === 0;
  const body = { consent: isPrivate ? 'private' : 'public', form: 'text', marked: false, sha256 };
  return { ...started, event_id: randomUUID(), type: 'reflection.written', body, words };
}

/** What a copy has under other numbers; the rest is the same. */
const copied: readonly (keyof Tables)[] = [
  'logs',
  'events',
  'boots',
  'context_events',
  'edition_facts',
  'stays',
  'off_times',
  'activities',
  'visits',
  'visit_panels',
  'visit_acts',
  'visit_counts',
  'reflections',
  'words',
];

/** `copies` of all kiosks but the first. Returns how many events there are then. */
export async function copyKiosks(store: Store, copies: number, say: Say): Promise<number> {
  if (store.dialect === 'sqlite') {
    store.sqlite.pragma('synchronous = OFF');
    store.sqlite.pragma('cache_size = -1000000');
  }
  const numbers = Array.from({ length: copies }, (_, index) => index + 1);
  const again = sql.join(numbers.map((n) => sql`(${sql.lit(n)}, ${sql.lit(String(n).padStart(4, '0'))})`));
  const source = sql`(values ${again})`;
  const withCopies = sql`with c(copy_no, tail) as ${source}`;
  await sql`insert into kiosks (kiosk_no, kiosk_id, name, public_key, state, enrolled_ms)
    ${withCopies} select kiosk_no + copy_no * ${sql.lit(kiosks)}, substr(kiosk_id, 1, 10) || tail, name, public_key,
        state, enrolled_ms
      from kiosks cross join c where kiosk_no > 1`.execute(store.db);
  for (const table of copied) {
    say(`dashboard: copying ${table}`);
    const names = await readColumns(store, table);
    const values = names.map((name) => copyOf(table, name));
    await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
      ${withCopies} select ${sql.join(values)} from ${sql.table(table)} t
        join kiosks k on k.kiosk_no = t.kiosk_no cross join c
        where t.kiosk_no between 2 and ${sql.lit(kiosks)}`.execute(store.db);
  }
  const times = copies + 1;
  for (const table of aggregateNames) {
    if (table !== 'visit_counts') await multiply(store, { table, names: aggregates[table].sums, times });
  }
  await multiply(store, { table: 'reflection_counts', names: ['reflections'], times });
  say('dashboard: the database looks at its tables');
  await tidyUp(store);
  const { n } = await store.db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

async function readColumns(store: Store, table: keyof Tables): Promise<string[]> {
  const tables = await store.db.introspection.getTables();
  const found = tables.find(({ name }) => name === table);
  if (!found) throw new Error(`there is no table ${table}`);
  return found.columns.map(({ name }) => name);
}

function copyOf(table: keyof Tables, column: string) {
  const ref = sql.ref(`t.${column}`);
  if (column === 'kiosk_no' || column === 'log_no') return sql`${ref} + copy_no * ${sql.lit(kiosks)}`;
  if (table === 'visits' && column === 'facts') {
    return sql`replace(${ref}, k.kiosk_id, substr(k.kiosk_id, 1, 10) || tail)`;
  }
  return ref;
}

/** Of stops that are not the first kiosk's. */
async function multiply(
  { db }: Store,
  { table, names, times }: { table: keyof Tables; names: readonly string[]; times: number },
): Promise<void> {
  const sums = names.map((name) => sql`${sql.ref(name)} = ${sql.ref(name)} * ${sql.lit(times)}`);
  await sql`update ${sql.table(table)} set ${sql.join(sums)} where stop_id not like '%-1'`.execute(db);
}
