// The tour: stops in order of the first arrival, and the five entries against the six ones, with what
// is still blank. What staff recorded and what the kiosks counted are never added up.
import { sql } from 'kysely';
import { audiences } from '../../model/aspects.ts';
import { compareText } from '../../model/compare-text.ts';
import type { TourView, ViewFilters } from '../../model/hub-views.ts';
import { activityKinds } from '../../model/staff-events.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, findNotCut, sumOf, type CutColumns } from './cut-by.ts';
import { readGroups } from './read-groups.ts';
import { readPlaces, type FindPlace } from './read-places.ts';
import { joinReach, sumSessions } from './visits.ts';

type Stay = { stop_id: string; arrived_ms: number | null; left_ms: number | null; stays: number };
type Stop = TourView['stops'][number];
type Cell = TourView['matrix'][number];

const placeColumns: CutColumns = { day: 'day', stop: 'stop_id', kiosk: 'kiosk_no' };
/** What the screens' aggregate knows; it decides what the matrix can be cut by. */
const screenColumns: CutColumns = { day: 'day', stop: 'stop_id' };

export async function viewTour(store: Store, asked: ViewFilters): Promise<TourView> {
  // The tour is of places and days: people of one language are no part of a stop.
  const { language: _language, audience: _audience, kiosk: _kiosk, ...filters } = asked;
  const placeOf = await readPlaces(store);
  const stops = await readStops(store, filters, placeOf);
  return {
    stops,
    matrix: await makeMatrix(store, filters, { stops, placeOf }),
    notCutBy: findNotCut(asked, screenColumns),
  };
}

async function readStops(store: Store, filters: ViewFilters, placeOf: FindPlace): Promise<Stop[]> {
  const { db } = store;
  const groups = (await readGroups(store, filters)) ?? [];
  const reached = joinReach(await sumSessions(store, filters, 'stop_id'), groups, ({ stop_id }) => stop_id);
  const reachOf = new Map(reached.map(({ key, ...reach }) => [key, reach]));
  const stays = new Map((await readStays(store, filters)).map((stay) => [stay.stop_id, stay]));
  const { rows: off } = await sql<{ stop_id: string; off_ms: number }>`
    select stop_id, ${sumOf(sql`off_ms`)} as off_ms from off_times
      where ${cutBy(filters, placeColumns)} group by stop_id having sum(off_ms) > 0`.execute(db);
  const offOf = new Map(off.map(({ stop_id, off_ms }) => [stop_id, off_ms]));
  const addresses = await db.selectFrom('stops').select(['stop_id', 'address']).execute();
  const addressOf = new Map(addresses.map(({ stop_id, address }) => [stop_id, address]));
  const none = { visits: 0, touches: 0, visitsOutsideGroups: 0, groupPeople: 0, peopleReached: 0 };
  return [...new Set([...stays.keys(), ...reachOf.keys(), ...offOf.keys()])]
    .map((stop) => ({
      ...placeOf(stop),
      ...(reachOf.get(stop) ?? none),
      address: addressOf.get(stop) ?? '',
      arrivedMs: stays.get(stop)?.arrived_ms ?? null,
      leftMs: stays.get(stop)?.left_ms ?? null,
      stays: stays.get(stop)?.stays ?? 0,
      groups: groups.filter(({ stop_id }) => stop_id === stop).length,
      offMs: offOf.get(stop) ?? 0,
    }))
    .sort(byArrival);
}

/** A stay is inside a period when one of its days is. */
async function readStays({ db }: Store, filters: ViewFilters): Promise<Stay[]> {
  const { from, to, ...places } = filters;
  const { rows } = await sql<Stay>`
    select stop_id, count(*) as stays,
        min(case when arrived_quality <> 'unknown' then arrived_ms end) as arrived_ms,
        max(case when left_quality <> 'unknown' then left_ms end) as left_ms
      from stays where ${cutBy(places, { day: 'arrived_day', stop: 'stop_id' })}
      ${from === undefined && to === undefined ? sql`` : sql`and arrived_quality <> 'unknown'`}
      ${to === undefined ? sql`` : sql`and arrived_day <= ${to}`}
      ${from === undefined ? sql`` : sql`and (last_day is null or last_day >= ${from})`}
      group by stop_id`.execute(db);
  return rows;
}

/** What was at no stop comes last. */
function byArrival(a: Stop, b: Stop): number {
  if (a.stop === '' || b.stop === '') return a.stop === b.stop ? 0 : a.stop === '' ? 1 : -1;
  const [first, second] = [a.arrivedMs ?? Number.MAX_VALUE, b.arrivedMs ?? Number.MAX_VALUE];
  return first - second || compareText(a.stop, b.stop);
}

type Done = { stop_id: string; activity: string; people: number; occasions: number };
type Term = { entry: string; activity: string; people: number; occasions: number };

async function makeMatrix(
  { db }: Store,
  filters: ViewFilters,
  { stops, placeOf }: { stops: readonly Stop[]; placeOf: FindPlace },
): Promise<Cell[]> {
  const { rows: recorded } = await sql<Done>`
    select stop_id, kind as activity, ${sumOf(sql`headcount`)} as people, count(*) as occasions
      from activities where ${cutBy(filters, placeColumns)} group by stop_id, kind`.execute(db);
  const { rows: screen } = await sql<Done>`
    select stop_id, activity, ${sumOf(sql`people`)} as people, ${sumOf(sql`occasions`)} as occasions
      from screen_counts where ${cutBy(filters, screenColumns)} group by stop_id, activity`.execute(db);
  const atEntry = ({ stop_id, ...term }: Done): Term => ({ ...term, entry: placeOf(stop_id).entry });
  const reached = stops
    .filter(({ peopleReached }) => (peopleReached ?? 0) > 0)
    .map(({ entry, peopleReached }) => ({
      entry,
      activity: 'panels',
      people: peopleReached ?? 0,
      occasions: 1,
    }));
  const told = { recorded: recorded.map(atEntry), counted: [...screen.map(atEntry), ...reached] };
  return [...audiences, ''].flatMap((entry) => {
    const row = activityKinds.map((activity) => toCell(entry, activity, told));
    const isNeeded = entry !== '' || row.some((cell) => cell.recordedOccasions + cell.kioskPeople > 0);
    return isNeeded ? row : [];
  });
}

function toCell(
  entry: string,
  activity: Cell['activity'],
  { recorded, counted }: { recorded: readonly Term[]; counted: readonly Term[] },
): Cell {
  const sum = (terms: readonly Term[], what: 'people' | 'occasions') =>
    terms
      .filter((term) => term.entry === entry && term.activity === activity)
      .reduce((total, term) => total + term[what], 0);
  return {
    entry,
    activity,
    recordedPeople: sum(recorded, 'people'),
    recordedOccasions: sum(recorded, 'occasions'),
    kioskPeople: sum(counted, 'people'),
    kioskOccasions: sum(counted, 'occasions'),
  };
}
