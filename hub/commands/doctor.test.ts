import { expect } from 'vitest';
import { makeLogbook, startKiosk } from '../../model/testing/make-events.ts';
import { currentVersion, migrate } from '../store/migrate.ts';
import { openBareStore } from '../store/open-store.ts';
import { takeHubLock } from '../store/hub-lock.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { firstMs, startHub } from '../testing/start-hub.ts';
import { toRows } from '../testing/test-kiosk.ts';
import { examine } from './doctor.ts';

onBothStores((check) => {
  check('doctor finds what is wrong, and says that the rest is well', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const book = makeLogbook();
    startKiosk(book);
    await hub.post('/v1/batches', kiosk.batch(toRows(book.events)));
    await hub.counter.settled();
    const look = async (nowMs: number) =>
      new Map(
        (await examine(hub.store, { dataDir: place.dataDir, nowMs })).map(({ about, verdict }) => [
          about,
          verdict,
        ]),
      );
    const first = await look(firstMs);
    expect([first.get('store'), first.get('kiosks'), first.get('counting'), first.get('parked')]).toEqual(
      Array(4).fill('well'),
    );
    expect(first.get('backup')).toBe('bad');

    const { db } = hub.store;
    await db.insertInto('backups').values({ taken_ms: firstMs, place: '/backup' }).execute();
    const parked = { kiosk_no: kiosk.kioskNo, log_no: 1, seq: 9, reason: 'type', text: '{}', arrived_ms: 1 };
    await db.insertInto('parked_events').values(parked).execute();
    await db.updateTable('kiosks').set({ clock_skew_ms: -3_600_000 }).execute();
    const second = await look(firstMs + 3_600_000);
    expect([second.get('backup'), second.get('parked'), second.get('kiosks')]).toEqual([
      'well',
      'look',
      'look',
    ]);
    expect((await look(firstMs + 3 * 24 * 3_600_000)).get('backup')).toBe('look');
    expect((await look(firstMs - 24 * 3_600_000)).get('clock')).toBe('bad');
  });

  check('doctor changes nothing of a store of another version', async (place) => {
    takeHubLock(place.dataDir).release();
    const store = openBareStore(place);
    const empty = await examine(store, { dataDir: place.dataDir, nowMs: firstMs });
    expect(empty[0]).toMatchObject({ about: 'store', verdict: 'bad' });
    await migrate(store.db, store.dialect, 1);
    const old = await examine(store, { dataDir: place.dataDir, nowMs: firstMs });
    expect(old.map(({ verdict }) => verdict)[0]).toBe('look');
    expect(old[0]?.words).toContain(`brings them to ${currentVersion}`);
    const versions = await store.db.selectFrom('schema_version').select('version').execute();
    expect(versions).toHaveLength(1);
    await store.close();
  });
});
