// Counts a whole log in one reading: every table of a report at once, visit by visit, so that
// memory grows with days, stops and panels and not with visits.
import { findActivities, type ActivityFacts } from '../model/count-activities.ts';
import { contextTypes, gatherContext, type CountContext } from '../model/count-context.ts';
import { tallyDays, type DayFacts } from '../model/count-days.ts';
import { tallyGroups, type GroupCount } from '../model/count-groups.ts';
import { tallyHours, type HourFacts } from '../model/count-hours.ts';
import { makeMatrix, tallyScreen, type MatrixCell } from '../model/count-matrix.ts';
import { tallyPanels, type PanelCount } from '../model/count-panels.ts';
import { tallyPledges, type PledgeCount } from '../model/count-pledges.ts';
import { addVisit, makeReach, type Reach } from '../model/count-reach.ts';
import { tallyStops, type StopCount } from '../model/count-stops.ts';
import { tallyTotals, type Totals } from '../model/count-totals.ts';
import { countVisits, type VisitFacts } from '../model/count-visits.ts';
import type { ClockCorrections } from '../model/event-time.ts';
import type { StoredEvent } from '../model/log-event.ts';
import {
  asksForVisitors,
  hasPeriod,
  isInside,
  isOfKiosk,
  isVisitInside,
  type Scope,
} from '../model/scope.ts';

/** What an export reads: the visit log of a kiosk, or those of all kiosks of a hub. */
export type LogSource = {
  /** Of the kiosk, or of the hub. */
  kioskId: string;
  /** Where there are several kiosks: who wrote an event. */
  kioskOf?(event: Pick<StoredEvent, 'log_id'>): string;
  /** True times of boots, from acknowledgements or at the hub. */
  corrections: ClockCorrections;
  eventsOutsideVisits(type: StoredEvent['type']): Iterable<StoredEvent>;
  visits(): Iterable<readonly StoredEvent[]>;
  /** How many `visits` will bring; for progress only. */
  countVisits(): number;
  /** The events `reflection.written`, in order. */
  reflections(): Iterable<StoredEvent>;
  /** The words of a reflection; undefined once erased. */
  findWords(eventId: string): string | undefined;
};

export type Progress = { visits: number; of: number };
export type OnProgress = (progress: Progress) => void;

export type Counts = {
  totals: Totals;
  days: DayFacts[];
  hours: HourFacts[];
  stops: StopCount[];
  groups: GroupCount[];
  activities: ActivityFacts[];
  pledges: PledgeCount[];
  panels: PanelCount[];
  matrix: MatrixCell[];
  /** At a time that is not known, so that nobody can say whether it belongs to the period asked for. */
  leftOut: Reach;
  /**
   * Whether groups and recorded activities are in it. They have no language and are of no one audience:
   * asked for one, they are left out, and with them every sum that they are a part of.
   */
  withHeadcounts: boolean;
};

export function readContext(source: LogSource): CountContext {
  return gatherContext(
    source.kioskId,
    contextTypes.flatMap((type) => [...source.eventsOutsideVisits(type)]),
    source.corrections,
    source.kioskOf,
  );
}

const visitsAStep = 1_000;

/** The visits of `scope`, in the order of the log. */
export function* readVisits(
  { source, scope, context, onProgress }: CountOptions,
  leaveOut?: (visit: VisitFacts) => void,
): Generator<VisitFacts> {
  const of = onProgress ? source.countVisits() : 0;
  let visits = 0;
  for (const visit of countVisits(source.visits(), context)) {
    visits += 1;
    if (visits % visitsAStep === 0) onProgress?.({ visits, of });
    if (isVisitInside(visit, scope, context)) yield visit;
    else leaveOut?.(visit);
  }
  onProgress?.({ visits, of });
}

type CountOptions = {
  source: LogSource;
  scope: Scope;
  context: CountContext;
  onProgress?: OnProgress | undefined;
};

/**
 * `visits` must be read to its end before `finish` is called; what it yields has been counted.
 * Errors are those of the source.
 */
export function startCounting(options: CountOptions) {
  const { source, scope, context } = options;
  const withHeadcounts = !asksForVisitors(scope);
  const isWanted = (event: Pick<StoredEvent, 'log_id'>) => isOfKiosk(context.kioskOf(event), scope);
  const ofScope = context.groups.filter(
    (group) => isWanted({ log_id: group.opened.logId }) && isInside(group, scope, context),
  );
  const inScope = { ...context, groups: withHeadcounts ? ofScope : [] };
  const started = [...source.eventsOutsideVisits('kiosk.started')].filter(isWanted);
  const days = tallyDays(started, inScope);
  const hours = tallyHours(inScope);
  const stops = tallyStops(inScope, scope);
  const groups = tallyGroups(inScope);
  const pledges = tallyPledges(inScope);
  const panels = tallyPanels();
  const screen = tallyScreen(inScope);
  const totals = tallyTotals(inScope);
  const tallies = [days, hours, stops, groups, pledges, panels, screen, totals];
  const leftOut = makeReach();

  /** Only what the wrong clock keeps out; other days and stops are nobody's question. */
  function leaveOut(visit: VisitFacts): void {
    if (visit.timeQuality !== 'unknown' || !hasPeriod(scope)) return;
    if (isVisitInside(visit, { ...scope, from: undefined, to: undefined }, context)) {
      addVisit(leftOut, visit);
    }
  }

  function findWantedActivities(): ActivityFacts[] {
    const recorded = [...source.eventsOutsideVisits('activity.recorded')].filter(isWanted);
    return findActivities(recorded, context).filter((activity) => isInside(activity, scope, context));
  }

  return {
    *visits(): Generator<VisitFacts> {
      for (const visit of readVisits(options, leaveOut)) {
        for (const tally of tallies) tally.add(visit);
        yield visit;
      }
    },
    finish(): Counts {
      const countedDays = days.result().filter((day) => isInside(day, scope, context));
      const countedStops = stops.result(countedDays);
      const activities = withHeadcounts ? findWantedActivities() : [];
      const matrix = makeMatrix(activities, countedStops, screen.result());
      return {
        totals: totals.result(),
        days: countedDays,
        hours: hours.result(),
        stops: countedStops,
        groups: groups.result(),
        activities,
        pledges: pledges.result(),
        panels: panels.result(),
        matrix: withHeadcounts ? matrix : matrix.map(withoutPeopleReached),
        leftOut,
        withHeadcounts,
      };
    },
  };
}

/** People reached are counted at the panels, and groups are a part of them. */
function withoutPeopleReached(cell: MatrixCell): MatrixCell {
  return cell.activity === 'panels' ? { ...cell, kioskPeople: 0, kioskOccasions: 0 } : cell;
}

export function countLog(options: CountOptions): Counts {
  const counting = startCounting(options);
  for (const _ of counting.visits());
  return counting.finish();
}
