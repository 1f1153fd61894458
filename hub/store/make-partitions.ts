// PostgreSQL keeps events by the month of their arrival; the parts for this month and the next ones
// are made ahead, so that no event ever waits for one. SQLite keeps them in one table.
import { sql } from 'kysely';
import type { Store } from './open-store.ts';

/** Of arrival, in UTC: 202611. */
export function monthOf(unixMs: number): number {
  const date = new Date(unixMs);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}

const monthsAhead = 3;
const partitionLock = 4_720_002;

/** At the start, and daily. Two hubs may do it at once. */
export async function makePartitions({ db, dialect }: Store, nowMs: number): Promise<void> {
  if (dialect === 'sqlite') return;
  const first = new Date(nowMs);
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${partitionLock})`.execute(transaction);
    for (let ahead = 0; ahead <= monthsAhead; ahead += 1) {
      const month = monthOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + ahead));
      const statement = `create table if not exists events_${month} partition of events
        for values from (${month}) to (${month + 1})`;
      await sql.raw(statement).execute(transaction);
    }
  });
}
