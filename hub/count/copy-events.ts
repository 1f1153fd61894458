// Copies what kiosks sent into an empty store of SQLite, some rows at a time, so that it can be counted
// anew beside the old.
import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';

const rowsAtOnce = 500;

/** What counting tells of a reflection, before it is counted. */
const uncounted = { day: '', counted_day: '', counted_stop: '', counted_kind: '' };

/** What counting reads; words and receipts are not among it. `onProgress` is told events copied so far. */
export async function copyEvents(
  from: Store,
  to: Store,
  onProgress: (events: number) => void,
): Promise<void> {
  for (const table of ['kiosks', 'logs', 'boots', 'reflections'] as const) {
    const rows: Record<string, unknown>[] = await from.db.selectFrom(table).selectAll().execute();
    if (table === 'reflections') for (const row of rows) Object.assign(row, uncounted);
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      await insertRows(to, table, rows.slice(at, at + rowsAtOnce));
    }
  }
  const logs = await from.db.selectFrom('logs').select(['kiosk_no', 'log_no']).execute();
  let copied = 0;
  for (const { kiosk_no, log_no } of logs) {
    for (const table of ['events', 'context_events'] as const) {
      for (let after = 0; ;) {
        const rows: { seq: number; counted?: number }[] = await from.db
          .selectFrom(table)
          .selectAll()
          .where('kiosk_no', '=', kiosk_no)
          .where('log_no', '=', log_no)
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(rowsAtOnce)
          .execute();
        const last = rows.at(-1);
        if (!last) break;
        for (const row of rows) if (row.counted !== undefined) row.counted = 0;
        await insertRows(to, table, rows);
        after = last.seq;
        if (table === 'events') onProgress((copied += rows.length));
      }
    }
  }
}

async function insertRows(to: Store, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const values = rows.map((row) => sql`(${sql.join(Object.values(row))})`);
  await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(values)}`.execute(to.db);
}

/** Every visit once. */
export async function markAllStale({ db }: Store): Promise<void> {
  await sql`insert into stale_visits (kiosk_no, visit_id)
    select distinct kiosk_no, visit_id from events where visit_id is not null`.execute(db);
}
