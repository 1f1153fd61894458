// Many rows into one table. PostgreSQL takes them in one statement; SQLite runs one that was prepared
// once for each, since a statement of thousands of values takes it longer to read than to do, and much
// memory for as long as nobody has collected it.
import type Database from 'better-sqlite3';
import { sql, type Transaction } from 'kysely';
import type { Store } from './open-store.ts';
import type { Tables } from './tables.ts';

type Value = string | number | null | Uint8Array;
export type PlainRow = Readonly<Record<string, Value>>;

const rowsAtOnce = 500;
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement<Value[]>>>();

/**
 * Inside `transaction`. `rows` all have the same columns. `ending`: what follows the values, such as
 * `on conflict … do update …`, as text that names columns only.
 */
export async function insertRows(
  store: Store,
  transaction: Transaction<Tables>,
  { table, rows, ending = '' }: { table: keyof Tables; rows: readonly PlainRow[]; ending?: string },
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const head = `insert into ${table} (${names.join(', ')}) values`;
  if (store.dialect === 'sqlite') {
    const statement = prepareOnce(store.sqlite, `${head} (${names.map(() => '?').join(', ')}) ${ending}`);
    for (const row of rows) statement.run(...Object.values(row));
    return;
  }
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const values = rows.slice(at, at + rowsAtOnce).map((row) => sql`(${sql.join(Object.values(row))})`);
    await sql`${sql.raw(head)} ${sql.join(values)} ${sql.raw(ending)}`.execute(transaction);
  }
}

function prepareOnce(sqlite: Database.Database, text: string): Database.Statement<Value[]> {
  const statements = prepared.get(sqlite) ?? new Map<string, Database.Statement<Value[]>>();
  prepared.set(sqlite, statements);
  const statement = statements.get(text) ?? sqlite.prepare<Value[]>(text);
  statements.set(text, statement);
  return statement;
}
