import { expect, test } from 'vitest';
import type { StoredEvent } from '../model/log-event.ts';
import { groupByVisit } from '../model/testing/arbitrary-log.ts';
import { makeLogbook, startKiosk, startVisit, type Logbook } from '../model/testing/make-events.ts';
import { exportLog, type ExportFilter, type ExportKind } from './export-log.ts';

/** Two days at two stops: three visits, a touch, a staff test. */
function makeTour(): Logbook {
  const book = makeLogbook({ stop_id: 'library' });
  startKiosk(book);
  book.write(null, 'stop.arrived', { stop_id: 'library', name: '=图书馆', entry: 'villages' });
  const visit = (number: number, body = {}) => {
    const session = startVisit(book, number, body);
    session.openPanel('envelope', number === 2 ? 'The envelope' : '信封');
    book.pass(12_000);
    session.closePanel('envelope', 12_000);
    session.add('quiz.answered', { panel: 'envelope', choice: 0, right: number === 1 });
    session.end();
  };
  visit(1, { audience: 'families' });
  visit(2, { language: 'en' });
  startVisit(book, 3);
  visit(4, { mode: 'staff-test' });
  book.pass(24 * 3_600_000);
  book.now.stop_id = 'school';
  book.write(null, 'stop.arrived', { stop_id: 'school', name: '中学', entry: 'schools' });
  visit(5);
  return book;
}

function exportRows(kind: ExportKind, filter: ExportFilter = {}, language: 'zh-Hans' | 'en' = 'zh-Hans') {
  const { events } = makeTour();
  const source = {
    kioskId: 'kiosk-1',
    eventsOutsideVisits: (type: StoredEvent['type']) =>
      events.filter((event) => event.type === type && event.visit_id === null),
    visits: () => groupByVisit(events),
    findWords: () => undefined,
  };
  const text = [...exportLog({ source, kind, format: 'json', language, filter })].join('');
  return JSON.parse(text) as Record<string, unknown>[];
}

test('visits carry the columns of the public surface, in their order', () => {
  const [first] = exportRows('visits');
  expect(Object.keys(first ?? {}).join(', ')).toBe(
    'visit_id, kiosk_id, stop_id, stop_name, entry, started_at, ended_at, time_quality, kind, mode, language, audience, group_id, panels_opened, panels_finished, cases_opened, cases_finished, steps_right, steps_guessed, quiz_right, quiz_answered, attended_s, reflections, pledges, media_s, interactions, ended_by, edition',
  );
  expect(first).toMatchObject({
    kiosk_id: 'kiosk-1',
    stop_id: 'library',
    stop_name: '=图书馆',
    entry: 'villages',
    started_at: '2026-11-20T12:00:00.000+08:00',
    ended_at: '2026-11-20T12:00:12.000+08:00',
    time_quality: 'estimated',
    kind: 'visit',
    audience: 'families',
    panels_opened: 1,
    panels_finished: 1,
    quiz_right: 1,
    quiz_answered: 1,
    attended_s: 12,
    interactions: 2,
    ended_by: 'finished',
  });
});

test('visits hold touches beside visits, and staff tests as neither', () => {
  expect(exportRows('visits').map(({ kind, mode }) => `${String(kind)}/${String(mode)}`)).toEqual([
    'visit/visitor',
    'visit/visitor',
    'touch/visitor',
    '/staff-test',
    'visit/visitor',
  ]);
});

test('panels carry titles as shown, in the language asked for', () => {
  expect(exportRows('panels')).toEqual([
    {
      panel_id: 'envelope',
      title: '信封',
      aspect: 'integrity',
      opened: 3,
      finished: 3,
      attended_s: 36,
      attended_median_s: 12,
      quiz_right: 1,
      quiz_answered: 3,
    },
  ]);
  expect(exportRows('panels', {}, 'en')).toMatchObject([{ title: 'The envelope' }]);
});

test('days carry both terms of people reached', () => {
  expect(exportRows('days')).toEqual([
    {
      date: '2026-11-20',
      stop_id: 'library',
      stop_name: '=图书馆',
      entry: 'villages',
      visits: 2,
      touches: 1,
      group_people: 0,
      visits_outside_groups: 2,
      people_reached: 2,
      off_minutes: 0,
    },
    {
      date: '2026-11-21',
      stop_id: 'school',
      stop_name: '中学',
      entry: 'schools',
      visits: 1,
      touches: 0,
      group_people: 0,
      visits_outside_groups: 1,
      people_reached: 1,
      off_minutes: 0,
    },
  ]);
});

test('a filter by day, both ends included, and by stop cuts every kind alike', () => {
  expect(exportRows('visits', { from: '2026-11-21' })).toHaveLength(1);
  expect(exportRows('visits', { to: '2026-11-20' })).toHaveLength(4);
  expect(exportRows('visits', { from: '2026-11-20', to: '2026-11-21' })).toHaveLength(5);
  expect(exportRows('visits', { stopId: 'school' })).toHaveLength(1);
  expect(exportRows('days', { stopId: 'school' })).toHaveLength(1);
  expect(exportRows('panels', { stopId: 'school' })).toMatchObject([{ opened: 1 }]);
});
