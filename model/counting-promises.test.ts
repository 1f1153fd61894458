// What the counting rule promises of every log, imagined by the hundred.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatherContext } from './count-context.ts';
import { findActivities } from './count-activities.ts';
import { countDays } from './count-days.ts';
import { tallyGroups } from './count-groups.ts';
import { tallyHours } from './count-hours.ts';
import { makeMatrix, tallyScreen } from './count-matrix.ts';
import { countPanels } from './count-panels.ts';
import { tallyPledges } from './count-pledges.ts';
import { tallyStops } from './count-stops.ts';
import { tallyTotals } from './count-totals.ts';
import { countVisits, type VisitFacts } from './count-visits.ts';
import type { StoredEvent } from './log-event.ts';
import { isInside } from './scope.ts';
import { tallyAll } from './tally.ts';
import { arbitraryLog, groupByVisit } from './testing/arbitrary-log.ts';

const runs = { numRuns: 150 };

function count(events: readonly StoredEvent[]) {
  const context = gatherContext('kiosk-1', events);
  const visits = [...countVisits(groupByVisit(events), context)];
  const started = events.filter(({ type }) => type === 'kiosk.started');
  return { context, visits, days: countDays(visits, started, context), panels: countPanels(visits) };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test('no number is ever negative, and no visit attends longer than it lasts', () => {
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      const { visits, days, panels } = count(events);
      const numbers = [...visits, ...visits.flatMap((visit) => visit.panels), ...days, ...panels]
        .flatMap((facts) => Object.values(facts))
        .filter((value): value is number => typeof value === 'number');
      expect(numbers.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
      for (const visit of visits) {
        expect(visit.endedMs).toBeGreaterThanOrEqual(visit.startedMs);
        expect(visit.attendedMs).toBeLessThanOrEqual(visit.endedMs - visit.startedMs);
        expect(sum(visit.panels.map((panel) => panel.attendedMs))).toBeLessThanOrEqual(visit.attendedMs);
      }
    }),
    runs,
  );
});

test('every session is counted once: as a visit, a touch, or a staff test', () => {
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      const { visits } = count(events);
      const started = events.filter(({ type }) => type === 'visit.started');
      expect(visits.map(({ visitId }) => visitId)).toEqual(started.map(({ visit_id }) => visit_id));
    }),
    runs,
  );
});

test('days add up to the visits and touches, and people reached to its two terms', () => {
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      const { visits, days, context } = count(events);
      const ofKind = (kind: VisitFacts['kind']) =>
        visits.filter((visit) => visit.kind === kind && visit.timeQuality !== 'unknown');
      expect(sum(days.map((day) => day.visits))).toBe(ofKind('visit').length);
      expect(sum(days.map((day) => day.touches))).toBe(ofKind('touch').length);
      expect(sum(days.map((day) => day.groupPeople))).toBe(
        sum(context.groups.map((group) => (group.timeQuality === 'unknown' ? 0 : group.headcount))),
      );
      for (const day of days) {
        expect(day.peopleReached).toBe(day.groupPeople + day.visitsOutsideGroups);
        expect(day.visitsOutsideGroups).toBeLessThanOrEqual(day.visits);
        expect(day.offMs).toBeLessThanOrEqual(25 * 3_600_000 * events.length);
      }
    }),
    runs,
  );
});

test('hours, days, stops and groups add up to the totals, and nothing at an unknown time is lost', () => {
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      const { context, days, visits } = count(events);
      const totals = tallyAll(visits, tallyTotals(context));
      const hours = tallyAll(visits, tallyHours(context));
      const stopTally = tallyStops(context, {});
      for (const visit of visits) stopTally.add(visit);
      const stops = stopTally.result(days);
      const groups = tallyAll(visits, tallyGroups(context));
      const dated = (field: 'visits' | 'touches') => totals[field] - totals.atUnknownTime[field];
      for (const field of ['visits', 'touches'] as const) {
        expect(sum(hours.map((hour) => hour[field]))).toBe(dated(field));
        expect(sum(days.map((day) => day[field]))).toBe(dated(field));
        expect(sum(stops.map((stop) => stop[field]))).toBe(totals[field]);
      }
      const reached = sum(days.map(({ peopleReached }) => peopleReached));
      expect(reached + totals.atUnknownTime.peopleReached).toBe(totals.peopleReached);
      expect(sum(stops.map(({ peopleReached }) => peopleReached))).toBe(totals.peopleReached);
      for (const reach of [totals, totals.atUnknownTime, ...stops, ...days]) {
        expect(reach.peopleReached).toBe(reach.groupPeople + reach.visitsOutsideGroups);
      }
      expect(sum(groups.map(({ headcount }) => headcount))).toBe(totals.groupPeople);
      expect(sum(groups.map(({ memberVisits }) => memberVisits))).toBe(
        totals.visits - totals.visitsOutsideGroups,
      );
      expect(sum(stops.map(({ offMs }) => offMs))).toBe(sum(days.map(({ offMs }) => offMs)));
      for (const stop of stops) expect(stop.daysWithVisitors).toBeLessThanOrEqual(days.length);
    }),
    runs,
  );
});

test('the matrix holds every recorded activity, everyone reached, and every pledge, once', () => {
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      const { context, days, visits } = count(events);
      const stopTally = tallyStops(context, {});
      for (const visit of visits) stopTally.add(visit);
      const stops = stopTally.result(days);
      const activities = findActivities(events, context);
      const pledges = tallyAll(visits, tallyPledges(context));
      const matrix = makeMatrix(activities, stops, tallyAll(visits, tallyScreen(context)));
      const recorded = events.flatMap((event) => (event.type === 'activity.recorded' ? event.body : []));
      expect(sum(matrix.map((cell) => cell.recordedPeople))).toBe(
        sum(recorded.map(({ headcount }) => headcount)),
      );
      expect(sum(matrix.map((cell) => cell.recordedOccasions))).toBe(recorded.length);
      const of = (activity: string) => matrix.filter((cell) => cell.activity === activity);
      expect(sum(of('panels').map(({ kioskPeople }) => kioskPeople))).toBe(
        sum(stops.map(({ peopleReached }) => peopleReached)),
      );
      const signed = visits.filter(({ kind }) => kind !== 'staff-test').map((visit) => visit.pledges);
      expect(sum(pledges.map((pledge) => pledge.signed))).toBe(sum(signed));
      expect(sum(of('talk').map(({ kioskOccasions }) => kioskOccasions))).toBe(sum(signed));
      expect(sum(of('talk').map(({ kioskPeople }) => kioskPeople))).toBe(
        signed.filter((count) => count > 0).length,
      );
      expect(new Set(matrix.map(({ entry, activity }) => `${entry} ${activity}`)).size).toBe(matrix.length);
    }),
    runs,
  );
});

test('a period and a stop cut every table alike', () => {
  fc.assert(
    fc.property(arbitraryLog, fc.constantFrom('library', 'school'), (events, stopId) => {
      const { context, visits, days } = count(events);
      const scope = { from: '2026-11-20', to: '2026-11-20', stopId };
      const inside = visits.filter((visit) => isInside(visit, scope, context));
      const hours = tallyAll(inside, tallyHours(context));
      const [day] = days.filter((row) => isInside(row, scope, context));
      expect(sum(hours.map((hour) => hour.visits))).toBe(day?.visits ?? 0);
      expect(inside.every(({ timeQuality }) => timeQuality !== 'unknown')).toBe(true);
    }),
    runs,
  );
});

test('panels add up to what the visits opened, finished and answered', () => {
  fc.assert(
    fc.property(arbitraryLog, (events) => {
      const { visits, panels } = count(events);
      const opened = visits.filter(({ kind }) => kind === 'visit').flatMap((visit) => visit.panels);
      expect(sum(panels.map((panel) => panel.opened))).toBe(opened.length);
      expect(sum(panels.map((panel) => panel.finished))).toBe(
        opened.filter(({ isFinished }) => isFinished).length,
      );
      expect(sum(panels.map((panel) => panel.attendedMs))).toBe(
        sum(opened.map(({ attendedMs }) => attendedMs)),
      );
      expect(sum(panels.map((panel) => panel.quizAnswered))).toBe(opened.filter(({ quiz }) => quiz).length);
    }),
    runs,
  );
});

test('a power cut at any event leaves the numbers of what came before it', () => {
  fc.assert(
    fc.property(arbitraryLog, fc.nat(), (events, cut) => {
      const prefix = events.slice(0, cut % (events.length + 1));
      const cutVisits = count(prefix).visits;
      const whole = new Map(count(events).visits.map((visit) => [visit.visitId, visit]));
      for (const visit of cutVisits) {
        const later = whole.get(visit.visitId);
        expect(later).toBeDefined();
        if (!later) return;
        expect(visit.startedMs).toBe(later.startedMs);
        expect(visit.interactions).toBeLessThanOrEqual(later.interactions);
        expect(visit.attendedMs).toBeLessThanOrEqual(later.attendedMs);
        expect(visit.endedMs).toBeLessThanOrEqual(later.endedMs);
      }
      const finished = groupByVisit(events).filter((own) => own.every((event) => prefix.includes(event)));
      const finishedIds = new Set(finished.map(([first]) => first?.visit_id));
      for (const visit of cutVisits) {
        if (!finishedIds.has(visit.visitId)) continue;
        const { groupId: _, ...facts } = whole.get(visit.visitId) ?? visit;
        expect(visit).toMatchObject(facts);
      }
    }),
    runs,
  );
});

test('splitting the log anywhere and counting its visits apart gives the same visits', () => {
  fc.assert(
    fc.property(arbitraryLog, fc.nat(), (events, at) => {
      const visits = groupByVisit(events);
      const cut = at % (visits.length + 1);
      const context = gatherContext('kiosk-1', events);
      const apart = [
        ...countVisits(visits.slice(0, cut), context),
        ...countVisits(visits.slice(cut), context),
      ];
      expect(apart).toEqual([...countVisits(visits, context)]);
    }),
    runs,
  );
});

test('what does not say the order changes no count: wall clock, names of events, other fields', () => {
  fc.assert(
    fc.property(arbitraryLog, fc.integer({ min: -5_000, max: 5_000 }), (events, shiftMs) => {
      const changed = events.map((event) => ({
        ...event,
        event_id: event.event_id.split('').toReversed().join(''),
        wall_ms: event.wall_ms + shiftMs,
      }));
      const reordered = changed.map(
        (event) => Object.fromEntries(Object.entries(event).toReversed()) as StoredEvent,
      );
      const strip = ({ visits }: ReturnType<typeof count>) =>
        visits.map(({ startedMs, endedMs, timeQuality: _q, groupId: _g, date: _d, hour: _h, ...facts }) => ({
          ...facts,
          lastedMs: endedMs - startedMs,
        }));
      expect(strip(count(reordered))).toEqual(strip(count(events)));
    }),
    runs,
  );
});
