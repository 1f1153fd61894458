// The filters of the dashboard as conditions of a query. Every view cuts by the same ones in the same
// way; what a table does not know it cannot be cut by, and the view says so (`findNotCut`).
import { sql, type RawBuilder } from 'kysely';
import type { FilterName, ViewFilters } from '../../model/hub-views.ts';

type Condition = RawBuilder<unknown>;

/** `columns`: the table's own names; what is missing there is not cut by. */
export type CutColumns = {
  day: string;
  stop: string;
  kiosk?: string;
  language?: string;
  audience?: string;
  /** Where the day of what happened at an unknown time is not empty: what says so. */
  timeQuality?: string;
};

/** Of `visits v`. */
export const visitColumns: CutColumns = {
  day: 'v.day',
  stop: 'v.stop_id',
  kiosk: 'v.kiosk_no',
  language: 'v.language',
  audience: 'v.audience',
  timeQuality: 'v.time_quality',
};

export function cutBy(filters: ViewFilters, columns: CutColumns): Condition {
  const { stop, entry, kiosk, language, audience } = filters;
  const at: Condition[] = [sql`1 = 1`, ...cutByDay(filters, columns)];
  if (stop !== undefined) at.push(sql`${sql.ref(columns.stop)} = ${stop}`);
  if (entry !== undefined) at.push(cutByEntry(columns.stop, entry));
  if (kiosk !== undefined && columns.kiosk !== undefined) {
    at.push(sql`${sql.ref(columns.kiosk)} in (select kiosk_no from kiosks where kiosk_id = ${kiosk})`);
  }
  if (language !== undefined && columns.language !== undefined) {
    at.push(sql`${sql.ref(columns.language)} = ${language}`);
  }
  if (audience !== undefined && columns.audience !== undefined) {
    at.push(sql`${sql.ref(columns.audience)} = ${audience}`);
  }
  return sql.join(at, sql` and `);
}

/** What happened at an unknown time is on no day, so it is inside no period of days. */
export function cutByDay({ from, to }: ViewFilters, columns: CutColumns): Condition[] {
  if (from === undefined && to === undefined) return [];
  const day = sql.ref(columns.day);
  const at = [sql`${day} <> ''`];
  if (columns.timeQuality !== undefined) at.push(sql`${sql.ref(columns.timeQuality)} <> 'unknown'`);
  if (from !== undefined && from === to) return [...at, sql`${day} = ${from}`];
  if (from !== undefined) at.push(sql`${day} >= ${from}`);
  if (to !== undefined) at.push(sql`${day} <= ${to}`);
  return at;
}

/** An empty entry is that of stops where nobody checked in, and of no stop. */
function cutByEntry(stopColumn: string, entry: string): Condition {
  const stop = sql.ref(stopColumn);
  return entry === ''
    ? sql`${stop} not in (select stop_id from stops where entry <> '')`
    : sql`${stop} in (select stop_id from stops where entry = ${entry})`;
}

/** Sums come as exact text from PostgreSQL unless they are made whole numbers again. */
export function sumOf(expression: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`cast(coalesce(sum(${expression}), 0) as bigint)`;
}

const always: readonly FilterName[] = ['from', 'to', 'stop', 'entry'];

export function findNotCut(
  filters: ViewFilters,
  { kiosk, language, audience }: Partial<CutColumns>,
): FilterName[] {
  const known = { kiosk, language, audience };
  const unknown = (['kiosk', 'language', 'audience'] as const).filter((name) => known[name] === undefined);
  return unknown.filter((name) => !always.includes(name) && filters[name] !== undefined);
}
