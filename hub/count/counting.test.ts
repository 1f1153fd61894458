import fc from 'fast-check';
import { expect } from 'vitest';
import { contextTypes, gatherContext } from '../../model/count-context.ts';
import { countDays } from '../../model/count-days.ts';
import { countVisits, type VisitFacts } from '../../model/count-visits.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import { findStops } from '../../model/stops.ts';
import { arbitraryLongLog, groupByVisit } from '../../model/testing/arbitrary-log.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { emptyStore } from '../testing/empty-store.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { firstMs, startHub, type TestHub } from '../testing/start-hub.ts';
import { enrolDirectly, makeTestKiosk, toRows, type TestKiosk } from '../testing/test-kiosk.ts';
import { aggregateNames, aggregates, contribute } from './contributions.ts';
import { countSteps } from './count-steps.ts';
import { countSome } from './counter.ts';
import { rebuild } from './rebuild.ts';

type Send = { from: number; to: number; lateMs: number; isCounted: boolean };

/** Which rows are sent, again and again, in no order; gaps are asked for as a kiosk does. */
const sends: fc.Arbitrary<Send[]> = fc.array(
  fc.record({
    from: fc.nat(200),
    to: fc.nat(200),
    lateMs: fc.constantFrom(0, 900, 5_000, 3_600_000),
    isCounted: fc.boolean(),
  }),
  { maxLength: 8 },
);

async function send(
  hub: TestHub,
  kiosk: TestKiosk,
  events: readonly StoredEvent[],
  lateMs: number,
): Promise<number> {
  const last = events.at(-1);
  if (!last) return 0;
  // The hub's clock and the kiosk's monotonic one run alike; only the way is longer or shorter.
  hub.clock.nowMs = firstMs + last.mono_ms + lateMs;
  const sent_at = { wall_ms: last.wall_ms, mono_ms: last.mono_ms, boot_id: last.boot_id };
  const changes = { log_id: last.log_id, sent_at };
  const answer = await hub.post('/v1/batches', kiosk.batch(toRows(events), changes));
  expect([200, 409]).toContain(answer.status);
  return answer.status;
}

async function sendAll(
  hub: TestHub,
  kiosk: TestKiosk,
  events: readonly StoredEvent[],
  plan: readonly Send[],
) {
  for (const { from, to, lateMs, isCounted } of plan) {
    await send(hub, kiosk, events.slice(Math.min(from, to), Math.max(from, to)), lateMs);
    if (isCounted) await countSome(hub.store);
  }
  expect(await send(hub, kiosk, events, 20)).toBe(200);
  await hub.counter.settled();
}

async function correctionsOf(hub: TestHub, kioskNo: number) {
  const boots = await hub.store.db.selectFrom('boots').selectAll().where('kiosk_no', '=', kioskNo).execute();
  return new Map(boots.map(({ boot_id, booted_at_ms }) => [boot_id, { bootedAtMs: booted_at_ms }]));
}

const inOrder = (events: readonly StoredEvent[]) =>
  contextTypes.flatMap((type) => events.filter((event) => event.type === type));

async function readFacts(hub: TestHub, kioskNo: number): Promise<VisitFacts[]> {
  const rows = await hub.store.db
    .selectFrom('visits')
    .select('facts')
    .where('kiosk_no', '=', kioskNo)
    .orderBy('log_no')
    .orderBy('seq')
    .execute();
  return rows.map(({ facts }) => JSON.parse(facts) as VisitFacts);
}

/** Of visits counted elsewhere, what the hub's aggregates must be. */
function addUp(kioskNo: number, facts: readonly VisitFacts[], events: readonly StoredEvent[]) {
  const sums = new Map<string, number[]>();
  for (const visit of facts) {
    const steps = countSteps(events.filter(({ visit_id }) => visit_id === visit.visitId));
    for (const { aggregate, keys, sums: added } of contribute(kioskNo, { facts: visit, steps })) {
      const key = JSON.stringify([aggregate, ...keys]);
      const before = sums.get(key) ?? added.map(() => 0);
      sums.set(
        key,
        before.map((sum, index) => sum + (added[index] ?? 0)),
      );
    }
  }
  return [...sums].map(([key, values]) => [key, ...values].join(' ')).sort();
}

async function readAggregates(hub: TestHub): Promise<string[]> {
  const lines: string[] = [];
  for (const aggregate of aggregateNames) {
    const { keys, sums } = aggregates[aggregate];
    const rows: Record<string, unknown>[] = await hub.store.db.selectFrom(aggregate).selectAll().execute();
    for (const row of rows) {
      const key = JSON.stringify([aggregate, ...keys.map((name) => row[name])]);
      lines.push([key, ...sums.map((name) => row[name])].join(' '));
    }
  }
  return lines.sort();
}

onBothStores((check) => {
  check('whatever way a log comes in, its numbers are those of the kiosk’s own counting', async (place) => {
    const hub = await startHub(place);
    let visits = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryLongLog, sends, async (events, plan) => {
        await emptyStore(hub.store);
        const kiosk = makeTestKiosk();
        const kioskNo = await enrolDirectly(hub.store, kiosk);
        await sendAll(hub, kiosk, events, plan);
        const context = gatherContext(kiosk.kioskId, inOrder(events), await correctionsOf(hub, kioskNo));
        const expected = [...countVisits(groupByVisit(events), context)];
        visits += expected.length;
        const facts = await readFacts(hub, kioskNo);
        expect(facts.length).toBe(expected.length);
        for (const visit of expected) expect(facts).toContainEqual(JSON.parse(JSON.stringify(visit)));
        expect(await readAggregates(hub)).toEqual(addUp(kioskNo, expected, events));
        await expectContext(hub, events, expected, context);
        expect(await hub.store.db.selectFrom('stale_visits').select('stale_no').execute()).toEqual([]);
      }),
      { numRuns: place.databaseUrl === undefined ? 60 : 20 },
    );
    expect(visits).toBeGreaterThan(60);
  });

  check(
    'a group’s window takes in the visits of another kiosk at its stop, also when it comes later',
    async (place) => {
      const hub = await startHub(place);
      const [one, other] = [await hub.enrol('kiosk-11111111'), await hub.enrol('kiosk-22222222')];
      const [host, guest] = ['a', 'b'].map((name) =>
        makeLogbook({ log_id: name.repeat(32), boot_id: `boot-${name}`, stop_id: 'library' }),
      );
      if (!host || !guest) throw new Error('no books');
      for (const book of [host, guest]) {
        startKiosk(book);
        book.pass(60_000);
      }
      const group_id = '2f1c6a52-1111-4000-8000-00000000000a';
      host.write(null, 'group.opened', { group_id, organisation: '某局', entry: 'offices', headcount: 40 });
      guest.pass(60_000);
      const visit = startVisit(guest, 1);
      visit.openPanel('envelope');
      visit.openPanel('bridge');
      const groupOf = async () => {
        await hub.counter.settled();
        return hub.store.db.selectFrom('visits').select('group_id').execute();
      };
      await send(hub, other, guest.events, 0);
      expect(await groupOf()).toEqual([{ group_id: '' }]);
      await send(hub, one, host.events, 0);
      expect(await groupOf()).toEqual([{ group_id }]);
      host.pass(30_000);
      host.write(null, 'group.closed', { group_id, headcount: 45 });
      await send(hub, one, host.events, 0);
      expect(await groupOf()).toEqual([{ group_id: '' }]);
      const windows = await hub.store.db
        .selectFrom('group_windows')
        .select(['headcount', 'stop_id'])
        .execute();
      expect(windows).toEqual([{ headcount: 45, stop_id: 'library' }]);
    },
  );
});

onBothStores((check) => {
  check('a rebuild proves the numbers equal, and puts right what somebody has changed', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const book = makeLogbook({ stop_id: 'library' });
    startKiosk(book);
    book.write(null, 'stop.arrived', { stop_id: 'library', name: '图书馆', entry: 'schools' });
    for (let number = 1; number <= 60; number += 1) {
      const visit = startVisit(book, number, { language: number % 2 === 0 ? 'en' : 'zh-Hans' });
      visit.openPanel(number % 3 === 0 ? 'envelope' : 'bridge');
      visit.add('case.opened', { case: 'one', title: '一', panel: 'envelope' });
      visit.add('step.guessed', { case: 'one', step: 1 + (number % 4), right: number % 4 === 0 });
      book.pass(7_000_000);
      visit.end('finished');
    }
    await send(hub, kiosk, book.events, 0);
    await hub.counter.settled();
    const before = await readAggregates(hub);
    const options = { workDir: place.dataDir, onProgress: () => undefined };
    const events = book.events.length;
    expect(await rebuild(hub.store, options)).toEqual({ events, visits: 60, different: {} });
    await hub.store.db.updateTable('visit_counts').set({ visits: 7 }).where('hour', '=', 13).execute();
    await hub.store.db.deleteFrom('panel_counts').where('panel', '=', 'bridge').execute();
    const { different } = await rebuild(hub.store, options);
    expect(Object.keys(different)).toEqual(['visit_counts', 'panel_counts']);
    expect(await readAggregates(hub)).toEqual(before);
    expect(await rebuild(hub.store, options)).toMatchObject({ different: {} });
  });
});

/** Groups, stops, days with the time that the kiosk was off. */
async function expectContext(
  hub: TestHub,
  events: readonly StoredEvent[],
  facts: readonly VisitFacts[],
  context: ReturnType<typeof gatherContext>,
): Promise<void> {
  const { db } = hub.store;
  const windows = await db.selectFrom('group_windows').selectAll().orderBy('opened_seq').execute();
  expect(
    windows.map(({ group_id, headcount, day, closed_seq }) => [group_id, headcount, day, closed_seq]),
  ).toEqual(
    context.groups.map(({ groupId, headcount, date, closed }) => [
      groupId,
      headcount,
      date,
      closed?.seq ?? null,
    ]),
  );
  const stops = await db
    .selectFrom('stops')
    .select(['stop_id', 'name', 'entry'])
    .orderBy('stop_id')
    .execute();
  const expectedStops = [...findStops(events)].map(([stop_id, { name, entry }]) => ({
    stop_id,
    name,
    entry,
  }));
  expect(stops).toEqual(expectedStops.sort((a, b) => (a.stop_id < b.stop_id ? -1 : 1)));
  const offTimes = await db.selectFrom('off_times').select(['day', 'stop_id', 'off_ms']).execute();
  const off = new Map<string, number>();
  for (const { day, stop_id, off_ms } of offTimes) {
    off.set(`${day} ${stop_id}`, (off.get(`${day} ${stop_id}`) ?? 0) + off_ms);
  }
  const started = events.filter(({ type }) => type === 'kiosk.started');
  for (const { date, stopId, offMs } of countDays(facts, started, context)) {
    expect(off.get(`${date} ${stopId ?? ''}`) ?? 0).toBe(Math.round(offMs));
  }
  const stays = await db.selectFrom('stays').select(['stop_id', 'last_day']).orderBy('seq').execute();
  expect(stays).toEqual(
    context.stays.map(({ stopId, lastDate = null }) => ({ stop_id: stopId, last_day: lastDate })),
  );
  const activities = await db.selectFrom('activities').select('seq').execute();
  expect(activities.length).toBe(events.filter(({ type }) => type === 'activity.recorded').length);
}
