// A hub whose disk fills up while a pack comes in: the organiser is told what to do, nothing of the pack
// stays, and the hub goes on. On a small real disk, where this account may mount one.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { becomeOrganiser } from '../hub/testing/browser.ts';
import { startHub } from '../hub/testing/start-hub.ts';
import { canMount, mountStick, unmountStick } from '../kiosk/testing/make-stick.ts';
import { makeFolder } from '../kiosk/testing/make-folder.ts';
import { packMedia, uploadSchema } from '../model/hub-desk.ts';

const megabyte = 1024 ** 2;
const makePack = () => {
  const bytes = randomBytes(4 * megabyte);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, sha256 };
};

function readFreeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

test.skipIf(!canMount())(
  'a disk that fills up while a pack comes, or while it is kept, says so and keeps nothing of it',
  async () => {
    const dataDir = mountStick(makeFolder(), 'hub', 24 * megabyte);
    onTestFinished(() => unmountStick(dataDir));
    const filler = join(dataDir, 'filler');
    const leave = (freeBytes: number) =>
      writeFileSync(filler, Buffer.alloc(Math.max(0, readFreeBytes(dataDir) - freeBytes)), { flag: 'a' });
    let whileChecked = () => leave(1.5 * megabyte);
    let pack = makePack();
    const told = { edition: 'e-1', title: '一', manifest: '{}', panels: 1, cases: 1 };
    const hub = await startHub(
      { dataDir, databaseUrl: undefined },
      {
        uploadLimits: { findFreeBytes: () => Infinity },
        runCheck: async () => {
          whileChecked();
          return { findings: [], pack: { ...told, sha256: pack.sha256 } };
        },
      },
    );
    const organiser = await becomeOrganiser(hub);
    const send = () => organiser.upload('/api/uploads', packMedia, pack.bytes);
    const files = () =>
      readdirSync(join(dataDir, 'work'), { recursive: true }).filter((name) => String(name).includes('.'));
    const kept = () => hub.store.db.selectFrom('packs').select('sha256').execute();
    const parts = async () => {
      const rows = await hub.store.db.selectFrom('pack_parts').select('sha256').distinct().execute();
      return rows.map(({ sha256 }) => sha256);
    };

    leave(2 * megabyte);
    const refused = await send();
    expect([refused.status, await refused.json()]).toMatchObject([507, { error: { code: 'no-room' } }]);
    expect([files(), await kept(), await parts()]).toEqual([[], [], []]);
    expect(await hub.store.db.selectFrom('uploads').select('state').execute()).toEqual([]);

    rmSync(filler);
    const { uploadId } = (await (await send()).json()) as { uploadId: string };
    await hub.uploads.settled();
    const answer = await organiser.call('GET', `/api/uploads/${uploadId}`);
    const upload = uploadSchema.parse(await answer.json());
    expect([upload.state, upload.outcome?.findings]).toMatchObject([
      'failed',
      [{ code: 'no-room', zh: expect.stringContaining('请腾出空间') }],
    ]);
    expect([files(), await kept()]).toEqual([[], []]);

    rmSync(filler);
    whileChecked = () => undefined;
    pack = makePack();
    expect((await send()).status).toBe(200);
    await hub.uploads.settled();
    expect(await kept()).toEqual([{ sha256: pack.sha256 }]);
    expect([files(), await parts()]).toEqual([[], [pack.sha256]]);
  },
  60_000,
);
