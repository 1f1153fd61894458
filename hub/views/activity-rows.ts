// The rows behind what staff recorded of the six ones, the last day first.
import { sql } from 'kysely';
import type { ActivityRowsPage, ActivityRowsQuery } from '../../model/hub-views.ts';
import { activityKinds } from '../../model/staff-events.ts';
import type { ActivitiesTable } from '../count/context-tables.ts';
import type { Store } from '../store/open-store.ts';
import { readDayRows } from './day-rows.ts';

export function readActivityRows(store: Store, query: ActivityRowsQuery): Promise<ActivityRowsPage> {
  const at = query.activity === undefined ? [] : [sql`t.kind = ${query.activity}`];
  return readDayRows(store, { table: 'activities', at, query }, (row: ActivitiesTable) => {
    const activity = activityKinds.find((kind) => kind === row.kind);
    return activity && { activity, organisation: row.organisation, headcount: row.headcount };
  });
}
