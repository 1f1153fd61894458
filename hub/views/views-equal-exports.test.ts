import fc from 'fast-check';
import { expect } from 'vitest';
import { readContext, countLog, type Counts } from '../../report/count-log.ts';
import { makeReach } from '../../model/count-reach.ts';
import type { ReachFigures } from '../../model/hub-views.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import type { Scope } from '../../model/scope.ts';
import { arbitraryLongLog } from '../../model/testing/arbitrary-log.ts';
import { openExportSource } from '../exports/export-source.ts';
import { emptyStore } from '../testing/empty-store.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { firstMs, startHub, type TestHub } from '../testing/start-hub.ts';
import { enrolDirectly, makeTestKiosk, toRows } from '../testing/test-kiosk.ts';
import { viewPanels } from './panels.ts';
import { viewTakingPart } from './taking-part.ts';
import { viewTour } from './tour.ts';
import { readVisitRows } from './visit-rows.ts';
import { viewVisits } from './visits.ts';

/** In through the front door, as a kiosk sends it, and counted. */
async function takeIn(hub: TestHub, events: readonly StoredEvent[]): Promise<void> {
  const kiosk = makeTestKiosk();
  await enrolDirectly(hub.store, kiosk);
  const last = events.at(-1);
  if (!last) return;
  hub.clock.nowMs = firstMs + last.mono_ms + 20;
  const sent_at = { wall_ms: last.wall_ms, mono_ms: last.mono_ms, boot_id: last.boot_id };
  const answer = await hub.post('/v1/batches', kiosk.batch(toRows(events), { log_id: last.log_id, sent_at }));
  expect(answer.status).toBe(200);
  await hub.counter.settled();
}

async function countExport(hub: TestHub, scope: Scope, workDir: string): Promise<Counts> {
  const { source, close } = await openExportSource(hub.store, { hubId: 'hub-00000000', scope, workDir });
  try {
    return countLog({ source, scope, context: readContext(source) });
  } finally {
    close();
  }
}

type Reach = ReturnType<typeof makeReach>;
const reachOf = ({ visits, touches, visitsOutsideGroups, groupPeople, peopleReached }: Reach) => ({
  visits,
  touches,
  visitsOutsideGroups,
  groupPeople,
  peopleReached,
});
const isSomething = ({ visits, touches, groupPeople }: Reach) => visits + touches + groupPeople > 0;

/** A group of nobody has a row of zeros. */
const isSomethingHere = ({ visits, touches, groupPeople }: ReachFigures) =>
  visits + touches + (groupPeople ?? 0) > 0;

/** Rows of the export, added up by one of their columns. */
function addUp<Row extends object>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  pick: (row: Row) => Record<string, number>,
) {
  const sums: Record<string, Record<string, number>> = {};
  for (const row of rows) {
    const sum = (sums[keyOf(row)] ??= {});
    for (const [name, value] of Object.entries(pick(row))) sum[name] = (sum[name] ?? 0) + value;
  }
  return sums;
}

async function expectVisits(hub: TestHub, scope: Scope, counts: Counts): Promise<void> {
  const filters = { from: scope.from, to: scope.to, stop: scope.stopId };
  const view = await viewVisits(hub.store, filters);
  const { totals } = counts;
  expect(view.totals).toEqual({
    ...reachOf(totals),
    groups: totals.groups,
    staffTests: totals.staffTests,
    attendedMs: totals.attendedMs,
    panelsOpened: totals.panelsOpened,
  });
  const hasPeriod = scope.from !== undefined || scope.to !== undefined;
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

async function expectRest(hub: TestHub, scope: Scope, counts: Counts): Promise<void> {
  const filters = { from: scope.from, to: scope.to, stop: scope.stopId };
  const { panels } = await viewPanels(hub.store, filters);
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

async function countRows(hub: TestHub, scope: Scope): Promise<number> {
  let rows = 0;
  const seen = new Set<string>();
  for (let after: string | undefined; ;) {
    const query = { from: scope.from, to: scope.to, stop: scope.stopId, kind: 'visit' as const, after };
    const page = await readVisitRows(hub.store, query);
    for (const { visitId } of page.rows) seen.add(visitId);
    rows += page.rows.length;
    if (page.next === null) break;
    after = page.next;
  }
  expect(seen.size).toBe(rows);
  return rows;
}

onBothStores((check) => {
  check(
    'every view says what the export of the same log says, and has as many rows behind it',
    async (place) => {
      const hub = await startHub(place);
      let visits = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryLongLog, async (events) => {
          await emptyStore(hub.store);
          await takeIn(hub, events);
          const all = await countExport(hub, {}, place.dataDir);
          const day = all.days.at(Math.floor(all.days.length / 2))?.date;
          const stopId = all.stops.find((stop) => stop.stopId !== null)?.stopId ?? undefined;
          const scopes: Scope[] = [{}];
          if (day !== undefined) scopes.push({ from: day }, { to: day }, { from: day, to: day });
          if (stopId !== undefined) scopes.push({ stopId });
          for (const scope of scopes) {
            const counts = await countExport(hub, scope, place.dataDir);
            await expectVisits(hub, scope, counts);
            await expectRest(hub, scope, counts);
            expect(await countRows(hub, scope)).toBe(counts.totals.visits);
            visits += counts.totals.visits;
          }
        }),
        { numRuns: place.databaseUrl === undefined ? 20 : 8 },
      );
      expect(visits).toBeGreaterThan(10);
    },
  );
});
