import { expect, test } from 'vitest';
import { findActivities } from './count-activities.ts';
import { gatherContext } from './count-context.ts';
import { countDays } from './count-days.ts';
import { tallyGroups } from './count-groups.ts';
import { tallyHours } from './count-hours.ts';
import { makeMatrix, tallyScreen } from './count-matrix.ts';
import { tallyStops } from './count-stops.ts';
import { tallyTotals } from './count-totals.ts';
import { countVisits } from './count-visits.ts';
import type { Scope } from './scope.ts';
import { tallyAll } from './tally.ts';
import { groupByVisit } from './testing/arbitrary-log.ts';
import { makeLogbook, startKiosk, startVisit, type Logbook } from './testing/make-events.ts';

const hourMs = 3_600_000;
const groupId = '00000000-0000-4000-8000-00000000000a';

function aVisit(book: Logbook, number: number) {
  const visit = startVisit(book, number);
  visit.openPanel('envelope');
  visit.openPanel('bridge');
  return visit;
}

/** A library with a group, a talk and a film; then a school where the clock is in 1970. */
function makeTour(): Logbook {
  const book = makeLogbook();
  startKiosk(book);
  const arrive = (stop_id: string, name: string, entry: 'villages' | 'schools') => {
    book.now.stop_id = stop_id;
    book.write(null, 'stop.arrived', { stop_id, name, entry, address: '人民路 1 号' });
  };
  arrive('library', '图书馆', 'villages');
  aVisit(book, 1).add('media.played', { media: 'film', seconds: 100, completed: true });
  book.write(null, 'group.opened', {
    group_id: groupId,
    organisation: '税务局',
    entry: 'offices',
    headcount: 40,
  });
  aVisit(book, 2);
  book.write(null, 'group.closed', { group_id: groupId });
  book.write(null, 'activity.recorded', {
    kind: 'talk',
    organisation: '税务局',
    headcount: 98,
    date: '2026-11-19',
  });
  book.pass(2 * hourMs);
  aVisit(book, 3);
  book.write(null, 'stop.left', { stop_id: 'library' });
  arrive('school', '中学', 'schools');
  book.now.wallMs = 60_000;
  aVisit(book, 4);
  startVisit(book, 5);
  return book;
}

function count(book: Logbook, scope: Scope = {}) {
  const context = gatherContext('kiosk-1', book.events);
  const visits = [...countVisits(groupByVisit(book.events), context)];
  const days = countDays(
    visits,
    book.events.filter(({ type }) => type === 'kiosk.started'),
    context,
  );
  const stops = tallyStops(context, scope);
  for (const visit of visits) stops.add(visit);
  return { context, visits, days, stops: stops.result(days) };
}

test('a stop knows when the exhibition came and went, and whom it reached', () => {
  const { stops } = count(makeTour());
  expect(stops).toMatchObject([
    {
      stopId: 'library',
      stopName: '图书馆',
      entry: 'villages',
      address: '人民路 1 号',
      arrivedMs: Date.parse('2026-11-20T12:00:00+08:00'),
      leftMs: Date.parse('2026-11-20T14:00:00+08:00'),
      stays: 1,
      daysWithVisitors: 1,
      visits: 3,
      groupPeople: 40,
      visitsOutsideGroups: 2,
      peopleReached: 42,
      visitsAtUnknownTime: 0,
    },
    { stopId: 'school', visits: 1, touches: 1, visitsAtUnknownTime: 1, daysWithVisitors: 0 },
  ]);
});

test('visits under a wrong clock are on no day and in no hour, and said apart', () => {
  const { visits, days, context } = count(makeTour());
  const totals = tallyAll(visits, tallyTotals(context));
  expect(totals).toMatchObject({ visits: 4, touches: 1, atUnknownTime: { visits: 1, touches: 1 } });
  expect(days.map(({ date, stopId, visits: number }) => [date, stopId, number])).toEqual([
    ['2026-11-20', null, 0],
    ['2026-11-20', 'library', 3],
  ]);
  expect(tallyAll(visits, tallyHours(context)).map(({ hour, visits: number }) => [hour, number])).toEqual([
    [12, 2],
    [14, 1],
  ]);
});

test('a report of other days leaves out the stays of these', () => {
  const context = { ...count(makeTour()).context, groups: [] };
  // The school was not left, so its stay lasts.
  expect(tallyStops(context, { from: '2026-12-01' }).result([])).toMatchObject([{ stopId: 'school' }]);
  expect(tallyStops(context, { to: '2026-11-01' }).result([])).toEqual([]);
});

test('the visits of members are shown with their group', () => {
  const { visits, context } = count(makeTour());
  expect(tallyAll(visits, tallyGroups(context))).toMatchObject([
    { groupId, headcount: 40, memberVisits: 1, place: { stopId: 'library' } },
  ]);
});

test('the matrix keeps what staff recorded apart from what the kiosk counted', () => {
  const book = makeTour();
  const { visits, stops, context } = count(book);
  const activities = findActivities(book.events, context);
  const matrix = makeMatrix(activities, stops, tallyAll(visits, tallyScreen(context)));
  expect(matrix).toHaveLength(30);
  const cell = (entry: string, activity: string) =>
    matrix.find((one) => one.entry === entry && one.activity === activity);
  expect(cell('villages', 'talk')).toMatchObject({
    recordedPeople: 98,
    recordedOccasions: 1,
    kioskPeople: 0,
  });
  expect(cell('villages', 'panels')).toMatchObject({
    recordedPeople: 0,
    kioskPeople: 42,
    kioskOccasions: 1,
  });
  expect(cell('villages', 'film')).toMatchObject({ kioskPeople: 1, kioskOccasions: 1 });
  expect(cell('families', 'panels')).toMatchObject({ kioskPeople: 0, kioskOccasions: 0 });
});
