// The five entries (五进) against the six ones (六个一): how many people, on how many occasions.
// What staff recorded and what the kiosk counted stand side by side and are never added up: the
// people of a recorded lecture may be those who watched it on the screen.
import { audiences, type Audience } from './aspects.ts';
import type { ActivityFacts } from './count-activities.ts';
import type { CountContext } from './count-context.ts';
import type { StopCount } from './count-stops.ts';
import { activityKinds, type ActivityKind } from './staff-events.ts';
import type { Tally } from './tally.ts';

export type MatrixCell = {
  /** Null: at no stop, or at one that nobody checked in at. */
  entry: Audience | null;
  activity: ActivityKind;
  /** Headcounts of what staff recorded, and how often they recorded it. */
  recordedPeople: number;
  recordedOccasions: number;
  /**
   * Panels: people reached at the entry's stops, and the stops. The others: visitors' sessions at
   * the screen in which it happened, and how often it happened.
   */
  kioskPeople: number;
  kioskOccasions: number;
};

/** What visitors did at the screen itself, by the entry of the stop. */
export type ScreenCounts = Map<Audience | null, Map<ActivityKind, { people: number; occasions: number }>>;

/** The chapters of the exhibition, as editions name them. */
export const chapters = ['film', 'lecture', 'hearing'] as const satisfies readonly ActivityKind[];

/** Of all visitors' sessions, touches too: who signs a pledge has taken part. */
export function tallyScreen({ stops }: Pick<CountContext, 'stops'>): Tally<ScreenCounts> {
  const counts: ScreenCounts = new Map();

  function add(entry: Audience | null, activity: ActivityKind, occasions: number): void {
    if (occasions === 0) return;
    const ofEntry = counts.get(entry) ?? new Map<ActivityKind, { people: number; occasions: number }>();
    counts.set(entry, ofEntry);
    const { people, occasions: before } = ofEntry.get(activity) ?? { people: 0, occasions: 0 };
    ofEntry.set(activity, { people: people + 1, occasions: before + occasions });
  }

  return {
    add({ kind, stopId, signed, played, reflections }) {
      if (kind === 'staff-test') return;
      if (signed.length === 0 && played.length === 0 && reflections === 0) return;
      const entry = (stopId === null ? undefined : stops.get(stopId)?.entry) ?? null;
      add(entry, 'talk', signed.length);
      add(entry, 'reflection', reflections);
      for (const chapter of chapters) {
        add(entry, chapter, played.find(({ media }) => media === chapter)?.times ?? 0);
      }
    },
    result: () => counts,
  };
}

/** Thirty cells in order, and six more if something happened at no known entry. */
export function makeMatrix(
  activities: readonly ActivityFacts[],
  stops: readonly StopCount[],
  screen: ScreenCounts,
): MatrixCell[] {
  const cells: MatrixCell[] = [];
  for (const entry of [...audiences, null]) {
    const row = activityKinds.map((activity): MatrixCell => {
      const recorded = activities.filter((done) => done.entry === entry && done.kind === activity);
      const counted =
        activity === 'panels' ? countPanelVisitors(stops, entry) : screen.get(entry)?.get(activity);
      return {
        entry,
        activity,
        recordedPeople: recorded.reduce((sum, { headcount }) => sum + headcount, 0),
        recordedOccasions: recorded.length,
        kioskPeople: counted?.people ?? 0,
        kioskOccasions: counted?.occasions ?? 0,
      };
    });
    if (entry !== null || row.some(hasSomething)) cells.push(...row);
  }
  return cells;
}

/** A stop where nobody was reached is no occasion. */
function countPanelVisitors(stops: readonly StopCount[], entry: Audience | null) {
  const reached = stops.filter((stop) => stop.entry === entry && stop.peopleReached > 0);
  return {
    people: reached.reduce((sum, { peopleReached }) => sum + peopleReached, 0),
    occasions: reached.length,
  };
}

function hasSomething({ recordedOccasions, kioskPeople }: MatrixCell): boolean {
  return recordedOccasions > 0 || kioskPeople > 0;
}
