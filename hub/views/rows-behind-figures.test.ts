import fc from 'fast-check';
import { expect } from 'vitest';
import type {
  ReachFigures,
  ViewFilters,
  VisitRowsPage,
  VisitRowsQuery,
  VisitsView,
} from '../../model/hub-views.ts';
import { arbitraryLongLog } from '../../model/testing/arbitrary-log.ts';
import { makeLogbook, restartKiosk, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import type { Store } from '../store/open-store.ts';
import { emptyStore } from '../testing/empty-store.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub } from '../testing/start-hub.ts';
import { takeInLog } from '../testing/take-in-log.ts';
import { readActivityRows } from './activity-rows.ts';
import { readGroupRows } from './group-rows.ts';
import { readOffRows } from './off-rows.ts';
import { viewPanels } from './panels.ts';
import { readReflectionRows } from './reflection-rows.ts';
import { viewTakingPart } from './taking-part.ts';
import { viewTour } from './tour.ts';
import { readVisitRows } from './visit-rows.ts';
import { viewVisits } from './visits.ts';

type Page<Row> = { rows: Row[]; next: string | null };
type Read<Query, Row> = (store: Store, query: Query & { after?: string }) => Promise<Page<Row>>;

/** Of all pages. */
async function readAll<Query, Row>(store: Store, read: Read<Query, Row>, query: Query): Promise<Row[]> {
  const all: Row[] = [];
  for (let after: string | undefined; ;) {
    const { rows, next } = await read(store, { ...query, ...(after !== undefined && { after }) });
    all.push(...rows);
    if (next === null) return all;
    after = next;
  }
}

type Row = VisitRowsPage['rows'][number];
const sum = <Item>(items: readonly Item[], read: (item: Item) => number) =>
  items.reduce((total, item) => total + read(item), 0);

function makeCheck(store: Store, seen: Map<string, number>) {
  const visits = (query: VisitRowsQuery) => readAll(store, readVisitRows, query);

  /** The figure, and how many rows, or what of them, it must be. */
  function note(what: string, figure: number, rows: number): void {
    expect([what, rows]).toEqual([what, figure]);
    seen.set(what, (seen.get(what) ?? 0) + figure);
  }

  async function checkReach(what: string, filters: ViewFilters, reach: ReachFigures): Promise<void> {
    note(`${what}: visits`, reach.visits, (await visits({ ...filters, kind: 'visit' })).length);
    note(`${what}: touches`, reach.touches, (await visits({ ...filters, kind: 'touch' })).length);
    const outside = await visits({ ...filters, kind: 'visit', group: '' });
    note(`${what}: outside`, reach.visitsOutsideGroups, outside.length);
    const { groupPeople } = reach;
    if (groupPeople === null) return;
    const groups = await readAll(store, readGroupRows, filters);
    note(
      `${what}: people`,
      groupPeople,
      sum(groups, ({ headcount }) => headcount),
    );
  }

  async function checkVisits(filters: ViewFilters): Promise<VisitsView> {
    const view = await viewVisits(store, filters);
    const { totals } = view;
    await checkReach('all', filters, totals);
    const rows = await visits({ ...filters, kind: 'visit' });
    note(
      'attended',
      totals.attendedMs,
      sum(rows, ({ attendedMs }) => attendedMs),
    );
    note(
      'panels opened',
      totals.panelsOpened,
      sum(rows, ({ panelsOpened }) => panelsOpened),
    );
    note('staff tests', totals.staffTests, (await visits({ ...filters, kind: 'staff-test' })).length);
    const groups = await readAll(store, readGroupRows, filters);
    if (totals.groups !== null) note('groups', totals.groups, groups.length);
    for (const { groupId, memberVisits } of groups) {
      note('members', memberVisits, (await visits({ group: groupId, kind: 'visit' })).length);
    }
    const { from: _from, to: _to, ...anyDay } = filters;
    for (const [kind, figure] of [
      ['visit', view.atUnknownTime.visits],
      ['touch', view.atUnknownTime.touches],
    ] as const) {
      note(`unknown ${kind}`, figure, (await visits({ ...anyDay, time: 'unknown', kind })).length);
    }
    for (const { key, ...reach } of view.days) {
      await checkReach('day', { ...filters, from: key, to: key }, reach);
    }
    for (const { stop, ...reach } of view.stops) await checkReach('stop', { ...filters, stop }, reach);
    for (const { key, ...reach } of view.entries)
      await checkReach('entry', { ...filters, entry: key }, reach);
    for (const { hour, ...figures } of view.hours) {
      note('hour', figures.visits, (await visits({ ...filters, hour, kind: 'visit' })).length);
      note('hour', figures.touches, (await visits({ ...filters, hour, kind: 'touch' })).length);
    }
    for (const [cut, slices] of [
      ['language', view.languages],
      ['audience', view.audiences],
    ] as const) {
      for (const { key, ...figures } of slices) {
        const own = { ...filters, [cut]: key };
        note(cut, figures.visits, (await visits({ ...own, kind: 'visit' })).length);
        note(cut, figures.touches, (await visits({ ...own, kind: 'touch' })).length);
      }
    }
    return view;
  }

  async function checkPanels(asked: ViewFilters): Promise<void> {
    const { kiosk: _kiosk, ...filters } = asked;
    const { panels, steps } = await viewPanels(store, asked);
    for (const { panel, opened, finished, attendedMs: _ms, quizRight, quizAnswered } of panels) {
      const own = { ...filters, panel, kind: 'visit' } as const;
      note('opened', opened, (await visits(own)).length);
      note('finished', finished, (await visits({ ...own, finished: 'yes' })).length);
      note('turned back', opened - finished, (await visits({ ...own, finished: 'no' })).length);
      note('right', quizRight, (await visits({ ...own, quiz: 'right' })).length);
      note('answered', quizAnswered, (await visits({ ...own, quiz: 'answered' })).length);
    }
    const { language: _language, audience: _audience, ...places } = filters;
    for (const { aspect, guessed, right } of steps) {
      const rows = await visits({ ...places, aspect });
      note(
        'guessed',
        guessed,
        sum(rows, ({ act }) => act?.times ?? 0),
      );
      note(
        'found',
        right,
        sum(rows, ({ act }) => act?.right ?? 0),
      );
    }
  }

  const timesOf = (rows: readonly Row[]) => sum(rows, ({ act }) => act?.times ?? 0);

  async function checkTakingPart({ from, to, stop, entry }: ViewFilters): Promise<void> {
    const filters = { from, to, stop, entry };
    const { reflections, pledges, screen } = await viewTakingPart(store, filters);
    note('written', reflections.written, timesOf(await visits({ ...filters, did: 'reflection' })));
    for (const consent of ['public', 'private'] as const) {
      const rows = await readAll(store, readReflectionRows, { ...filters, consent });
      note(consent, reflections[consent], rows.length);
    }
    for (const state of ['pending', 'approved', 'declined', 'withdrawn'] as const) {
      const rows = await readAll(store, readReflectionRows, {
        ...filters,
        consent: 'public' as const,
        state,
      });
      note(state, reflections.byState[state] ?? 0, rows.length);
    }
    for (const { pledge, stop: at, signed, signatures } of pledges) {
      const rows = await visits({ ...filters, stop: at, signed: pledge });
      note('signed', signed, rows.length);
      note(
        'signatures',
        signatures,
        sum(rows, ({ act }) => act?.signatures ?? 0),
      );
    }
    const all = await visits({ ...filters, signed: '' });
    note(
      'all signed',
      sum(pledges, ({ signed }) => signed),
      all.length,
    );
    for (const { activity, people, occasions } of screen) {
      if (activity === 'panels') continue;
      const rows = await visits({ ...filters, did: activity });
      note(`${activity}: people`, people, rows.length);
      note(`${activity}: times`, occasions, activity === 'talk' ? all.length : timesOf(rows));
    }
  }

  async function checkTour({ from, to, stop, entry }: ViewFilters): Promise<void> {
    const filters = { from, to, stop, entry };
    const { stops, matrix } = await viewTour(store, filters);
    for (const { stop: at, offMs, ...reach } of stops) {
      await checkReach('tour', { ...filters, stop: at }, reach);
      const off = await readAll(store, readOffRows, { ...filters, stop: at });
      note(
        'off',
        offMs,
        sum(off, (row) => row.offMs),
      );
    }
    for (const { entry: cut, activity, recordedPeople, recordedOccasions, ...kiosk } of matrix) {
      // Under the filter of another entry a cell is empty, and leads nowhere.
      if (entry !== undefined && cut !== entry) continue;
      const own = { ...filters, entry: cut };
      const rows = await readAll(store, readActivityRows, { ...own, activity });
      note('recorded', recordedOccasions, rows.length);
      note(
        'recorded people',
        recordedPeople,
        sum(rows, ({ headcount }) => headcount),
      );
      if (activity === 'panels') continue;
      const done = await visits({ ...own, did: activity });
      note(`cell ${activity}`, kiosk.kioskPeople, done.length);
      const times = activity === 'talk' ? (await visits({ ...own, signed: '' })).length : timesOf(done);
      note(`cell ${activity} times`, kiosk.kioskOccasions, times);
    }
  }

  return { checkVisits, checkPanels, checkTakingPart, checkTour };
}

/** Of everything that has rows, as many as `times`; the first visit is before any group. */
function makeFullLog(times: number): StoredEvent[] {
  const book = makeLogbook({ stop_id: 'library' });
  startKiosk(book);
  for (let number = 1; number <= times; number += 1) {
    const visit = startVisit(book, number);
    visit.openPanel('envelope');
    for (const pledge of ['families', 'officials']) {
      visit.add('pledge.signed', { pledge, signatures: [{ aspect: 2, strokes: [[0, 0, 1, 1]] }] });
    }
    visit.add('step.guessed', { case: 'one', step: 1, right: true });
    const sha256 = 'a'.repeat(64);
    const body = { consent: 'public', form: 'text', marked: false, sha256 } as const;
    book.write(visit.visitId, 'reflection.written', body);
    visit.end();
    book.pass(1_000);
    const group_id = `${String(number).padStart(8, '0')}-0000-4000-8000-00000000000a`;
    const group = { group_id, organisation: '某局', entry: 'offices', headcount: 1 } as const;
    book.write(null, 'group.opened', group);
    const { organisation, headcount } = group;
    book.write(null, 'activity.recorded', { kind: 'film', organisation, headcount, date: '2026-11-20' });
    // The hub that takes it in goes by this clock.
    restartKiosk(book, 60_000, book.now.monoMs + 60_000);
  }
  return book.events;
}

const patienceMs = 240_000;

onBothStores((check) => {
  check(
    'every figure has exactly as many rows behind it, under all filters',
    async (place) => {
      const hub = await startHub(place);
      const seen = new Map<string, number>();
      const { checkVisits, checkPanels, checkTakingPart, checkTour } = makeCheck(hub.store, seen);
      await fc.assert(
        fc.asyncProperty(arbitraryLongLog, async (events) => {
          await emptyStore(hub.store);
          await takeInLog(hub, events);
          const all = await viewVisits(hub.store, {});
          const [day] = all.days.toSorted((a, b) => b.visits - a.visits);
          const stop = all.stops.find((one) => one.visits > 0)?.stop ?? 'library';
          const cuts: ViewFilters[] = [
            {},
            { from: day?.key, to: day?.key },
            { from: '2026-11-20', stop },
            { entry: all.entries[0]?.key ?? '', language: 'en' },
            { kiosk: 'kiosk-0a1b2c3d', audience: 'families' },
          ];
          for (const filters of cuts) {
            await checkVisits(filters);
            await checkPanels(filters);
            await checkTakingPart(filters);
            await checkTour(filters);
          }
        }),
        { numRuns: place.databaseUrl === undefined ? 12 : 4, examples: [[makeFullLog(3)]] },
      );
      // The example alone makes sure that not all of them are nought.
      const never = [
        'all: outside',
        'opened',
        'guessed',
        'signed',
        'written',
        'public',
        'recorded',
        'off',
      ].filter((what) => (seen.get(what) ?? 0) === 0);
      expect(never).toEqual([]);
    },
    patienceMs,
  );

  check('rows of every kind come in pages that lose none and bring none twice', async (place) => {
    const hub = await startHub(place);
    await takeInLog(hub, makeFullLog(101));
    const { store } = hub;
    const signed = await readAll(store, readVisitRows, { signed: '' });
    expect(new Set(signed.map(({ visitId, act }) => `${visitId} ${act?.n}`)).size).toBe(202);
    expect(signed.length).toBe(202);
    for (const query of [
      { signed: 'families' },
      { did: 'talk' },
      { did: 'reflection' },
      { aspect: '' },
    ] as const) {
      const rows = await readAll(store, readVisitRows, query);
      expect([query, rows.length]).toEqual([query, 101]);
      expect(new Set(rows.map(({ visitId }) => visitId)).size).toBe(101);
    }
    const groups = await readAll(store, readGroupRows, {});
    expect([groups.length, new Set(groups.map(({ groupId }) => groupId)).size]).toEqual([101, 101]);
    const activities = await readAll(store, readActivityRows, {});
    expect([activities.length, new Set(activities.map(({ id }) => id)).size]).toEqual([101, 101]);
    const off = await readAll(store, readOffRows, {});
    expect([off.length, new Set(off.map(({ id }) => id)).size]).toEqual([101, 101]);
    const reflections = await readAll(store, readReflectionRows, {});
    expect([reflections.length, new Set(reflections.map(({ id }) => id)).size]).toEqual([101, 101]);
  });
});
