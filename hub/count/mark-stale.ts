// Which visits must be counted again when something changes that counting goes by.
import { sql, type Selectable, type Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { ContextEventsTable } from './context-tables.ts';

export type ContextEvent = Selectable<ContextEventsTable>;

/** Of one kiosk and edition, or of one stop and day. */
export async function markVisitsStale(
  transaction: Transaction<Tables>,
  which: { kioskNo: number; edition: string } | { stopId: string; day: string },
): Promise<void> {
  const where =
    'edition' in which
      ? sql`kiosk_no = ${which.kioskNo} and edition = ${which.edition}`
      : sql`stop_id = ${which.stopId} and day = ${which.day}`;
  await sql`insert into stale_visits (kiosk_no, visit_id)
    select kiosk_no, visit_id from visits where ${where}`.execute(transaction);
}
