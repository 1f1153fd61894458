// Rows that are told apart by their day and the event that told of them, the last day first.
import { sql, type RawBuilder } from 'kysely';
import type { ViewFilters } from '../../model/hub-views.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, findNotCut, type CutColumns } from './cut-by.ts';
import { cutPage, rowsAskedFor } from './one-page.ts';
import { readPlaces } from './read-places.ts';

type OfDay = { day: string; kiosk_no: number; log_no: number; seq: number; stop_id: string };

type DayRows = {
  /** Called `t` in `at`. */
  table: 'activities' | 'off_times';
  at: readonly RawBuilder<unknown>[];
  query: ViewFilters & { after?: string | undefined };
};

const columns: CutColumns = { day: 't.day', stop: 't.stop_id', kiosk: 't.kiosk_no' };
const place = ['day', 'kiosk_no', 'log_no', 'seq'].map((name) => sql.ref(`t.${name}`));

/** A page of them; `tell`: what a row says besides where and when, undefined for one that is not shown. */
export async function readDayRows<Table extends OfDay, Told extends object>(
  store: Store,
  { table, at, query }: DayRows,
  tell: (row: Table) => Told | undefined,
) {
  const cuts = [...at, cutBy(query, columns)];
  if (query.after !== undefined) cuts.push(comesAfter(query.after));
  const { rows } = await sql<Table & { kiosk_id: string; kiosk_name: string }>`
    select t.*, k.kiosk_id, k.name as kiosk_name from ${sql.table(table)} t
      join kiosks k on k.kiosk_no = t.kiosk_no
      where ${sql.join(cuts, sql` and `)}
      order by ${sql.join(place.map((column) => sql`${column} desc`))} limit ${rowsAskedFor}`.execute(
    store.db,
  );
  const placeOf = await readPlaces(store);
  const { page, next } = cutPage(rows, toPlace);
  return {
    rows: page.flatMap((row) => {
      const told = tell(row);
      if (told === undefined) return [];
      const { day, kiosk_id: kioskId, kiosk_name: kioskName } = row;
      return [{ id: toPlace(row), kioskId, kioskName, day, ...placeOf(row.stop_id), ...told }];
    }),
    next,
    notCutBy: findNotCut(query, columns),
  };
}

function toPlace({ day, kiosk_no, log_no, seq }: OfDay): string {
  return [day, kiosk_no, log_no, seq].join('.');
}

function comesAfter(after: string): RawBuilder<unknown> {
  const [day, ...numbers] = after.split('.');
  return sql`(${sql.join(place)}) < (${sql.join([day, ...numbers.map(Number)])})`;
}
