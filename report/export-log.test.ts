import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { groupByVisit } from '../model/testing/arbitrary-log.ts';
import { makeLogbook, noonMs, startKiosk, startVisit, type Logbook } from '../model/testing/make-events.ts';
import type { Scope } from '../model/scope.ts';
import { makeNotes } from './about-notes.ts';
import { countLog, readContext, type LogSource } from './count-log.ts';
import { describeMaking } from './describe-making.ts';
import { tableKinds } from './export-tables.ts';
import { exportLog, type ExportKind } from './export-log.ts';

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

function makeSource({ events }: Logbook): LogSource {
  return {
    kioskId: 'kiosk-1',
    corrections: new Map(),
    eventsOutsideVisits: (type) => events.filter((event) => event.type === type && event.visit_id === null),
    visits: () => groupByVisit(events),
    countVisits: () => 0,
    reflections: () => events.filter(({ type }) => type === 'reflection.written'),
    findWords: () => undefined,
  };
}

function exportText(
  kind: ExportKind,
  scope: Scope,
  language: Language = 'zh-Hans',
  book: Logbook = makeTour(),
): unknown {
  const source = makeSource(book);
  const options = { source, kind, format: 'json', language, scope, madeAtMs: noonMs } as const;
  return JSON.parse([...exportLog(options)].join(''));
}

const exportRows = (kind: ExportKind, scope: Scope = {}, language?: Language) =>
  exportText(kind, scope, language) as Record<string, unknown>[];
const exportWhole = (scope: Scope, book?: Logbook) => exportText('report', scope, 'zh-Hans', book);

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

const columnsOf = (kind: ExportKind) => Object.keys(exportRows(kind)[0] ?? {}).join(', ');

test('stops, hours and matrix carry their columns, in their order', () => {
  expect(columnsOf('stops')).toBe(
    'stop_id, stop_name, entry, address, arrived_at, left_at, stays, days_with_visitors, visits, touches, group_people, visits_outside_groups, people_reached, groups, visits_at_unknown_time, attended_s, reflections, pledges, off_minutes',
  );
  expect(columnsOf('hours')).toBe('date, hour, stop_id, stop_name, entry, visits, touches');
  expect(columnsOf('matrix')).toBe(
    'entry, activity, recorded_people, recorded_occasions, kiosk_people, kiosk_occasions',
  );
  expect(exportRows('matrix')).toHaveLength(30);
  expect(exportRows('hours')).toMatchObject([
    { date: '2026-11-20', hour: 12, stop_id: 'library', visits: 2, touches: 1 },
    { date: '2026-11-21', hour: 12, stop_id: 'school', visits: 1, touches: 0 },
  ]);
});

test('the whole report is one object with every table, and says what it was made from', () => {
  const whole: unknown = exportWhole({ from: '2026-11-20', to: '2026-11-20' });
  expect(whole).toMatchObject({
    about: {
      kiosk_id: 'kiosk-1',
      from: '2026-11-20',
      to: '2026-11-20',
      made_at: '2026-11-20T12:00:00.000+08:00',
      edition: 'sample-2026-11-01-1',
      totals: { visits: 2, touches: 1, people_reached: 2, staff_tests: 1 },
    },
  });
  expect(Object.keys(whole as object)).toEqual([
    'visits',
    'about',
    ...tableKinds.filter((kind) => kind !== 'visits'),
  ]);
});

test('a visit under a wrong clock is in no period, and the report says so', () => {
  const book = makeTour();
  book.now.wallMs = 60_000;
  startVisit(book, 6).openPanel('bridge');
  startVisit(book, 7).openPanel('bridge');
  book.write(book.visitId(7), 'visit.chose', { which: 'language', value: 'en' });
  const whole = exportWhole({ stopId: 'school', from: '2026-11-01' }, book);
  expect(whole).toMatchObject({
    about: { totals: { visits: 1 }, left_out: { visits: 1, touches: 1 } },
  });
  expect(exportWhole({}, book)).toMatchObject({
    about: { totals: { visits: 4 }, at_unknown_time: { visits: 1, touches: 1 } },
  });
});

test('a filter by day, both ends included, and by stop cuts every kind alike', () => {
  expect(exportRows('visits', { from: '2026-11-21' })).toHaveLength(1);
  expect(exportRows('visits', { to: '2026-11-20' })).toHaveLength(4);
  expect(exportRows('visits', { from: '2026-11-20', to: '2026-11-21' })).toHaveLength(5);
  expect(exportRows('visits', { stopId: 'school' })).toHaveLength(1);
  expect(exportRows('days', { stopId: 'school' })).toHaveLength(1);
  expect(exportRows('panels', { stopId: 'school' })).toMatchObject([{ opened: 1 }]);
});

/** With a group and what staff recorded. */
function makeTourWithHeadcounts(): Logbook {
  const book = makeTour();
  const group = { group_id: '00000009-0000-4000-8000-000000000001', organisation: '某局', headcount: 30 };
  book.write(null, 'group.opened', { ...group, entry: 'offices' });
  const activity = { kind: 'lecture', organisation: '某局', headcount: 40, date: '2026-11-20' } as const;
  book.write(null, 'activity.recorded', { ...activity, stop_id: 'library' });
  return book;
}

test('cut by language, headcounts and what they are a part of are left out, and that is said', () => {
  const book = makeTourWithHeadcounts();
  const rows = (kind: ExportKind, scope: Scope) =>
    exportText(kind, scope, 'zh-Hans', book) as Record<string, unknown>[];
  expect(rows('groups', {})).toHaveLength(1);
  expect(rows('activities', { entry: 'villages' })).toHaveLength(1);
  expect(rows('groups', { entry: 'villages' })).toEqual([]);
  const scope = { language: 'en', entry: 'villages' };
  expect(rows('groups', scope)).toEqual([]);
  expect(rows('activities', scope)).toEqual([]);
  for (const kind of ['days', 'stops'] as const) {
    const [first] = rows(kind, scope);
    expect(first).toMatchObject({ stop_id: 'library', visits: 1, visits_outside_groups: 1 });
    expect([first?.group_people ?? '', first?.people_reached ?? '']).toEqual(['', '']);
  }
  const lecture = rows('matrix', scope).find(
    (cell) => cell.entry === 'villages' && cell.activity === 'lecture',
  );
  expect([lecture?.recorded_people ?? '', lecture?.kiosk_people]).toEqual(['', 0]);

  const source = makeSource(book);
  const context = readContext(source);
  const options = { scope, language: 'en', madeAtMs: noonMs } as const;
  const making = describeMaking(options, context, countLog({ source, scope, context }));
  expect(making).toMatchObject({ cut_by: { language: 'en', entry: 'villages' }, with_headcounts: false });
  const notes = makeNotes(making, 'en').map(({ label = '', value }) => `${label}: ${value}`);
  expect(notes).toContain('Cut by · Entry: Villages and communities');
  expect(notes).toContain('Cut by · Language of visitors: English');
  expect(notes.join(' ')).toContain('this file leaves them out');
  expect(notes).toContain('People reached: ');
});

test('what is at no stop, and of another kiosk, is a cut of its own', () => {
  const book = makeTourWithHeadcounts();
  expect(exportText('visits', { stopId: '' }, 'en', book)).toEqual([]);
  expect(exportText('groups', { kioskId: 'kiosk-2' }, 'en', book)).toEqual([]);
  expect(exportText('visits', { kioskId: 'kiosk-2' }, 'en', book)).toEqual([]);
  expect(exportText('stops', { kioskId: 'kiosk-2' }, 'en', book)).toEqual([]);
  expect(exportText('visits', { kioskId: 'kiosk-1' }, 'en', book)).toHaveLength(5);
});
