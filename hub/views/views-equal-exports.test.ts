import fc from 'fast-check';
import { expect } from 'vitest';
import { readContext, countLog, type Counts } from '../../report/count-log.ts';
import { makeReach } from '../../model/count-reach.ts';
import type { ReachFigures, ViewFilters } from '../../model/hub-views.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import { arbitraryLongLog } from '../../model/testing/arbitrary-log.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { openExportSource } from '../exports/export-source.ts';
import { toScope } from '../exports/to-scope.ts';
import { emptyStore } from '../testing/empty-store.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { takeInLog } from '../testing/take-in-log.ts';
import { viewPanels } from './panels.ts';
import { viewTakingPart } from './taking-part.ts';
import { viewTour } from './tour.ts';
import { readVisitRows } from './visit-rows.ts';
import { viewVisits } from './visits.ts';

async function countExport(hub: TestHub, filters: ViewFilters, workDir: string): Promise<Counts> {
  const scope = toScope(filters);
  const { source, close } = await openExportSource(hub.store, { hubId: 'hub-00000000', scope, workDir });
  try {
    return countLog({ source, scope, context: readContext(source) });
  } finally {
    close();
  }
}

type Reach = ReturnType<typeof makeReach>;
/** Without headcounts neither the view nor the file tells how many people were reached. */
const tellReach = (
  { visits, touches, visitsOutsideGroups, groupPeople, peopleReached }: Reach,
  withHeadcounts: boolean,
) => ({
  visits,
  touches,
  visitsOutsideGroups,
  groupPeople: withHeadcounts ? groupPeople : null,
  peopleReached: withHeadcounts ? peopleReached : null,
});
const isSomething = ({ visits, touches, groupPeople }: Reach) => visits + touches + groupPeople > 0;

/** A group of nobody has a row of zeros. */
const isSomethingHere = ({ visits, touches, groupPeople }: ReachFigures) =>
  visits + touches + (groupPeople ?? 0) > 0;

/** Rows of the export, added up by one of their columns. */
function addUp<Row extends object>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  pick: (row: Row) => Record<string, number | null>,
) {
  const sums: Record<string, Record<string, number | null>> = {};
  for (const row of rows) {
    const sum = (sums[keyOf(row)] ??= {});
    for (const [name, value] of Object.entries(pick(row))) {
      sum[name] = value === null ? null : (sum[name] ?? 0) + value;
    }
  }
  return sums;
}

async function expectVisits(hub: TestHub, filters: ViewFilters, counts: Counts): Promise<void> {
  const reachOf = (reach: Reach) => tellReach(reach, counts.withHeadcounts);
  const view = await viewVisits(hub.store, filters);
  const { totals } = counts;
  expect(view.totals).toEqual({
    ...reachOf(totals),
    groups: counts.withHeadcounts ? totals.groups : null,
    staffTests: totals.staffTests,
    attendedMs: totals.attendedMs,
    panelsOpened: totals.panelsOpened,
  });
  const hasPeriod = filters.from !== undefined || filters.to !== undefined;
  // What the period leaves out are visits and touches; an export does not count the groups of them.
  const unknown = hasPeriod ? counts.leftOut : totals.atUnknownTime;
  expect(view.atUnknownTime).toMatchObject({ visits: unknown.visits, touches: unknown.touches });
  const days = addUp(counts.days.filter(isSomething), ({ date }) => date, reachOf);
  expect(
    Object.fromEntries(view.days.filter(isSomethingHere).map(({ key, ...reach }) => [key, reach])),
  ).toEqual(days);
  const stops = addUp(counts.stops.filter(isSomething), ({ stopId }) => stopId ?? '', reachOf);
  const shown = view.stops
    .filter(isSomethingHere)
    .map(({ stop, stopName: _name, entry: _entry, ...reach }) => [stop, reach]);
  expect(Object.fromEntries(shown)).toEqual(stops);
  const entries = addUp(counts.stops.filter(isSomething), ({ entry }) => entry ?? '', reachOf);
  expect(
    Object.fromEntries(view.entries.filter(isSomethingHere).map(({ key, ...reach }) => [key, reach])),
  ).toEqual(entries);
  const hours = addUp(
    counts.hours,
    ({ hour }) => String(hour),
    ({ visits, touches }) => ({ visits, touches }),
  );
  expect(Object.fromEntries(view.hours.map(({ hour, ...sums }) => [String(hour), sums]))).toEqual(hours);
}

async function expectPanels(hub: TestHub, filters: ViewFilters, counts: Counts): Promise<void> {
  const { panels, notCutBy } = await viewPanels(hub.store, filters);
  expect(notCutBy).toEqual([]);
  const byPanel = (a: { panel: string }, b: { panel: string }) => (a.panel < b.panel ? -1 : 1);
  expect(panels.map(({ aspect: _one, titles: _all, ...sums }) => sums)).toEqual(
    counts.panels
      .map(({ panel, opened, finished, attendedMs, quizRight, quizAnswered }) => ({
        panel,
        opened,
        finished,
        attendedMs,
        quizRight,
        quizAnswered,
      }))
      .sort(byPanel),
  );
}

async function expectRest(hub: TestHub, filters: ViewFilters, counts: Counts): Promise<void> {
  const tour = await viewTour(hub.store, filters);
  expect(tour.matrix).toEqual(counts.matrix.map((cell) => ({ ...cell, entry: cell.entry ?? '' })));
  expect(
    tour.stops.map(({ stop, arrivedMs, leftMs, stays, groups, offMs }) => ({
      stop,
      arrivedMs,
      leftMs,
      stays,
      groups,
      offMs,
    })),
  ).toEqual(
    counts.stops.map(({ stopId, arrivedMs = null, leftMs = null, stays, groups, offMs }) => ({
      stop: stopId ?? '',
      arrivedMs,
      leftMs,
      stays,
      groups,
      offMs: Math.round(offMs),
    })),
  );
  const { pledges, reflections, screen } = await viewTakingPart(hub.store, filters);
  expect(reflections.written).toBe(counts.totals.reflections);
  for (const { activity, people, occasions } of screen) {
    const cells = counts.matrix.filter((cell) => cell.activity === activity);
    expect(people).toBe(cells.reduce((sum, { kioskPeople }) => sum + kioskPeople, 0));
    expect(occasions).toBe(cells.reduce((sum, { kioskOccasions }) => sum + kioskOccasions, 0));
  }
  expect(
    pledges.map(({ pledge, stop, signed, signatures }) => ({ pledge, stop, signed, signatures })),
  ).toEqual(
    counts.pledges.map(({ pledge, stopId, signed, signatures }) => ({
      pledge,
      stop: stopId ?? '',
      signed,
      signatures,
    })),
  );
}

async function countRows(hub: TestHub, filters: ViewFilters): Promise<number> {
  let rows = 0;
  const seen = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await readVisitRows(hub.store, { ...filters, kind: 'visit', after });
    for (const { visitId } of page.rows) seen.add(visitId);
    rows += page.rows.length;
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen.size).toBe(rows);
  return rows;
}

/** Another kiosk, elsewhere and at the same time. */
function makeOtherLog(): StoredEvent[] {
  const book = makeLogbook({ log_id: 'b'.repeat(32), boot_id: 'boot-other', stop_id: 'museum' });
  startKiosk(book);
  book.write(null, 'stop.arrived', { stop_id: 'museum', name: 'museum', entry: 'families' });
  for (let number = 1; number <= 3; number += 1) {
    const visit = startVisit(book, 9_000 + number, { language: 'en', audience: 'families' });
    visit.openPanel('envelope');
    book.pass(20_000);
    visit.end();
  }
  const group = { group_id: '99999999-0000-4000-8000-000000000000', organisation: '某校', headcount: 7 };
  book.write(null, 'group.opened', { ...group, entry: 'families' });
  return book.events;
}

/** By what of a view's own a filter is, as its pages say. */
const asksFor = (filters: ViewFilters, names: readonly (keyof ViewFilters)[]) =>
  names.some((name) => filters[name] !== undefined);

onBothStores((check) => {
  check(
    'every view says what the export says under the same filters, and has as many rows behind it',
    async (place) => {
      const hub = await startHub(place);
      let visits = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryLongLog, async (events) => {
          await emptyStore(hub.store);
          await takeInLog(hub, events);
          await takeInLog(hub, makeOtherLog(), 'kiosk-99999999');
          const all = await countExport(hub, {}, place.dataDir);
          const day = all.days.at(Math.floor(all.days.length / 2))?.date;
          const stop = all.stops.find(({ stopId }) => stopId !== null)?.stopId ?? 'library';
          const cuts: ViewFilters[] = [
            {},
            { from: day },
            { to: day },
            { from: day, to: day },
            { stop },
            { stop: '' },
            { entry: 'families' },
            { entry: '', from: day },
            { kiosk: 'kiosk-99999999' },
            { kiosk: 'kiosk-0a1b2c3d', to: day },
            { language: 'en' },
            { audience: '' },
            { language: 'en', audience: 'families', stop },
            {
              kiosk: 'kiosk-99999999',
              entry: 'families',
              language: 'en',
              audience: 'families',
              from: '2026-11-20',
            },
          ];
          for (const filters of cuts) {
            const counts = await countExport(hub, filters, place.dataDir);
            await expectVisits(hub, filters, counts);
            if (!asksFor(filters, ['kiosk'])) await expectPanels(hub, filters, counts);
            if (!asksFor(filters, ['kiosk', 'language', 'audience'])) await expectRest(hub, filters, counts);
            expect(await countRows(hub, filters)).toBe(counts.totals.visits);
            visits += counts.totals.visits;
          }
        }),
        { numRuns: place.databaseUrl === undefined ? 20 : 8 },
      );
      expect(visits).toBeGreaterThan(10);
    },
  );
});
