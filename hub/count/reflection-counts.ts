// How many reflections there are and what became of them. Sums by day and stop are kept by the counter
// alone; what came, was decided or found its day since then is put on top when they are read, so a figure is
// right at once, and nobody who decides or takes in waits for the sums.
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { ReviewState } from '../../model/reflection.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import { addDelta, writeTableDeltas, type SumsTable, type TableDeltas } from './write-deltas.ts';

export const reflectionCountKeys = ['day', 'stop_id', 'kind'] as const;

/** Private ones are on nobody's desk; shared ones are in a state. */
export type ReflectionKind = 'private' | ReviewState;

const kind = sql`case when consent = 'private' then 'private' else state end`;
/** As the index `reflections_to_count` has it, to the word, or the index is not read. */
const isToCount = sql<boolean>`case when counted_kind = ${kind} and counted_day = day and counted_stop = stop_id
  then 0 else 1 end = 1`;

/** Columns of the table that is cut: where a reflection is, or where it was counted. */
export type PlaceColumns = { day: string; stop: string };

/** `cut`: which days and stops, as a condition on the columns it is given; without it, all. */
export async function countReflections(
  db: Kysely<Tables>,
  cut: (columns: PlaceColumns) => RawBuilder<unknown> = () => sql`1 = 1`,
): Promise<ReadonlyMap<ReflectionKind, number>> {
  const now = cut({ day: 'day', stop: 'stop_id' });
  const before = cut({ day: 'counted_day', stop: 'counted_stop' });
  // What waits is read by its own index whatever it is cut by: it is little.
  const { rows } = await sql<{ kind: ReflectionKind; n: number }>`
    with waiting as materialized (
      select ${kind} as kind, day, stop_id, counted_kind, counted_day, counted_stop
        from reflections where ${isToCount})
    select kind, cast(sum(n) as bigint) as n from (
      select kind, reflections as n from reflection_counts where ${now}
      union all select kind, 1 as n from waiting where ${now}
      union all select counted_kind as kind, -1 as n from waiting
        where counted_kind <> '' and ${before}) as counted
      group by kind`.execute(db);
  return new Map(rows.map((row) => [row.kind, row.n]));
}

const reflectionCounts: SumsTable = {
  table: 'reflection_counts',
  keys: reflectionCountKeys,
  sums: ['reflections'],
};

/** Few enough that nobody waits long for the store. */
const reflectionsAtOnce = 500;

/** Returns how many were counted; 0 when none waits. Inside a transaction of the only counter. */
export async function settleReflections(store: Store, transaction: Transaction<Tables>): Promise<number> {
  const waiting = transaction
    .selectFrom('reflections')
    .select(['kiosk_no', 'event_id', 'day', 'stop_id', 'counted_day', 'counted_stop', 'counted_kind'])
    .select(kind.$castTo<ReflectionKind>().as('kind'))
    .where(isToCount)
    .limit(reflectionsAtOnce);
  // What somebody is deciding on now waits for the next time.
  const asked = store.dialect === 'postgres' ? waiting.forUpdate().skipLocked() : waiting;
  const rows = await asked.execute();
  const deltas: TableDeltas = new Map();
  for (const row of rows) {
    const before = [row.counted_day, row.counted_stop, row.counted_kind];
    if (row.counted_kind !== '') addDelta(deltas, { keys: before, sums: [1] }, -1);
    addDelta(deltas, { keys: [row.day, row.stop_id, row.kind], sums: [1] }, 1);
    await transaction
      .updateTable('reflections')
      .set({ counted_day: row.day, counted_stop: row.stop_id, counted_kind: row.kind })
      .where('kiosk_no', '=', row.kiosk_no)
      .where('event_id', '=', row.event_id)
      .execute();
  }
  await writeTableDeltas(store, transaction, reflectionCounts, deltas);
  return rows.length;
}
