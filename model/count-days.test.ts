import { expect, test } from 'vitest';
import { gatherContext } from './count-context.ts';
import { countDays } from './count-days.ts';
import { countVisits } from './count-visits.ts';
import { groupByVisit } from './testing/arbitrary-log.ts';
import {
  aliveAt,
  makeLogbook,
  noonMs,
  restartKiosk,
  startKiosk,
  startVisit,
  type Logbook,
} from './testing/make-events.ts';

const hourMs = 3_600_000;

function count(book: Logbook) {
  const context = gatherContext('kiosk-1', book.events);
  const started = book.events.filter(({ type }) => type === 'kiosk.started');
  return countDays(countVisits(groupByVisit(book.events), context), started, context);
}

test('a night without power is off time of both days, not a quiet night', () => {
  const book = makeLogbook({ wallMs: Date.parse('2026-11-20T18:00:00+08:00') });
  startKiosk(book);
  restartKiosk(book, 14 * hourMs);
  expect(count(book)).toMatchObject([
    { date: '2026-11-20', offMs: 6 * hourMs },
    { date: '2026-11-21', offMs: 8 * hourMs },
  ]);
});

test('a day that was off altogether has a row, and a day that was only quiet has zeros', () => {
  const book = makeLogbook({ wallMs: noonMs });
  startKiosk(book);
  restartKiosk(book, 48 * hourMs);
  expect(count(book)).toMatchObject([
    { date: '2026-11-20', visits: 0, offMs: 12 * hourMs },
    { date: '2026-11-21', visits: 0, offMs: 24 * hourMs },
    { date: '2026-11-22', visits: 0, offMs: 12 * hourMs },
  ]);
});

test('a restart within one boot is measured by the monotonic clock, whatever the wall clock did', () => {
  const book = makeLogbook();
  startKiosk(book);
  const before = aliveAt(book);
  book.pass(5 * 60_000);
  book.now.wallMs += 3 * hourMs;
  startKiosk(book, before);
  expect(count(book).reduce((sum, day) => sum + day.offMs, 0)).toBe(5 * 60_000);
});

test('a clock in 1970 is no proof of fifty years without visitors', () => {
  const book = makeLogbook({ wallMs: 30_000 });
  startKiosk(book);
  book.now.wallMs = noonMs;
  const before = { ...aliveAt(book), last_alive_wall_ms: 30_000, last_alive_boot_id: 'boot-0' };
  startKiosk(book, before);
  expect(count(book)).toMatchObject([{ date: '2026-11-20', offMs: 0 }]);
});

test('a clock that ran backwards over a power cut gives no negative off time', () => {
  const book = makeLogbook();
  startKiosk(book);
  restartKiosk(book, -2 * hourMs);
  expect(count(book).every(({ offMs }) => offMs === 0)).toBe(true);
});

test('people reached are the headcounts and the visits outside the groups', () => {
  const book = makeLogbook({ stop_id: 'library' });
  startKiosk(book);
  book.write(null, 'stop.arrived', { stop_id: 'library', name: '图书馆', entry: 'villages' });
  const visit = (number: number) => {
    const session = startVisit(book, number);
    session.openPanel('envelope');
    session.openPanel('bridge');
  };
  visit(1);
  const group_id = '00000000-0000-4000-8000-00000000000a';
  book.write(null, 'group.opened', { group_id, organisation: '税务局', entry: 'offices', headcount: 45 });
  visit(2);
  visit(3);
  book.write(null, 'group.closed', { group_id, headcount: 43 });
  visit(4);
  startVisit(book, 5);
  expect(count(book)).toEqual([
    {
      date: '2026-11-20',
      stopId: 'library',
      stopName: '图书馆',
      entry: 'villages',
      visits: 4,
      touches: 1,
      groupPeople: 43,
      visitsOutsideGroups: 2,
      peopleReached: 45,
      offMs: 0,
    },
  ]);
});
