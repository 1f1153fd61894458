// Brings the aggregates from what was counted before to what is counted now, by differences only.
import { sql, type RawBuilder, type Transaction } from 'kysely';
import { insertRows, type PlainRow } from '../store/insert-rows.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import {
  aggregateNames,
  aggregates,
  ofEachAggregate,
  type Aggregate,
  type Contribution,
} from './contributions.ts';

type Delta = { keys: readonly (string | number)[]; sums: number[]; isTakenBack: boolean };
/** Of one table, by their keys. */
export type TableDeltas = Map<string, Delta>;
export type Deltas = Record<Aggregate, TableDeltas>;

/** A table of sums: by what its rows are told apart, and what is added up; the first of these is never 0. */
export type SumsTable = {
  table: keyof Tables;
  keys: readonly string[];
  sums: readonly [string, ...string[]];
};

export const makeDeltas = (): Deltas => ofEachAggregate(() => new Map());

/** `sign` -1 takes back what was added before. */
export function addDeltas(deltas: Deltas, contributions: readonly Contribution[], sign: 1 | -1): void {
  for (const { aggregate, ...added } of contributions) addDelta(deltas[aggregate], added, sign);
}

export function addDelta(
  deltas: TableDeltas,
  { keys, sums }: Pick<Contribution, 'keys' | 'sums'>,
  sign: 1 | -1,
): void {
  const name = JSON.stringify(keys);
  const delta = deltas.get(name) ?? { keys, sums: sums.map(() => 0), isTakenBack: false };
  deltas.set(name, delta);
  for (const [index, sum] of sums.entries()) delta.sums[index] = (delta.sums[index] ?? 0) + sign * sum;
  if (sign === -1) delta.isTakenBack = true;
}

export async function writeDeltas(
  store: Store,
  transaction: Transaction<Tables>,
  deltas: Deltas,
): Promise<void> {
  for (const table of aggregateNames) {
    await writeTableDeltas(store, transaction, { table, ...aggregates[table] }, deltas[table]);
  }
}

export async function writeTableDeltas(
  store: Store,
  transaction: Transaction<Tables>,
  to: SumsTable,
  deltas: TableDeltas,
): Promise<void> {
  const changed = [...deltas.values()].filter(({ sums }) => sums.some((sum) => sum !== 0));
  const { table, keys, sums } = to;
  const add = sums.map((name) => `${name} = ${table}.${name} + excluded.${name}`);
  const ending = `on conflict (${keys.join(', ')}) do update set ${add.join(', ')}`;
  const rows = changed.map((delta) => toRow([...keys, ...sums], [...delta.keys, ...delta.sums]));
  await insertRows(store, transaction, { table, rows, ending });
  for (const delta of changed) if (delta.isTakenBack) await dropIfEmpty(transaction, to, delta);
}

function toRow(names: readonly string[], values: readonly (string | number)[]): PlainRow {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? 0]));
}

/** A row of nothing is no row, so that the tables are what counting anew would make. */
async function dropIfEmpty(
  transaction: Transaction<Tables>,
  { table, keys: names, sums }: SumsTable,
  { keys }: Delta,
): Promise<void> {
  const isIt: RawBuilder<unknown>[] = names.map((name, index) => sql`${sql.ref(name)} = ${keys[index]}`);
  await sql`delete from ${sql.table(table)}
    where ${sql.join(isIt, sql` and `)} and ${sql.ref(sums[0])} = 0`.execute(transaction);
}
