import { sql, type Kysely } from 'kysely';
import { describe, expect } from 'vitest';
import { listActs } from '../count/list-acts.ts';
import { takeHubLock } from './hub-lock.ts';
import { currentVersion, migrate, readVersion } from './migrate.ts';
import { openBareStore, openStore } from './open-store.ts';
import type { Tables } from './tables.ts';
import { becomeOrganiser } from '../testing/browser.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub } from '../testing/start-hub.ts';

/** What a visit of the first schema holds of what is rows of their own now. */
const oldVisit: Parameters<typeof listActs>[0] = {
  facts: {
    kind: 'visit',
    reflections: 2,
    signed: [
      { pledge: 'officials', signatures: 1 },
      { pledge: 'families', signatures: 2 },
    ],
    played: [
      { media: 'film', times: 3 },
      { media: 'music', times: 1 },
    ],
  },
  steps: [
    { aspect: 'work', panel: 'b', case: 'two', step: 1, guessed: 2, right: 1 },
    { aspect: 'life', panel: 'a', case: 'one', step: 1, guessed: 1, right: 0 },
    { aspect: 'work', panel: 'b', case: 'two', step: 2, guessed: 1, right: 1 },
  ],
};

async function insertOldVisit(db: Kysely<Tables>): Promise<void> {
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 9_000, 2, 2, 0, 5];
  await sql`insert into visits values (1, ${Buffer.alloc(16, 1)}, 1, 1, 'boot', '2026-11-20', 9, 'stop-1', 5, 6,
    'exact', 'Asia/Shanghai', 'visit', 'visitor', 'en', 'families', '', ${sql.join(counts)}, 'finished', 'e',
    ${JSON.stringify(oldVisit.facts)}, ${JSON.stringify(oldVisit.steps)})`.execute(db);
  await sql`insert into visit_panels (kiosk_no, visit_id, panel, aspect, is_finished, attended_ms, quiz)
    values (1, ${Buffer.alloc(16, 1)}, 'envelope', 'integrity', 1, 9000, '')`.execute(db);
  await sql`insert into reflections (kiosk_no, event_id, visit_id, log_no, seq, written_ms, day, stop_id, consent,
      form, audience, panel, marked, sha256, state, hub_decided)
    values (1, ${Buffer.alloc(16, 2)}, ${Buffer.alloc(16, 1)}, 1, 2, 5, '2026-11-20', 'stop-1', 'public',
      'text', '', '', 0, '', 'approved', 0)`.execute(db);
}

const countTables = async (db: Kysely<Tables>) =>
  (await db.introspection.getTables()).map(({ name }) => name);

describe('upgrade', () => {
  onBothStores((check) => {
    check(
      'a store of the first schema keeps what it has, and takes people after its upgrade',
      async (place) => {
        takeHubLock(place.dataDir).release();
        const old = openBareStore(place);
        await migrate(old.db, old.dialect, 1);
        expect(await countTables(old.db)).not.toContain('accounts');
        await sql`insert into hub (id, hub_id, name, private_key, made_ms)
        values (1, 'hub-0a1b2c3d', 'old', 'none yet', 5)`.execute(old.db);
        await sql`insert into kiosks (kiosk_id, name, public_key, state, enrolled_ms)
        values ('kiosk-1', 'one', 'key', 'active', 7)`.execute(old.db);
        for (const kiosk of [1, 2]) {
          const counted = { day: '2026-11-20', hour: 9, stop_id: 'stop-1', kiosk_no: kiosk, language: 'en' };
          const who = { audience: '', kind: 'visit', in_group: 0 as const, time_quality: 'exact' };
          const sums = {
            visits: 3,
            attended_ms: 1_000,
            interactions: 9,
            panels_opened: 4,
            panels_finished: 2,
          };
          const rest = { cases_opened: 0, cases_finished: 0, reflections: 1, pledges: 0, media_ms: 0 };
          await old.db
            .insertInto('visit_counts')
            .values({ ...counted, ...who, ...sums, ...rest })
            .execute();
        }
        await insertOldVisit(old.db);
        await old.close();

        const upgraded = await openStore(place);
        const versions = await upgraded.db
          .selectFrom('schema_version')
          .select(['version', 'name'])
          .orderBy('version')
          .execute();
        expect(versions.map(({ name }) => name)).toEqual([
          '0001-ground',
          '0002-accounts',
          '0003-desk',
          '0004-smaller-aggregates',
          '0005-rows-behind',
          '0006-identities',
          '0007-rows-of-an-audience',
          '0008-reflection-counts',
        ]);
        expect(await upgraded.db.selectFrom('hub').selectAll().executeTakeFirst()).toMatchObject({
          hub_id: 'hub-0a1b2c3d',
          made_ms: 5,
          is_demo: 0,
        });
        expect(await upgraded.db.selectFrom('kiosks').select('kiosk_id').execute()).toEqual([
          { kiosk_id: 'kiosk-1' },
        ]);
        const sums = { day: '2026-11-20', stop_id: 'stop-1', visits: 6 };
        expect(await upgraded.db.selectFrom('session_counts').selectAll().execute()).toMatchObject([
          { ...sums, attended_ms: 2_000, panels_opened: 8, reflections: 2 },
        ]);
        expect(await upgraded.db.selectFrom('hour_counts').selectAll().execute()).toMatchObject([
          { ...sums, hour: 9 },
        ]);
        expect(await upgraded.db.selectFrom('visit_panels').selectAll().execute()).toMatchObject([
          { panel: 'envelope', started_ms: 5, stop_id: 'stop-1', language: 'en', audience: 'families' },
        ]);
        const acts = await upgraded.db
          .selectFrom('visit_acts')
          .select(['act', 'n', 'about', 'times', 'signatures', 'right_times'])
          .where('stop_id', '=', 'stop-1')
          .where('audience', '=', 'families')
          .where('language', '=', 'en')
          .execute();
        const inOrder = (rows: typeof acts) =>
          rows.toSorted((a, b) => (`${a.act} ${a.n}` < `${b.act} ${b.n}` ? -1 : 1));
        expect(inOrder(acts)).toEqual(inOrder(listActs(oldVisit)));
        // The key of this test's hub is none that can sign; the hub makes one of its own.
        await sql`delete from hub`.execute(upgraded.db);
        await upgraded.close();

        const hub = await startHub(place);
        const organiser = await becomeOrganiser(hub);
        expect((await organiser.call('GET', '/api/people')).status).toBe(200);
      },
    );

    for (let released = 2; released < currentVersion; released += 1) {
      check(`a store of schema ${released} keeps what it has`, async (place) => {
        takeHubLock(place.dataDir).release();
        const old = openBareStore(place);
        await migrate(old.db, old.dialect, released);
        await sql`insert into kiosks (kiosk_id, name, public_key, state, enrolled_ms)
          values ('kiosk-1', 'one', 'key', 'active', 7)`.execute(old.db);
        await insertOldVisit(old.db);
        if (released >= 7)
          await sql`update visit_panels set language = 'en', audience = 'families'`.execute(old.db);
        await old.close();
        const upgraded = await openStore(place);
        expect(await readVersion(upgraded.db)).toBe(currentVersion);
        const kept = { day: '2026-11-20', audience: 'families', reflections: 2, pledges: 2 };
        expect(await upgraded.db.selectFrom('visits').selectAll().execute()).toMatchObject([kept]);
        expect(await upgraded.db.selectFrom('visit_panels').selectAll().execute()).toMatchObject([
          { panel: 'envelope', language: 'en', audience: 'families' },
        ]);
        await upgraded.close();
        const hub = await startHub(place);
        await hub.counter.settled();
        expect(await hub.store.db.selectFrom('reflection_counts').selectAll().execute()).toEqual([
          { day: '2026-11-20', stop_id: 'stop-1', kind: 'approved', reflections: 1 },
        ]);
        const organiser = await becomeOrganiser(hub);
        expect((await organiser.call('GET', '/api/people')).status).toBe(200);
      });
    }

    check('a store of a newer program is left alone', async (place) => {
      takeHubLock(place.dataDir).release();
      const store = await openStore(place);
      const row = { version: 99, name: '0099-later', applied_ms: 1 };
      await store.db.insertInto('schema_version').values(row).execute();
      await store.close();
      await expect(openStore(place)).rejects.toMatchObject({ code: 'store-newer' });
    });
  });
});
