// The rows behind every figure of visits: the newest first, a page at a time, by where the page before
// ended, so that the last page is as quick as the first.
import { sql, type RawBuilder } from 'kysely';
import { visitKinds, type VisitRowsPage, type VisitRowsQuery } from '../../model/hub-views.ts';
import { toBytes, toUuid } from '../ingest/check-event.ts';
import type { Store } from '../store/open-store.ts';
import type { VisitsTable } from '../store/tables.ts';
import { cutBy, type CutColumns } from './cut-by.ts';
import { readPlaces } from './read-places.ts';

const rowsAPage = 100;
const columns: CutColumns = {
  day: 'v.day',
  stop: 'v.stop_id',
  kiosk: 'v.kiosk_no',
  language: 'v.language',
  audience: 'v.audience',
  timeQuality: 'v.time_quality',
};

type Row = Omit<VisitsTable, 'facts' | 'steps'> & { kiosk_id: string };

export async function readVisitRows(store: Store, query: VisitRowsQuery): Promise<VisitRowsPage> {
  const { kind, panel, hour, after } = query;
  const at = [cutBy(query, columns), ...(await boundStart(store, query))];
  if (kind !== undefined) at.push(sql`v.kind = ${kind}`);
  // At an unknown time there is no hour.
  if (hour !== undefined) at.push(sql`v.hour = ${hour} and v.time_quality <> 'unknown'`);
  if (panel !== undefined) {
    at.push(sql`exists (select 1 from visit_panels p
      where p.kiosk_no = v.kiosk_no and p.visit_id = v.visit_id and p.panel = ${panel})`);
  }
  if (after !== undefined) {
    const [startedMs = '', kioskNo = '', visitId = ''] = after.split('.');
    at.push(sql`(v.started_ms, v.kiosk_no, v.visit_id) <
      (${Number(startedMs)}, ${Number(kioskNo)}, ${toBytes(visitId)})`);
  }
  const { rows } = await sql<Row>`
    select v.*, k.kiosk_id from visits v join kiosks k on k.kiosk_no = v.kiosk_no
      where ${sql.join(at, sql` and `)}
      order by v.started_ms desc, v.kiosk_no desc, v.visit_id desc limit ${rowsAPage + 1}`.execute(store.db);
  const placeOf = await readPlaces(store);
  const page = rows.slice(0, rowsAPage);
  const last = rows.length > rowsAPage ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => ({ ...toRow(row), ...placeOf(row.stop_id) })),
    next: last ? `${last.started_ms}.${last.kiosk_no}.${toUuid(last.visit_id)}` : null,
  };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Rows of days long ago are found without reading all that came since. A day begins at most 14 hours before
 * that of Greenwich and ends at most 12 after it, so what happened last on the last day or on the two before
 * it happened last of all, or nothing did within them.
 */
async function boundStart({ db }: Store, { from, to }: VisitRowsQuery): Promise<RawBuilder<unknown>[]> {
  // One day has an index of its own.
  if (from === to) return [];
  const at: RawBuilder<unknown>[] = [];
  if (from !== undefined) at.push(sql`v.started_ms >= ${Date.parse(from) - 14 * hourMs}`);
  if (to !== undefined) {
    const days = [0, 1, 2].map((ago) => new Date(Date.parse(to) - ago * dayMs).toISOString().slice(0, 10));
    const lasts = days.map((day) => sql`select max(started_ms) as last from visits where day = ${day}`);
    const { rows } = await sql<{ last: number | null }>`${sql.join(lasts, sql` union all `)}`.execute(db);
    const lastMs = Math.max(Date.parse(to) - 36 * hourMs, ...rows.map(({ last }) => last ?? 0));
    at.push(sql`v.started_ms <= ${lastMs}`);
  }
  return at;
}

function toRow(row: Row) {
  const isPlaced = row.time_quality !== 'unknown';
  return {
    visitId: toUuid(row.visit_id),
    kioskId: row.kiosk_id,
    day: isPlaced ? row.day : '',
    hour: isPlaced ? row.hour : -1,
    startedMs: row.started_ms,
    endedMs: row.ended_ms,
    timeQuality: row.time_quality,
    timeZone: row.time_zone,
    kind: visitKinds.find((kind) => kind === row.kind) ?? 'touch',
    language: row.language,
    audience: row.audience,
    inGroup: row.group_id !== '',
    panelsOpened: row.panels_opened,
    panelsFinished: row.panels_finished,
    attendedMs: row.attended_ms,
    interactions: row.interactions,
    reflections: row.reflections,
    pledges: row.pledges,
  };
}
