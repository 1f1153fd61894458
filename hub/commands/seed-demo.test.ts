import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { hubItself } from '../accounts/audit.ts';
import { audiences } from '../../model/aspects.ts';
import { makeEnrolmentCode } from '../kiosks/enrol.ts';
import { isDemo } from '../store/is-demo.ts';
import { openStore } from '../store/open-store.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub } from '../testing/start-hub.ts';
import { seedDemo } from './seed-demo.ts';

const nowMs = Date.parse('2026-12-20T20:00:00+08:00');

/** The same visits at every run. */
function makeRandom(): () => number {
  let state = 7;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

onBothStores((check) => {
  check(
    'the demo comes in by the kiosks’ own routes, counts to the last visit, and is marked',
    async (place) => {
      const plan = { ...place, version: '0.1.0', nowMs, random: makeRandom(), say: () => undefined };
      const before = await startHub(place);
      const early = { kioskName: '早先', by: hubItself, nowMs, randomBytes };
      await makeEnrolmentCode(before.store, early);
      await before.stop();
      const seeded = await seedDemo({ ...plan, days: 8, visitsADay: 5 });
      expect(seeded).toEqual({ kiosks: 3, stops: 11, visits: 3 * 8 * 5 });
      const store = await openStore(place);
      const { db } = store;
      expect(await isDemo(store)).toBe(true);
      const counted = await db
        .selectFrom('visits')
        .select(['kind', 'time_quality', 'stop_id', 'day'])
        .execute();
      expect(counted).toHaveLength(seeded.visits);
      expect(new Set(counted.map(({ time_quality }) => time_quality)).size).toBe(1);
      expect(new Set(counted.map(({ day }) => day)).size).toBe(8);
      const stops = await db.selectFrom('stops').select(['entry', 'name']).execute();
      expect(new Set(stops.map(({ entry }) => entry))).toEqual(new Set(audiences));
      expect(stops.every(({ name }) => name.startsWith('演示'))).toBe(true);
      expect(await db.selectFrom('parked_events').selectAll().execute()).toEqual([]);
      expect(await db.selectFrom('stale_visits').selectAll().execute()).toEqual([]);
      const words = await db.selectFrom('words').select('words').execute();
      expect(words.every(({ words }) => words.startsWith('（演示）'))).toBe(true);
      // A real kiosk is told to go elsewhere.
      const wanted = { kioskName: '一号', by: hubItself, nowMs, randomBytes };
      await expect(makeEnrolmentCode(store, wanted)).rejects.toMatchObject({ code: 'demo-enrols-nobody' });
      expect(
        await db.selectFrom('enrolment_codes').selectAll().where('used_ms', 'is', null).execute(),
      ).toEqual([]);
      await store.close();
      // Not twice, and not beside a tour.
      await expect(seedDemo(plan)).rejects.toMatchObject({ code: 'demo-refused' });
    },
  );

  check('a hub that has kiosks is left as it is', async (place) => {
    const hub = await startHub(place);
    await hub.enrol();
    await hub.stop();
    const plan = { ...place, version: '0.1.0', nowMs, random: makeRandom(), say: () => undefined };
    await expect(seedDemo(plan)).rejects.toMatchObject({ code: 'demo-refused' });
    const store = await openStore(place);
    expect(await isDemo(store)).toBe(false);
    expect(await store.db.selectFrom('kiosks').selectAll().execute()).toHaveLength(1);
    await store.close();
  });
});
