// The rows behind the time that kiosks were off, the last day first.
import { sql } from 'kysely';
import type { OffRowsPage, OffRowsQuery } from '../../model/hub-views.ts';
import type { Store } from '../store/open-store.ts';
import type { OffTimesTable } from '../count/context-tables.ts';
import { cutBy, findNotCut, type CutColumns } from './cut-by.ts';
import { afterDayPlace, orderByDay, toDayPlace } from './day-place.ts';
import { cutPage, rowsAskedFor } from './one-page.ts';
import { readPlaces } from './read-places.ts';

const columns: CutColumns = { day: 'o.day', stop: 'o.stop_id', kiosk: 'o.kiosk_no' };

type Row = OffTimesTable & { kiosk_id: string; kiosk_name: string };

export async function readOffRows(store: Store, query: OffRowsQuery): Promise<OffRowsPage> {
  const at = [sql`o.off_ms > 0`, cutBy(query, columns)];
  if (query.after !== undefined) at.push(afterDayPlace('o', query.after));
  const { rows } = await sql<Row>`
    select o.*, k.kiosk_id, k.name as kiosk_name from off_times o join kiosks k on k.kiosk_no = o.kiosk_no
      where ${sql.join(at, sql` and `)}
      order by ${orderByDay('o')} limit ${rowsAskedFor}`.execute(store.db);
  const placeOf = await readPlaces(store);
  const { page, next } = cutPage(rows, toDayPlace);
  return {
    rows: page.map((row) => ({
      id: toDayPlace(row),
      kioskId: row.kiosk_id,
      kioskName: row.kiosk_name,
      day: row.day,
      ...placeOf(row.stop_id),
      offMs: row.off_ms,
    })),
    next,
    notCutBy: findNotCut(query, columns),
  };
}
