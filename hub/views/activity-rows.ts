// The rows behind what staff recorded of the six ones, the last day first.
import { sql } from 'kysely';
import type { ActivityRowsPage, ActivityRowsQuery } from '../../model/hub-views.ts';
import { activityKinds } from '../../model/staff-events.ts';
import type { ActivitiesTable } from '../count/context-tables.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, findNotCut, type CutColumns } from './cut-by.ts';
import { afterDayPlace, orderByDay, toDayPlace } from './day-place.ts';
import { cutPage, rowsAskedFor } from './one-page.ts';
import { readPlaces } from './read-places.ts';

const columns: CutColumns = { day: 'a.day', stop: 'a.stop_id', kiosk: 'a.kiosk_no' };

type Row = ActivitiesTable & { kiosk_id: string; kiosk_name: string };

export async function readActivityRows(store: Store, query: ActivityRowsQuery): Promise<ActivityRowsPage> {
  const at = [cutBy(query, columns)];
  if (query.activity !== undefined) at.push(sql`a.kind = ${query.activity}`);
  if (query.after !== undefined) at.push(afterDayPlace('a', query.after));
  const { rows } = await sql<Row>`
    select a.*, k.kiosk_id, k.name as kiosk_name from activities a join kiosks k on k.kiosk_no = a.kiosk_no
      where ${sql.join(at, sql` and `)}
      order by ${orderByDay('a')} limit ${rowsAskedFor}`.execute(store.db);
  const placeOf = await readPlaces(store);
  const { page, next } = cutPage(rows, toDayPlace);
  return {
    rows: page.flatMap((row) => {
      const activity = activityKinds.find((kind) => kind === row.kind);
      if (activity === undefined) return [];
      const { day, organisation, headcount, kiosk_id: kioskId, kiosk_name: kioskName } = row;
      const told = { activity, organisation, headcount };
      return [{ id: toDayPlace(row), kioskId, kioskName, day, ...placeOf(row.stop_id), ...told }];
    }),
    next,
    notCutBy: findNotCut(query, columns),
  };
}
