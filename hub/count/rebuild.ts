// Makes every number again from the events, in a store of its own beside the old one, and compares the
// two row by row. What differs is put right: then a fault of this program is known, and gone.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Transaction } from 'kysely';
import { openStore, type Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import { aggregateKeys } from './contributions.ts';
import { copyEvents, markAllStale } from './copy-events.ts';
import { countSome } from './counter.ts';
import { reflectionCountKeys } from './reflection-counts.ts';

/** What is counted, and by what its rows are told apart. Titles of panels are no numbers. */
const derived = {
  edition_facts: ['kiosk_no', 'edition'],
  stops: ['stop_id'],
  stays: ['kiosk_no', 'log_no', 'seq'],
  group_windows: ['group_id'],
  off_times: ['kiosk_no', 'log_no', 'seq', 'day'],
  activities: ['kiosk_no', 'log_no', 'seq'],
  visits: ['kiosk_no', 'visit_id'],
  visit_panels: ['kiosk_no', 'visit_id', 'panel'],
  visit_acts: ['kiosk_no', 'visit_id', 'act', 'n'],
  reflections: ['kiosk_no', 'event_id'],
  reflection_counts: reflectionCountKeys,
  ...aggregateKeys,
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

/** What counting tells of a reflection; the rest of it is what came and what people decided. */
const toldOfReflections = ['written_ms', 'day', 'counted_day', 'counted_stop', 'counted_kind'];

type Derived = keyof typeof derived;
const derivedNames = Object.keys(derived) as Derived[];

export type Rebuilt = {
  events: number;
  visits: number;
  /** Rows that differ, by table; none where the numbers were right. */
  different: Partial<Record<Derived, number>>;
};

/**
 * `workDir`: has room for the events once more. Nothing may come in meanwhile: the hub is stopped, or
 * its kiosks wait. Throws what the stores say.
 */
export async function rebuild(
  store: Store,
  { workDir, onProgress }: { workDir: string; onProgress(line: string): void },
): Promise<Rebuilt> {
  const dataDir = mkdtempSync(join(workDir, 'rebuild-'));
  try {
    const beside = await openStore({ dataDir });
    try {
      if (beside.dialect === 'sqlite') beside.sqlite.pragma('synchronous = OFF');
      return await rebuildIn(store, beside, onProgress);
    } finally {
      await beside.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function rebuildIn(store: Store, beside: Store, say: (line: string) => void): Promise<Rebuilt> {
  while ((await countSome(store)) !== 0);
  let events = 0;
  await copyEvents(store, beside, (copied) => (events = copied));
  say(`${events} events copied`);
  await markAllStale(beside);
  for (let counted = 0, some = await countSome(beside); some !== 0; some = await countSome(beside)) {
    counted += some ?? 0;
    if (counted % 50_000 < 250) say(`${counted} visits counted`);
  }
  const different: Rebuilt['different'] = {};
  for (const table of derivedNames) {
    const rows = await countDifferent(store, beside, table);
    if (rows > 0) different[table] = rows;
  }
  const wrong = derivedNames.filter((table) => different[table] !== undefined);
  if (wrong.length > 0) await replaceRows(store, beside, wrong);
  const { visits } = await beside.db
    .selectFrom('visits')
    .select(({ fn }) => fn.countAll<number>().as('visits'))
    .executeTakeFirstOrThrow();
  return { events, visits: Number(visits), different };
}

const rowsAtOnce = 500;

/** In order of their keys, some at a time. The two databases order text alike only byte by byte. */
async function* readRows(store: Store, table: Derived): AsyncGenerator<[string, Record<string, unknown>]> {
  const isText = (name: string) =>
    !/_no$|^seq$|^hour$|^in_group$|^step$|^n$|^(visit|event)_id$/.test(name) && store.dialect === 'postgres';
  const keys = derived[table].map((name) =>
    isText(name) ? sql`${sql.ref(name)} collate "C"` : sql.ref(name),
  );
  const order = sql.join(keys);
  const names = table === 'reflections' ? [...derived.reflections, ...toldOfReflections] : [];
  const columns = names.length === 0 ? sql`*` : sql.join(names.map((name) => sql.ref(name)));
  for (let offset: unknown[] | undefined; ;) {
    const after = offset && sql`where (${order}) > (${sql.join(offset)})`;
    const { rows } = await sql<
      Record<string, unknown>
    >`select ${columns} from ${sql.table(table)} ${after ?? sql``}
      order by ${order} limit ${rowsAtOnce}`.execute(store.db);
    const last = rows.at(-1);
    if (!last) return;
    for (const row of rows) yield [keyOf(table, row), row];
    offset = derived[table].map((name) => last[name]);
  }
}

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;

function keyOf(table: Derived, row: Record<string, unknown>): string {
  return JSON.stringify(derived[table].map((name) => plain(row[name])));
}

function textOf(row: Record<string, unknown>): string {
  return JSON.stringify(
    Object.keys(row)
      .sort()
      .map((name) => [name, plain(row[name])]),
  );
}

/** Rows that are in one only, or not the same in both. */
async function countDifferent(store: Store, beside: Store, table: Derived): Promise<number> {
  const [ours, others] = [readRows(store, table), readRows(beside, table)];
  let [our, other] = [await ours.next(), await others.next()];
  let different = 0;
  while (!our.done || !other.done) {
    if (!our.done && !other.done && our.value[0] === other.value[0]) {
      if (textOf(our.value[1]) !== textOf(other.value[1])) different += 1;
      [our, other] = [await ours.next(), await others.next()];
      continue;
    }
    // From here on the rest cannot be laid side by side; it is enough to know that it is wrong.
    return different + (await countRows(store, table)) + (await countRows(beside, table));
  }
  return different;
}

async function countRows({ db }: Store, table: Derived): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

async function replaceRows(store: Store, beside: Store, tables: readonly Derived[]): Promise<void> {
  await store.db.transaction().execute(async (transaction) => {
    for (const table of tables) {
      if (table === 'reflections') {
        await tellReflections(transaction, beside);
        continue;
      }
      await sql`delete from ${sql.table(table)}`.execute(transaction);
      let part: Record<string, unknown>[] = [];
      for await (const [, row] of readRows(beside, table)) {
        part.push(row);
        if (part.length === rowsAtOnce) await insertRows(transaction, table, part.splice(0));
      }
      await insertRows(transaction, table, part);
      part = [];
    }
  });
}

async function tellReflections(transaction: Transaction<Tables>, beside: Store): Promise<void> {
  for await (const [, row] of readRows(beside, 'reflections')) {
    const told = toldOfReflections.map((name) => sql`${sql.ref(name)} = ${row[name]}`);
    await sql`update reflections set ${sql.join(told)}
      where kiosk_no = ${row.kiosk_no} and event_id = ${row.event_id}`.execute(transaction);
  }
}

async function insertRows(
  transaction: Transaction<Tables>,
  table: Derived,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  const values = rows.map((row) => sql`(${sql.join(Object.values(row))})`);
  await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(values)}`.execute(transaction);
}
