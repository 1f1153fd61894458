// The rows behind the time that kiosks were off, the last day first.
import { sql } from 'kysely';
import type { OffRowsPage, OffRowsQuery } from '../../model/hub-views.ts';
import type { OffTimesTable } from '../count/context-tables.ts';
import type { Store } from '../store/open-store.ts';
import { readDayRows } from './day-rows.ts';

export function readOffRows(store: Store, query: OffRowsQuery): Promise<OffRowsPage> {
  const at = [sql`t.off_ms > 0`];
  return readDayRows(store, { table: 'off_times', at, query }, (row: OffTimesTable) => ({
    offMs: row.off_ms,
  }));
}
