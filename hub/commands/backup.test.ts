import { join } from 'node:path';
import { statSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { acknowledgementSchema, type BatchEvent } from '../../model/sync-batch.ts';
import { refusalSchema, signedTextSchema } from '../../model/sync-api.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { becomeOrganiser, openBrowser } from '../testing/browser.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { toRows, type TestKiosk } from '../testing/test-kiosk.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

async function send(hub: TestHub, kiosk: TestKiosk, rows: readonly BatchEvent[]) {
  const answer = await hub.post('/v1/batches', kiosk.batch(rows));
  const said: unknown = JSON.parse(signedTextSchema.parse(await answer.json()).body);
  return answer.status === 200 ? acknowledgementSchema.parse(said) : refusalSchema.parse(said);
}

onBothStores((check) => {
  check(
    'a hub that was set back to its backup gets again what it lost, and nobody does anything',
    async (place, postgres) => {
      const book = makeLogbook();
      startKiosk(book);
      for (let number = 1; number <= 9; number += 1) startVisit(book, number).end('finished');
      const rows = toRows(book.events);
      const first = await startHub(place);
      const kiosk = await first.enrol();
      await send(first, kiosk, rows.slice(0, 6));
      const file = join(place.dataDir, 'backups', 'one');
      await backUp(first.store, { file, databaseUrl: place.databaseUrl, nowMs: 1 });
      expect(statSync(file).mode & 0o077).toBe(0);
      expect(await send(first, kiosk, rows.slice(6, 12))).toMatchObject({
        committed_through: 12,
        backed_up_through: 6,
      });
      await first.stop();
      // A kiosk that goes on where it was asked to, as after any gap.
      const databaseUrl = await postgres?.makeDatabase();
      await restore({ file, dataDir: place.dataDir, databaseUrl, nowMs: 2 });
      const second = await startHub({ dataDir: place.dataDir, databaseUrl });
      expect(second.identity.publicKey).toBe(first.identity.publicKey);
      expect(await send(second, kiosk, rows.slice(12))).toMatchObject({ refused: 'gap', wanted_seq: 6 });
      expect(await send(second, kiosk, rows.slice(5))).toMatchObject({
        committed_through: rows.length,
        backed_up_through: 6,
      });
      expect(await second.store.db.selectFrom('events').select('seq').execute()).toHaveLength(rows.length);
      const { n } = await second.store.db.selectFrom('feed_counter').select('n').executeTakeFirstOrThrow();
      expect(n).toBe(1_000_000);
    },
  );

  check(
    'links and sessions that have ended since do not come back with a backup, people and the audit log do',
    async (place, postgres) => {
      const first = await startHub(place);
      const link = (await first.access.makeFirstLink()) ?? '';
      const organiser = await becomeOrganiser(first);
      const invited = await organiser.call('POST', '/api/people/invitations', { role: 'viewer', name: '李' });
      const { path } = (await invited.json()) as { path: string };
      const file = join(place.dataDir, 'backups', 'one');
      await backUp(first.store, { file, databaseUrl: place.databaseUrl, nowMs: 1 });
      await first.stop();
      const databaseUrl = await postgres?.makeDatabase();
      await restore({ file, dataDir: place.dataDir, databaseUrl, nowMs: 2 });
      const second = await startHub({ dataDir: place.dataDir, databaseUrl });
      const browser = openBrowser(second);
      browser.cookie = organiser.cookie;
      expect((await browser.call('GET', '/api/people')).status).toBe(401);
      for (const old of [link, path]) {
        expect((await openBrowser(second).accept(old, { login: 'late' })).status).toBe(404);
      }
      expect((await browser.signIn('organiser')).status).toBe(200);
      const audit = (await (await browser.call('GET', '/api/audit')).json()) as {
        entries: { act: string }[];
      };
      expect(audit.entries.map(({ act }) => act)).toContain('account-made');
      await expect(second.store.db.deleteFrom('audit').execute()).rejects.toThrow('only added to');
    },
  );

  check('a backup that cannot be written is told, and nothing is noted as safe', async (place) => {
    const hub = await startHub(place);
    writeFileSync(join(place.dataDir, 'a-file'), '');
    const file = join(place.dataDir, 'a-file', 'one');
    const failed = backUp(hub.store, { file, databaseUrl: place.databaseUrl, nowMs: 1 });
    await expect(failed).rejects.toThrow(/could not be made/);
    expect(await hub.store.db.selectFrom('backups').select('place').execute()).toEqual([]);
    await expect(restore({ ...place, file: '/nowhere', nowMs: 1 })).rejects.toThrow(
      /could not be restored|already running/,
    );
  });
});
