// Visits: people reached with both terms of the rule, touches apart, cut in six ways. From the
// aggregate of visits and the registered groups, never from rows.
import { sql, type RawBuilder } from 'kysely';
import type { ReachFigures, ViewFilters, VisitsView } from '../../model/hub-views.ts';
import { compareText } from '../../model/compare-text.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, sumOf, type CutColumns } from './cut-by.ts';
import { readGroups, type GroupTerm } from './read-groups.ts';
import { readPlaces } from './read-places.ts';

export const visitColumns: CutColumns = {
  day: 'day',
  stop: 'stop_id',
  kiosk: 'kiosk_no',
  language: 'language',
  audience: 'audience',
};

export type SessionSums = { key: string; visits: number; touches: number; outside: number };
type CutName = 'day' | 'hour' | 'stop_id' | 'language' | 'audience';

/** The smallest aggregate that can be cut so: only the largest one knows of kiosks. */
export function findAggregate({ kiosk }: ViewFilters, by?: CutName): RawBuilder<unknown> {
  if (kiosk !== undefined) return sql.table('visit_counts');
  return sql.table(by === 'hour' ? 'hour_counts' : 'session_counts');
}

/** Visits, touches, and visits outside groups (not by hour) by one column of an aggregate. */
export async function sumSessions({ db }: Store, filters: ViewFilters, by: CutName): Promise<SessionSums[]> {
  const key = sql.ref(by);
  const isOutside = by === 'hour' ? sql`1 = 0` : sql`kind = 'visit' and in_group = 0`;
  const { rows } = await sql<Omit<SessionSums, 'key'> & { key: string | number }>`
    select ${key} as key,
        ${sumOf(sql`case when kind = 'visit' then visits else 0 end`)} as visits,
        ${sumOf(sql`case when kind = 'touch' then visits else 0 end`)} as touches,
        ${sumOf(sql`case when ${isOutside} then visits else 0 end`)} as outside
      from ${findAggregate(filters, by)} where kind <> 'staff-test' and ${cutBy(filters, visitColumns)}
      group by ${key} order by ${key}`.execute(db);
  return rows.map((row) => ({ ...row, key: String(row.key) }));
}

type Sums = { staff_tests: number; attended_ms: number; panels_opened: number };

export async function viewVisits(store: Store, filters: ViewFilters): Promise<VisitsView> {
  const placeOf = await readPlaces(store);
  const groups = await readGroups(store, filters);
  const days = await sumSessions(store, filters, 'day');
  const stops = await sumSessions(store, filters, 'stop_id');
  const hours = await sumSessions(store, filters, 'hour');
  const entryOf = (stopId: string) => placeOf(stopId).entry;
  const entries = addUp(stops.map((row) => ({ ...row, key: entryOf(row.key) })));
  const byStop = joinReach(stops, groups, ({ stop_id }) => stop_id);
  const toSlices = ({ key, visits, touches }: SessionSums) => ({ key, visits, touches });
  return {
    totals: await sumTotals(store, filters, { sessions: days, groups }),
    atUnknownTime: await sumUnknown(store, filters),
    days: joinReach(
      days.filter(({ key }) => key !== ''),
      groups?.filter(({ time_quality }) => time_quality !== 'unknown') ?? null,
      ({ day }) => day,
    ),
    entries: joinReach(entries, groups, ({ stop_id }) => entryOf(stop_id)),
    stops: byStop.map(({ key, ...reach }) => ({ ...placeOf(key), ...reach })),
    hours: hours
      .filter(({ key }) => key !== '-1')
      .map(({ key, visits, touches }) => ({ hour: Number(key), visits, touches })),
    languages: (await sumSessions(store, filters, 'language')).map(toSlices),
    audiences: (await sumSessions(store, filters, 'audience')).map(toSlices),
  };
}

async function sumTotals(
  { db }: Store,
  filters: ViewFilters,
  { sessions, groups }: { sessions: readonly SessionSums[]; groups: readonly GroupTerm[] | null },
): Promise<VisitsView['totals']> {
  const { rows } = await sql<Sums>`
    select ${sumOf(sql`case when kind = 'staff-test' then visits else 0 end`)} as staff_tests,
        ${sumOf(sql`case when kind = 'visit' then attended_ms else 0 end`)} as attended_ms,
        ${sumOf(sql`case when kind = 'visit' then panels_opened else 0 end`)} as panels_opened
      from ${findAggregate(filters)} where ${cutBy(filters, visitColumns)}`.execute(db);
  const [sums] = rows;
  return {
    ...toReach(sessions, groups),
    groups: groups?.length ?? null,
    staffTests: sums?.staff_tests ?? 0,
    attendedMs: sums?.attended_ms ?? 0,
    panelsOpened: sums?.panels_opened ?? 0,
  };
}

/** Whatever days are asked for: nobody can say whether it was on one of them. */
async function sumUnknown(store: Store, filters: ViewFilters): Promise<ReachFigures> {
  const { from: _from, to: _to, ...anyDay } = filters;
  const sessions = (await sumSessions(store, anyDay, 'day')).filter(({ key }) => key === '');
  const groups = await readGroups(store, anyDay);
  return toReach(sessions, groups?.filter(({ time_quality }) => time_quality === 'unknown') ?? null);
}

export function toReach(
  sessions: readonly Omit<SessionSums, 'key'>[],
  groups: readonly GroupTerm[] | null,
): ReachFigures {
  const sum = (pick: (row: Omit<SessionSums, 'key'>) => number) =>
    sessions.reduce((total, row) => total + pick(row), 0);
  const visitsOutsideGroups = sum(({ outside }) => outside);
  const groupPeople = groups?.reduce((people, { headcount }) => people + headcount, 0) ?? null;
  return {
    visits: sum(({ visits }) => visits),
    touches: sum(({ touches }) => touches),
    visitsOutsideGroups,
    groupPeople,
    peopleReached: groupPeople === null ? null : groupPeople + visitsOutsideGroups,
  };
}

/** One row for every key that has sessions or a group. */
export function joinReach(
  sessions: readonly SessionSums[],
  groups: readonly GroupTerm[] | null,
  keyOf: (group: GroupTerm) => string,
): ({ key: string } & ReachFigures)[] {
  const sessionsByKey = Map.groupBy(sessions, ({ key }) => key);
  const groupsByKey = Map.groupBy(groups ?? [], keyOf);
  const keys = [...new Set([...sessionsByKey.keys(), ...groupsByKey.keys()])].sort(compareText);
  return keys.map((key) => ({
    key,
    ...toReach(sessionsByKey.get(key) ?? [], groups === null ? null : (groupsByKey.get(key) ?? [])),
  }));
}

function addUp(rows: readonly SessionSums[]): SessionSums[] {
  return [...Map.groupBy(rows, ({ key }) => key)].map(([key, ofKey]) => {
    const { visits, touches, visitsOutsideGroups: outside } = toReach(ofKey, null);
    return { key, visits, touches, outside };
  });
}
