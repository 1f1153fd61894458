// Where a row stands among others of their days, the last day first: its day, then the event that told of it.
import { sql, type RawBuilder } from 'kysely';

type OfDay = { day: string; kiosk_no: number; log_no: number; seq: number };

export function toDayPlace({ day, kiosk_no, log_no, seq }: OfDay): string {
  return [day, kiosk_no, log_no, seq].join('.');
}

/** Of the table that `alias` names. */
export function orderByDay(alias: string): RawBuilder<unknown> {
  return sql.join(listColumns(alias).map((column) => sql`${column} desc`));
}

/** What comes after the row that stands at `place`. */
export function afterDayPlace(alias: string, place: string): RawBuilder<unknown> {
  const [day, ...numbers] = place.split('.');
  return sql`(${sql.join(listColumns(alias))}) < (${sql.join([day, ...numbers.map(Number)])})`;
}

function listColumns(alias: string): RawBuilder<unknown>[] {
  return ['day', 'kiosk_no', 'log_no', 'seq'].map((name) => sql.ref(`${alias}.${name}`));
}
