// Taking part: reflections, pledges, and the chapters played at the screen.
import { sql } from 'kysely';
import type { TakingPartView, ViewFilters } from '../../model/hub-views.ts';
import { reviewStates } from '../../model/reflection.ts';
import { activityKinds } from '../../model/staff-events.ts';
import { countReflections } from '../count/reflection-counts.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, findNotCut, sumOf, type CutColumns } from './cut-by.ts';
import { readPlaces } from './read-places.ts';

const columns: CutColumns = { day: 'day', stop: 'stop_id' };

export async function viewTakingPart(store: Store, filters: ViewFilters): Promise<TakingPartView> {
  const { db } = store;
  const placeOf = await readPlaces(store);
  const { rows: pledges } = await sql<{
    pledge: string;
    stop_id: string;
    signed: number;
    signatures: number;
  }>`
    select pledge, stop_id, ${sumOf(sql`signed`)} as signed, ${sumOf(sql`signatures`)} as signatures
      from pledge_counts where ${cutBy(filters, columns)}
      group by pledge, stop_id order by pledge, stop_id`.execute(db);
  const { rows: screen } = await sql<{ activity: string; people: number; occasions: number }>`
    select activity, ${sumOf(sql`people`)} as people, ${sumOf(sql`occasions`)} as occasions
      from screen_counts where ${cutBy(filters, columns)} group by activity`.execute(db);
  const doneOf = new Map(screen.map((row) => [row.activity, row]));
  return {
    reflections: await readReflections(store, filters),
    pledges: pledges.map(({ stop_id, ...pledge }) => ({ ...placeOf(stop_id), ...pledge })),
    // Panels are no act of their own; who came to them is in the views of visits and of the tour.
    screen: activityKinds
      .filter((activity) => activity !== 'panels')
      .map((activity) => ({
        activity,
        people: doneOf.get(activity)?.people ?? 0,
        occasions: doneOf.get(activity)?.occasions ?? 0,
      })),
    notCutBy: findNotCut(filters, columns),
  };
}

/**
 * How many were written is the counted number, as in every export; what became of them is told by the
 * reflections themselves, those of staff tests too.
 */
async function readReflections({ db }: Store, filters: ViewFilters): Promise<TakingPartView['reflections']> {
  const { rows: written } = await sql<{ n: number }>`
    select ${sumOf(sql`reflections`)} as n from session_counts
      where kind <> 'staff-test' and ${cutBy(filters, columns)}`.execute(db);
  const counts = await countReflections(db, (placed) => cutBy(filters, placed));
  const byState = Object.fromEntries(reviewStates.map((state) => [state, counts.get(state) ?? 0]));
  return {
    written: written[0]?.n ?? 0,
    public: Object.values(byState).reduce((total, n) => total + n, 0),
    private: counts.get('private') ?? 0,
    byState,
  };
}
