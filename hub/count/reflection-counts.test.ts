import fc from 'fast-check';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { reviewStates } from '../../model/reflection.ts';
import { takeHubLock } from '../store/hub-lock.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { emptyStore } from '../testing/empty-store.ts';
import { onBothStores, type Place } from '../testing/on-both-stores.ts';
import { cutBy } from '../views/cut-by.ts';
import { countSome } from './counter.ts';
import { countReflections } from './reflection-counts.ts';
import { rebuild } from './rebuild.ts';

const days = ['', '2026-11-20', '2026-11-21'];
const stops = ['', 'library', 'school'];
const idOf = (number: number) => Buffer.alloc(16, number);

type Step = (store: Store, arrived: number) => Promise<unknown>;

async function arrive({ db }: Store, number: number, of: { consent: string; stop_id: string }) {
  const place = { kiosk_no: 1, event_id: idOf(number), visit_id: null, log_no: 1, seq: number + 1 };
  const undecided = {
    state: 'pending' as const,
    decided_by: null,
    decided_ms: null,
    hub_decided: 0 as const,
  };
  const text = { form: 'text', audience: '', panel: '', marked: 0 as const, sha256: '' };
  const row = { ...place, ...undecided, ...text, ...of, written_ms: 5, day: '' };
  await db.insertInto('reflections').values(row).execute();
}

const changing =
  (change: { day: string } | { state: (typeof reviewStates)[number] }, which: number): Step =>
  async ({ db }, arrived) =>
    db
      .updateTable('reflections')
      .set(change)
      .where('event_id', '=', idOf(which % Math.max(1, arrived)))
      .execute();

const step: fc.Arbitrary<Step | 'arrive-public' | 'arrive-private'> = fc.oneof(
  fc.constantFrom('arrive-public' as const, 'arrive-private' as const),
  fc
    .tuple(fc.record({ day: fc.constantFrom(...days) }), fc.nat(20))
    .map(([day, which]) => changing(day, which)),
  fc
    .tuple(fc.record({ state: fc.constantFrom(...reviewStates) }), fc.nat(20))
    .map(([state, which]) => changing(state, which)),
  fc.constant<Step>((store) => countSome(store)),
);

/** One by one, with no sums. */
async function countEach({ db }: Store, where: { day?: string; stop_id?: string }) {
  let all = db.selectFrom('reflections').select(['consent', 'state']);
  if (where.day !== undefined) all = all.where('day', '=', where.day);
  if (where.stop_id !== undefined) all = all.where('stop_id', '=', where.stop_id);
  const counts = new Map<string, number>();
  for (const { consent, state } of await all.execute()) {
    const kind = consent === 'private' ? 'private' : state;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** A kind of which there is none may be told or not. */
const someOf = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].filter(([, n]) => n !== 0));

async function expectRight(store: Store): Promise<void> {
  expect(someOf(await countReflections(store.db))).toEqual(someOf(await countEach(store, {})));
  for (const stop of stops) {
    const counts = await countReflections(store.db, (columns) => cutBy({ stop }, columns));
    expect(someOf(counts)).toEqual(someOf(await countEach(store, { stop_id: stop })));
  }
  for (const day of days.slice(1)) {
    const counts = await countReflections(store.db, (columns) => cutBy({ from: day, to: day }, columns));
    expect(someOf(counts)).toEqual(someOf(await countEach(store, { day })));
  }
}

async function openEmpty(place: Place): Promise<Store> {
  takeHubLock(place.dataDir).release();
  return openStore(place);
}

onBothStores((check) => {
  check(
    'reflections are counted right before, between and after the counter comes to them',
    async (place) => {
      const store = await openEmpty(place);
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          await emptyStore(store);
          let arrived = 0;
          for (const does of steps) {
            if (typeof does === 'function') await does(store, arrived);
            else {
              const consent = does === 'arrive-public' ? 'public' : 'private';
              await arrive(store, arrived, { consent, stop_id: stops[arrived % stops.length] ?? '' });
              arrived += 1;
            }
            await expectRight(store);
          }
          while ((await countSome(store)) !== 0);
          await expectRight(store);
          const { rows } = await sql<{ n: number }>`
          select sum(reflections) as n from reflection_counts having min(reflections) > 0`.execute(store.db);
          expect(Number(rows[0]?.n ?? 0)).toBe(arrived);
        }),
        { numRuns: 60 },
      );
      await store.close();
    },
  );

  check('sums that somebody changed are found and put right', async (place) => {
    const store = await openEmpty(place);
    for (const number of [0, 1, 2]) await arrive(store, number, { consent: 'public', stop_id: 'library' });
    const options = { workDir: place.dataDir, onProgress: () => undefined };
    expect(await rebuild(store, options)).toMatchObject({ different: {} });
    await store.db.updateTable('reflection_counts').set({ reflections: 9 }).execute();
    await store.db.updateTable('reflections').set({ day: '2026-11-20' }).where('seq', '=', 1).execute();
    const { different } = await rebuild(store, options);
    expect(Object.keys(different)).toEqual(['reflections', 'reflection_counts']);
    await expectRight(store);
    expect(await rebuild(store, options)).toMatchObject({ different: {} });
    await store.close();
  });
});
