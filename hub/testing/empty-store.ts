// Empties a store, so that many cases of one test need not make as many.
import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';

const emptied: readonly (keyof Tables)[] = [
  'kiosks',
  'logs',
  'receipts',
  'events',
  'parked_events',
  'words',
  'erasures',
  'boots',
  'stale_visits',
  'context_events',
  'edition_facts',
  'stops',
  'stays',
  'group_windows',
  'off_times',
  'activities',
  'visits',
  'visit_panels',
  'visit_acts',
  'visit_counts',
  'session_counts',
  'hour_counts',
  'panel_counts',
  'step_counts',
  'pledge_counts',
  'screen_counts',
  'reflection_counts',
  'panels',
  'reflections',
  'feed',
];

export async function emptyStore({ db }: Store): Promise<void> {
  for (const table of emptied) await sql`delete from ${sql.table(table)}`.execute(db);
}
