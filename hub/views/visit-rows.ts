// The rows behind every figure of visits: the newest first, a page at a time, by where the page before
// ended, so that the last page is as quick as the first. Asked for what was done in them, they are looked up
// where that is kept, in the same order, and not among all visits.
import { sql, type RawBuilder } from 'kysely';
import { visitKinds, type VisitRowsPage, type VisitRowsQuery } from '../../model/hub-views.ts';
import type { OfVisit, VisitActsTable, VisitsTable } from '../count/visit-tables.ts';
import { toBytes, toUuid } from '../ingest/check-event.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, visitColumns, type CutColumns } from './cut-by.ts';
import { daysBefore, earliestMsOf, latestMsOf } from './day-bounds.ts';
import { cutPage, rowsAskedFor } from './one-page.ts';
import { readPlaces } from './read-places.ts';

type Act = Omit<VisitActsTable, 'kiosk_no' | 'visit_id' | keyof OfVisit>;

/** What a row shows; the rest of a visit is long. */
const shown = [
  'visit_id',
  'kiosk_no',
  'day',
  'hour',
  'stop_id',
  'started_ms',
  'ended_ms',
  'time_quality',
  'time_zone',
  'kind',
  'language',
  'audience',
  'group_id',
  'panels_opened',
  'panels_finished',
  'attended_ms',
  'interactions',
  'reflections',
  'pledges',
] as const satisfies readonly (keyof VisitsTable)[];

type Visit = Pick<VisitsTable, (typeof shown)[number]> & { kiosk_id: string; kiosk_name: string };
type Row = Visit & { [Name in keyof Act]: Act[Name] | null };

/** Where rows are looked up, and in its order. */
type Source = { alias: 'v' | 'a' | 'p'; from: RawBuilder<unknown>; at: RawBuilder<unknown>[] };

export async function readVisitRows(store: Store, query: VisitRowsQuery): Promise<VisitRowsPage> {
  const { alias, from, at: found } = findSource(query);
  const at = [
    cutBy(query, columnsOf[alias]),
    ...(await boundStart(store, query, alias)),
    ...found,
    ...cutVisits(query),
    ...(query.after === undefined ? [] : [comesAfter(query.after, alias)]),
  ];
  const act =
    alias === 'a'
      ? sql`a.act, a.n, a.about, a.times, a.signatures, a.right_times`
      : sql`null as act, null as n, null as about, null as times, null as signatures, null as right_times`;
  const order = sql.join(placeColumns(alias).map((column) => sql`${sql.ref(column)} desc`));
  const { rows } = await sql<Row>`
    select ${sql.join(shown.map((name) => sql.ref(`v.${name}`)))}, k.kiosk_id, k.name as kiosk_name, ${act} from ${from} cross join kiosks k
      where k.kiosk_no = v.kiosk_no and ${sql.join(at, sql` and `)}
      order by ${order} limit ${rowsAskedFor}`.execute(store.db);
  const placeOf = await readPlaces(store);
  const { page, next } = cutPage(rows, toPlace);
  return {
    rows: page.map((row) => ({ ...toRow(row), ...placeOf(row.stop_id) })),
    next,
  };
}

/** What the indexes of acts and panels hold themselves. */
const ownColumns = (alias: 'a' | 'p'): CutColumns => ({
  ...visitColumns,
  stop: `${alias}.stop_id`,
  kiosk: `${alias}.kiosk_no`,
  language: `${alias}.language`,
  audience: `${alias}.audience`,
});
const columnsOf: Record<Source['alias'], CutColumns> = {
  v: visitColumns,
  a: ownColumns('a'),
  p: ownColumns('p'),
};

function placeColumns(alias: Source['alias']): string[] {
  const place = [`${alias}.started_ms`, `${alias}.kiosk_no`, `${alias}.visit_id`];
  return alias === 'a' ? [...place, 'a.n'] : place;
}

function findSource(query: VisitRowsQuery): Source {
  const act = findAct(query);
  if (act) {
    const at = [sql`v.kiosk_no = a.kiosk_no and v.visit_id = a.visit_id`, act, ...cutByPanel(query)];
    return { alias: 'a', from: sql`visit_acts a cross join visits v`, at };
  }
  if (query.panel === undefined) return { alias: 'v', from: sql`visits v`, at: cutByPanel(query) };
  const at = [sql`v.kiosk_no = p.kiosk_no and v.visit_id = p.visit_id`, ...ofPanel(query)];
  return { alias: 'p', from: sql`visit_panels p cross join visits v`, at };
}

/** The one thing done by which rows are asked for; of two the first. Said as the two indexes of acts say it. */
function findAct({ signed, aspect, did }: VisitRowsQuery): RawBuilder<unknown> | undefined {
  if (signed === '') return sql`a.act = 'talk'`;
  if (signed !== undefined) return sql`a.act = 'talk' and a.about = ${signed}`;
  if (aspect !== undefined) return sql`a.act = 'step' and a.act <> 'talk' and a.about = ${aspect}`;
  // Once a visit, however many pledges were signed in it.
  if (did === 'talk') return sql`a.act = 'talk' and a.n = 1`;
  return did === undefined ? undefined : sql`a.act = ${did} and a.act <> 'talk' and a.about = ''`;
}

function cutVisits({ kind, hour, group, time }: VisitRowsQuery): RawBuilder<unknown>[] {
  const at: RawBuilder<unknown>[] = [];
  if (kind !== undefined) at.push(sql`v.kind = ${kind}`);
  // At an unknown time there is no hour.
  if (hour !== undefined) at.push(sql`v.hour = ${hour} and v.time_quality <> 'unknown'`);
  if (group === '') at.push(sql`v.group_id = ''`);
  // Said as the index of them says it.
  else if (group !== undefined) at.push(sql`v.group_id = ${group} and v.group_id <> ''`);
  if (time === 'unknown') at.push(sql`v.time_quality = 'unknown'`);
  return at;
}

function cutByPanel(query: VisitRowsQuery): RawBuilder<unknown>[] {
  const at = ofPanel(query);
  if (at.length === 0) return [];
  return [
    sql`exists (select 1 from visit_panels p
      where p.kiosk_no = v.kiosk_no and p.visit_id = v.visit_id and ${sql.join(at, sql` and `)})`,
  ];
}

function ofPanel({ panel, finished, quiz }: VisitRowsQuery): RawBuilder<unknown>[] {
  const at: RawBuilder<unknown>[] = [];
  if (panel !== undefined) at.push(sql`p.panel = ${panel}`);
  if (finished !== undefined) at.push(sql`p.is_finished = ${finished === 'yes' ? 1 : 0}`);
  if (quiz !== undefined) at.push(quiz === 'right' ? sql`p.quiz = 'right'` : sql`p.quiz <> ''`);
  return at;
}

function comesAfter(after: string, alias: Source['alias']): RawBuilder<unknown> {
  const [startedMs = '', kioskNo = '', visitId = '', n = '1'] = after.split('.');
  const place = [Number(startedMs), Number(kioskNo), toBytes(visitId), ...(alias === 'a' ? [Number(n)] : [])];
  return sql`(${sql.join(placeColumns(alias).map((column) => sql.ref(column)))}) < (${sql.join(place)})`;
}

function toPlace({ started_ms, kiosk_no, visit_id, n }: Row): string {
  const place = `${started_ms}.${kiosk_no}.${toUuid(visit_id)}`;
  return n === null ? place : `${place}.${n}`;
}

/** Rows of long ago are found without reading all that came since. */
async function boundStart(
  store: Store,
  query: VisitRowsQuery,
  alias: Source['alias'],
): Promise<RawBuilder<unknown>[]> {
  const started = sql.ref(`${alias}.started_ms`);
  const at: RawBuilder<unknown>[] = [];
  const lastsMs = [await findLastAtPlace(store, query, alias)];
  // One day of visits has an index of its own.
  if (query.from !== query.to || alias !== 'v') {
    if (query.from !== undefined) at.push(sql`${started} >= ${earliestMsOf(query.from)}`);
    if (query.to !== undefined) lastsMs.push(await findLastOfDay(store, query.to));
  }
  const lastMs = Math.min(...lastsMs);
  return Number.isFinite(lastMs) ? [...at, sql`${started} <= ${lastMs}`] : at;
}

/** The last start before the page at the stops that are asked for; Infinity where none are. */
async function findLastAtPlace(
  { db }: Store,
  { stop, entry, after }: VisitRowsQuery,
  alias: Source['alias'],
): Promise<number> {
  // A stop's visits have an index of their own, and where nobody checked in there is no list of stops.
  const isNamed = stop !== undefined && alias !== 'v';
  if (!isNamed && (entry === undefined || entry === '' || stop !== undefined)) return Infinity;
  const pageMs = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after.split('.')[0]);
  const stops = isNamed
    ? sql`(select ${stop} as stop_id)`
    : sql`(select stop_id from stops where entry = ${entry})`;
  const { rows } = await sql<{ last: number | null }>`
    select max((select max(started_ms) from visits v where v.stop_id = s.stop_id and started_ms <= ${pageMs})) as last
      from ${stops} s`.execute(db);
  // Nothing happened there.
  return rows[0]?.last ?? -1;
}

/** What happened last on a day or on the two before it happened last of all, or nothing did within them. */
async function findLastOfDay({ db }: Store, to: string): Promise<number> {
  const days = [0, 1, 2].map((ago) => daysBefore(to, ago));
  const lasts = days.map((day) => sql`select max(started_ms) as last from visits where day = ${day}`);
  const { rows } = await sql<{ last: number | null }>`${sql.join(lasts, sql` union all `)}`.execute(db);
  return Math.max(latestMsOf(daysBefore(to, 3)), ...rows.map(({ last }) => last ?? 0));
}

function toRow(row: Row) {
  const isPlaced = row.time_quality !== 'unknown';
  return {
    visitId: toUuid(row.visit_id),
    kioskId: row.kiosk_id,
    kioskName: row.kiosk_name,
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
    act: toAct(row),
  };
}

function toAct({
  act,
  n,
  about,
  times,
  signatures,
  right_times: right,
}: Row): VisitRowsPage['rows'][number]['act'] {
  if (act === null) return null;
  return { n: n ?? 1, about: about ?? '', times: times ?? 0, signatures: signatures ?? 0, right: right ?? 0 };
}
