// The term of people reached that staff registered: groups with their headcounts, few enough to be read
// one by one.
import { sql } from 'kysely';
import type { ViewFilters } from '../../model/hub-views.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, type CutColumns } from './cut-by.ts';

export type GroupTerm = { day: string; stop_id: string; headcount: number; time_quality: string };

const columns: CutColumns = { day: 'day', stop: 'stop_id', kiosk: 'kiosk_no', timeQuality: 'time_quality' };

/** Null where the filters ask for what a group does not have. */
export async function readGroups({ db }: Store, filters: ViewFilters): Promise<GroupTerm[] | null> {
  if (filters.language !== undefined || filters.audience !== undefined) return null;
  const { rows } = await sql<GroupTerm>`select day, stop_id, headcount, time_quality from group_windows
    where ${cutBy(filters, columns)}`.execute(db);
  return rows;
}
