// The rows behind the figures of reflections: when and where, for whom, and what became of each. No words.
import { sql } from 'kysely';
import {
  reflectionConsents,
  type ReflectionRowsPage,
  type ReflectionRowsQuery,
} from '../../model/hub-views.ts';
import { toBytes, toUuid } from '../ingest/check-event.ts';
import type { ReflectionsTable } from '../reflections/reflection-tables.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, findNotCut, type CutColumns } from './cut-by.ts';
import { earliestMsOf, latestMsOf } from './day-bounds.ts';
import { cutPage, rowsAskedFor } from './one-page.ts';
import { readPlaces } from './read-places.ts';

const columns: CutColumns = { day: 'r.day', stop: 'r.stop_id', kiosk: 'r.kiosk_no', audience: 'r.audience' };

type Row = ReflectionsTable & { kiosk_id: string; kiosk_name: string };

export async function readReflectionRows(
  store: Store,
  query: ReflectionRowsQuery,
): Promise<ReflectionRowsPage> {
  const { from, to, consent, state, after } = query;
  const at = [cutBy(query, columns)];
  if (from !== undefined) at.push(sql`r.written_ms >= ${earliestMsOf(from)}`);
  if (to !== undefined) at.push(sql`r.written_ms < ${latestMsOf(to)}`);
  if (consent !== undefined) at.push(sql`r.consent = ${consent}`);
  if (state !== undefined) at.push(sql`r.state = ${state}`);
  if (after !== undefined) {
    const [writtenMs = '', eventId = '', kioskNo = ''] = after.split('.');
    at.push(sql`(r.written_ms, r.event_id, r.kiosk_no) <
      (${Number(writtenMs)}, ${toBytes(eventId)}, ${Number(kioskNo)})`);
  }
  const { rows } = await sql<Row>`
    select r.*, k.kiosk_id, k.name as kiosk_name from reflections r join kiosks k on k.kiosk_no = r.kiosk_no
      where ${sql.join(at, sql` and `)}
      order by r.written_ms desc, r.event_id desc, r.kiosk_no desc limit ${rowsAskedFor}`.execute(store.db);
  const placeOf = await readPlaces(store);
  const { page, next } = cutPage(
    rows,
    ({ written_ms, event_id, kiosk_no }) => `${written_ms}.${toUuid(event_id)}.${kiosk_no}`,
  );
  return {
    rows: page.map((row) => ({ ...toRow(row), ...placeOf(row.stop_id) })),
    next,
    notCutBy: findNotCut(query, columns),
  };
}

function toRow({ event_id, kiosk_id, kiosk_name, written_ms, day, form, audience, panel, ...row }: Row) {
  const consent = reflectionConsents.find((one) => one === row.consent) ?? 'private';
  return {
    id: toUuid(event_id),
    kioskId: kiosk_id,
    kioskName: kiosk_name,
    writtenMs: written_ms,
    day,
    consent,
    form,
    audience,
    panel,
    state: consent === 'public' ? row.state : '',
  };
}
