import { describe, expect, test } from 'vitest';
import { gatherContext } from './count-context.ts';
import { countVisit, type VisitFacts } from './count-visits.ts';
import { makeLogbook, noonMs, startKiosk, startVisit, type Logbook } from './testing/make-events.ts';

function count(book: Logbook, visitId: string): VisitFacts {
  const context = gatherContext('kiosk-1', book.events);
  const facts = countVisit(book.eventsOf(visitId), context);
  if (!facts) throw new Error('not counted');
  return facts;
}

function begin(stamps: Parameters<typeof makeLogbook>[0] = {}) {
  const book = makeLogbook(stamps);
  startKiosk(book);
  return { book, visit: startVisit(book, 1) };
}

describe('a session', () => {
  test('with two interactions is a visit', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    visit.add('case.opened', { case: 'c', title: 't', panel: 'envelope' });
    expect(count(book, visit.visitId)).toMatchObject({ kind: 'visit', interactions: 2 });
  });

  test('with one interaction and nine seconds on the panel is a touch', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    book.pass(9_000);
    visit.closePanel('envelope', 9_000);
    visit.end();
    expect(count(book, visit.visitId)).toMatchObject({ kind: 'touch', interactions: 1 });
  });

  test('with one interaction and ten attended seconds on a panel is a visit', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    book.pass(10_000);
    visit.beat('envelope', 10_000);
    expect(count(book, visit.visitId)).toMatchObject({ kind: 'visit', interactions: 1 });
  });

  test('that stays ten seconds in the gallery, on no panel, is a touch', () => {
    const { book, visit } = begin();
    book.pass(30_000);
    visit.add('visit.chose', { which: 'language', value: 'en' });
    visit.end();
    expect(count(book, visit.visitId)).toMatchObject({ kind: 'touch', attendedMs: 30_000 });
  });

  test('of staff is neither visit nor touch, however long it is', () => {
    const book = makeLogbook();
    startKiosk(book);
    const visit = startVisit(book, 1, { mode: 'staff-test' });
    visit.openPanel('envelope');
    visit.openPanel('bridge');
    book.pass(30_000);
    visit.end();
    expect(count(book, visit.visitId)).toMatchObject({ kind: 'staff-test', mode: 'staff-test' });
  });

  test('without visit.started does not exist', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    const context = gatherContext('kiosk-1', book.events);
    expect(countVisit(book.eventsOf(visit.visitId).slice(1), context)).toBeUndefined();
  });

  test('cut off by a power cut ends at its last event', () => {
    const { book, visit } = begin();
    book.pass(5_000);
    visit.openPanel('envelope');
    book.pass(20_000);
    visit.beat('envelope', 20_000);
    const facts = count(book, visit.visitId);
    expect(facts).toMatchObject({ endedBy: 'none', endedMs: noonMs + 25_000 });
  });

  test('noted as recovered an hour later ended with the event before', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    book.pass(4_000);
    visit.add('quiz.answered', { panel: 'envelope', choice: 0, right: true });
    book.pass(3_600_000);
    visit.end('recovered');
    const facts = count(book, visit.visitId);
    expect(facts).toMatchObject({ endedBy: 'recovered', endedMs: noonMs + 4_000, attendedMs: 4_000 });
  });
});

describe('attended time', () => {
  test('adds up gaps between touches', () => {
    const { book, visit } = begin();
    book.pass(7_000);
    visit.openPanel('envelope');
    book.pass(8_000);
    visit.closePanel('envelope', 8_000);
    book.pass(2_000);
    visit.end();
    expect(count(book, visit.visitId).attendedMs).toBe(17_000);
  });

  test('counts an untouched gap up to the idle limit and no further', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    for (let at = 10_000; at <= 60_000; at += 10_000) {
      book.pass(10_000);
      visit.beat('envelope', at);
    }
    book.pass(15_000);
    visit.closePanel('envelope', 60_000);
    visit.end('idle');
    const facts = count(book, visit.visitId);
    expect(facts.attendedMs).toBe(60_000);
    expect(facts.panels).toMatchObject([{ panel: 'envelope', attendedMs: 60_000 }]);
  });

  test('runs on while the screen reports touches that are not in the log', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    for (let at = 10_000; at <= 180_000; at += 10_000) {
      book.pass(10_000);
      visit.beat('envelope', at);
    }
    book.pass(4_000);
    visit.closePanel('envelope', 184_000);
    visit.end();
    expect(count(book, visit.visitId).attendedMs).toBe(184_000);
  });

  test('runs on while a film plays', () => {
    const { book, visit } = begin();
    book.pass(5_000);
    visit.add('visit.chose', { which: 'read-aloud', value: 'on' });
    book.pass(300_000);
    visit.add('media.played', { media: 'film', seconds: 290, completed: true });
    expect(count(book, visit.visitId)).toMatchObject({ attendedMs: 305_000, mediaS: 290 });
  });

  test('never believes a screen that reports more time than has passed', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    book.pass(3_000);
    visit.beat('envelope', 1_470_000_000);
    expect(count(book, visit.visitId).attendedMs).toBe(3_000);
  });

  test('is not touched by a wall clock that jumps', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    book.now.wallMs -= 10 * 365 * 86_400_000;
    book.pass(6_000);
    visit.add('case.opened', { case: 'c', title: 't', panel: 'envelope' });
    const facts = count(book, visit.visitId);
    expect(facts).toMatchObject({ attendedMs: 6_000, endedMs: facts.startedMs + 6_000 });
  });

  test('counts nothing between two boots', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    book.pass(6_000);
    visit.add('case.opened', { case: 'c', title: 't', panel: 'envelope' });
    book.now.boot_id = 'boot-2';
    book.now.monoMs = 20_000;
    visit.add('case.finished', { case: 'c', title: 't', panel: 'envelope' });
    book.pass(2_000);
    visit.end();
    expect(count(book, visit.visitId).attendedMs).toBe(8_000);
  });
});

describe('what a visit holds', () => {
  test('is each panel and case once, every guess, and the first answer', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope', '信封');
    visit.add('case.opened', { case: 'c', title: 't', panel: 'envelope' });
    visit.add('case.opened', { case: 'c', title: 't', panel: 'envelope' });
    visit.add('step.guessed', { case: 'c', step: 1, right: false });
    visit.add('step.guessed', { case: 'c', step: 3, right: true });
    visit.add('case.finished', { case: 'c', title: 't', panel: 'envelope' });
    visit.add('quiz.answered', { panel: 'envelope', choice: 1, right: false });
    visit.add('quiz.answered', { panel: 'envelope', choice: 0, right: true });
    visit.closePanel('envelope', 0);
    visit.openPanel('bridge');
    visit.openPanel('envelope', 'The envelope');
    const facts = count(book, visit.visitId);
    expect(facts).toMatchObject({ casesOpened: 1, casesFinished: 1, stepsGuessed: 2, stepsRight: 1 });
    expect(facts.panels).toMatchObject([
      { panel: 'envelope', title: 'The envelope', isFinished: true, quiz: 'wrong' },
      { panel: 'bridge', isFinished: false },
    ]);
  });

  test('is the language and the audience last chosen', () => {
    const { book, visit } = begin();
    visit.add('visit.chose', { which: 'language', value: 'en' });
    visit.add('visit.chose', { which: 'audience', value: 'schools' });
    visit.add('visit.chose', { which: 'language', value: 'zh-Hant' });
    expect(count(book, visit.visitId)).toMatchObject({ language: 'zh-Hant', audience: 'schools' });
    visit.add('visit.chose', { which: 'audience', value: 'none' });
    expect(count(book, visit.visitId).audience).toBeNull();
  });

  test('counts an event that comes twice once', () => {
    const { book, visit } = begin();
    visit.openPanel('envelope');
    visit.add('step.guessed', { case: 'c', step: 1, right: true });
    const context = gatherContext('kiosk-1', book.events);
    const own = book.eventsOf(visit.visitId);
    expect(countVisit([...own, ...own], context)).toEqual(countVisit(own, context));
  });
});

describe('time', () => {
  test('is estimated by a plausible clock, unknown by one before the edition or ten years after', () => {
    for (const [wall, quality] of [
      ['2026-11-20T12:00:00+08:00', 'estimated'],
      ['2026-11-01T00:00:00+08:00', 'estimated'],
      ['1970-01-01T00:00:10Z', 'unknown'],
      ['2016-11-20T12:00:00+08:00', 'unknown'],
      ['2037-01-01T12:00:00+08:00', 'unknown'],
    ] as const) {
      const { book, visit } = begin({ wallMs: Date.parse(wall) });
      expect(count(book, visit.visitId).timeQuality, wall).toBe(quality);
    }
  });

  test('is exact through the correction of its boot, whatever the wall clock said', () => {
    const { book, visit } = begin({ wallMs: 5_000 });
    const corrections = new Map([['boot-1', { bootedAtMs: noonMs }]]);
    const context = gatherContext('kiosk-1', book.events, corrections);
    expect(countVisit(book.eventsOf(visit.visitId), context)).toMatchObject({
      timeQuality: 'exact',
      startedMs: noonMs + 1_000_000,
    });
  });

  test('is cut into days in the exhibition’s zone', () => {
    const { book, visit } = begin({ wallMs: Date.parse('2026-11-20T16:30:00Z') });
    expect(count(book, visit.visitId)).toMatchObject({ date: '2026-11-21', timeZone: 'Asia/Shanghai' });
  });
});

describe('a group', () => {
  const group = {
    group_id: '00000000-0000-4000-8000-00000000000a',
    organisation: '税务局',
    entry: 'offices',
    headcount: 45,
  } as const;

  test('holds the visits that began inside its window at its stop', () => {
    const book = makeLogbook({ stop_id: 'library' });
    startKiosk(book);
    const before = startVisit(book, 1);
    book.pass(60_000);
    book.write(null, 'group.opened', group);
    const inside = startVisit(book, 2);
    book.now.stop_id = 'school';
    const elsewhere = startVisit(book, 3);
    book.now.stop_id = 'library';
    book.write(null, 'group.closed', { group_id: group.group_id });
    const after = startVisit(book, 4);
    const groups = [before, inside, elsewhere, after].map(({ visitId }) => count(book, visitId).groupId);
    expect(groups).toEqual([null, group.group_id, null, null]);
  });

  test('that nobody closed ends with its day', () => {
    const book = makeLogbook({ stop_id: 'library' });
    startKiosk(book);
    book.write(null, 'group.opened', group);
    book.pass(86_400_000);
    const nextDay = startVisit(book, 1);
    expect(count(book, nextDay.visitId).groupId).toBeNull();
  });

  test('ends when its stop is left', () => {
    const book = makeLogbook({ stop_id: 'library' });
    startKiosk(book);
    book.write(null, 'group.opened', group);
    book.write(null, 'stop.left', { stop_id: 'library' });
    const visit = startVisit(book, 1);
    expect(count(book, visit.visitId).groupId).toBeNull();
  });
});
