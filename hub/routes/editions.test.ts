import { expect } from 'vitest';
import type { HubRole } from '../../model/hub-access.ts';
import { readAudit } from '../accounts/audit.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { openDesk } from '../testing/open-desk.ts';
import { startHub } from '../testing/start-hub.ts';
import { editionRoutes } from './editions.ts';

const sha256 = 'a'.repeat(64);

onBothStores((check) => {
  check('a pack goes to the kiosks that were named, or to none where one is unknown', async (place) => {
    const hub = await startHub(place);
    const [one, other] = [await hub.enrol('kiosk-11111111'), await hub.enrol('kiosk-22222222')];
    const pack = { sha256, edition: 'e-1', title: '一', size_bytes: 1, manifest: '{}' };
    await hub.store.db
      .insertInto('packs')
      .values({ ...pack, uploaded_ms: 1, uploaded_by: '甲' })
      .execute();
    const routes = editionRoutes({ store: hub.store, now: () => hub.clock.nowMs });
    const notes = async () => (await readAudit(hub.store.db, {})).entries.toReversed();
    const release = async (to: unknown, role: HubRole = 'organiser', hash = sha256) =>
      (await openDesk(routes, role).change('POST', `/api/editions/${hash}/releases`, { to })).status;
    const toldTo = async () => {
      const rows = await hub.store.db.selectFrom('feed').select('kiosk_no').orderBy('n').execute();
      return rows.map(({ kiosk_no }) => kiosk_no);
    };
    expect(await release('all', 'technician')).toBe(403);
    expect(await release([one.kioskId, 'kiosk-none'])).toBe(404);
    expect(await release('all', 'organiser', 'b'.repeat(64))).toBe(404);
    expect(await release([])).toBe(422);
    expect([await toldTo(), await notes()]).toEqual([[], []]);
    expect(await release([other.kioskId])).toBe(200);
    expect(await release('all')).toBe(200);
    expect(await toldTo()).toEqual([other.kioskNo, null]);
    expect((await notes()).map(({ details }) => details)).toEqual([{ kiosks: 1 }, { kiosks: 'all' }]);
    const listed = await (await openDesk(routes, 'viewer').get('/api/editions')).json();
    expect(listed).toMatchObject({
      packs: [{ sha256, title: '一', releases: [{ kioskId: null }, { kioskId: other.kioskId }] }],
    });
  });
});
