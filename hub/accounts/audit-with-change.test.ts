// A change and its line in the audit log are one: where the line cannot be written, nothing was changed.
import { sql } from 'kysely';
import { expect } from 'vitest';
import { publishItinerary, publishRecalls, releasePack } from '../editions/release.ts';
import { makeEnrolmentCode, revokeKiosk } from '../kiosks/enrol.ts';
import { becomeOrganiser } from '../testing/browser.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub } from '../testing/start-hub.ts';
import { hubItself } from './audit.ts';

onBothStores((check) => {
  check('what cannot be noted is not done', async (place) => {
    const hub = await startHub(place);
    const organiser = await becomeOrganiser(hub);
    const { kioskId } = await hub.enrol();
    const sha256 = 'a'.repeat(64);
    const pack = { sha256, edition: 'e-1', title: '一', size_bytes: 1, manifest: '{}' };
    await hub.store.db
      .insertInto('packs')
      .values({ ...pack, uploaded_ms: 1, uploaded_by: 'x' })
      .execute();
    const before = await readAll();
    await sql`alter table audit rename to audit_gone`.execute(hub.store.db);
    const by = { by: hubItself, nowMs: 5 };
    const list = {
      format: 1 as const,
      list: '{}',
      signature: { format: 1 as const, publicKey: `${'A'.repeat(43)}=`, signature: `${'A'.repeat(86)}==` },
    };
    const randomBytes = (count: number) => new Uint8Array(count);
    await expect(makeEnrolmentCode(hub.store, { kioskName: '一', ...by, randomBytes })).rejects.toThrow();
    await expect(revokeKiosk(hub.store, { kioskId, ...by })).rejects.toThrow();
    await expect(releasePack(hub.store, { sha256, to: 'all', ...by })).rejects.toThrow();
    await expect(publishRecalls(hub.store, { list, version: 1, ...by })).rejects.toThrow();
    await expect(publishItinerary(hub.store, { itinerary: { stops: [] }, ...by })).rejects.toThrow();
    expect((await organiser.call('DELETE', '/api/session')).status).toBe(500);
    expect(await readAll()).toEqual(before);

    async function readAll() {
      const { db } = hub.store;
      return {
        codes: await db.selectFrom('enrolment_codes').selectAll().execute(),
        kiosks: await db.selectFrom('kiosks').select(['kiosk_id', 'state']).execute(),
        releases: await db.selectFrom('releases').selectAll().execute(),
        recalls: await db.selectFrom('recall_lists').selectAll().execute(),
        itinerary: await db.selectFrom('itinerary').selectAll().execute(),
        feed: await db.selectFrom('feed').selectAll().execute(),
        sessions: await db.selectFrom('account_sessions').select('token_hash').execute(),
      };
    }
  });
});
