import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  mostUploadBytes,
  packMedia,
  uploadSchema,
  uploadsSchema,
  type Upload,
} from '../../model/hub-desk.ts';
import { makeKeyPair } from '../../pack/keys.ts';
import { makeRawZip } from '../../pack/testing/raw-zip.ts';
import { makeSmallPack, type SmallPack } from '../../pack/testing/small-pack.ts';
import { signRecallList } from '../testing/sign-recall-list.ts';
import { readAudit } from '../accounts/audit.ts';
import { distrustKey, readKeyFile, trustKey } from '../packs/edition-keys.ts';
import { becomeOrganiser, invite, openBrowser, type Browser } from '../testing/browser.ts';
import { makeFolder, onBothStores, type Place } from '../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';

let pack: SmallPack;
beforeAll(async () => {
  pack = await makeSmallPack();
}, 120_000);
afterAll(() => pack.remove());

const files = (place: Pick<Place, 'dataDir'>) => {
  const work = join(place.dataDir, 'work');
  return existsSync(work)
    ? readdirSync(work, { recursive: true }).filter((name) => String(name).includes('.'))
    : [];
};

async function checked(hub: TestHub, browser: Browser, bytes: Buffer): Promise<Upload> {
  const answer = await browser.upload('/api/uploads', packMedia, bytes);
  expect(answer.status).toBe(200);
  const { uploadId } = (await answer.json()) as { uploadId: string };
  await hub.uploads.settled();
  return uploadSchema.parse(await (await browser.call('GET', `/api/uploads/${uploadId}`)).json());
}

const codesOf = ({ outcome }: Upload) => outcome?.findings.map(({ code }) => code) ?? [];

/** The code of a refusal, and whether it says in Chinese and in English what to do. */
async function sentenceOf(answer: Response): Promise<[string, boolean, boolean]> {
  const { error } = (await answer.json()) as {
    error: { code: string; sentence: { en: string; 'zh-Hans': string } };
  };
  return [error.code, error.sentence.en.length > 10, error.sentence['zh-Hans'].length > 5];
}

async function expectNothingLeft(hub: TestHub, place: Place): Promise<void> {
  expect(files(place)).toEqual([]);
  expect(await hub.store.db.selectFrom('uploads').select('upload_id').execute()).toEqual([]);
  expect(await hub.store.db.selectFrom('pack_parts').select('part').execute()).toEqual([]);
}

/** A process or a thread each, of the lowest priority, on a machine that may be busy. */
const patienceMs = 120_000;

onBothStores((check) => {
  check(
    'a pack that a trusted key signed is checked, kept, listed and released',
    async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const technician = await invite(hub, organiser, 'technician', 'technician');
      await trustKey(hub.store, pack.key.publicKey, hub.clock.nowMs);
      const bytes = readFileSync(pack.zip);
      const upload = await checked(hub, technician, bytes);
      expect([upload.state, codesOf(upload)]).toEqual(['kept', []]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(upload.outcome?.pack).toMatchObject({
        sha256,
        edition: pack.manifest.id,
        title: pack.manifest.title,
      });
      expect(files(place)).toEqual([]);
      if (place.databaseUrl !== undefined) {
        // Another process of the same hub, with a data folder of its own, tells the same.
        const other = openBrowser(await startHub({ ...place, dataDir: makeFolder() }));
        other.cookie = technician.cookie;
        const told = await other.call('GET', `/api/uploads/${upload.uploadId}`);
        expect(await told.json()).toEqual(upload);
        const there = await other.call('GET', `/api/editions/${sha256}/file`);
        expect(Buffer.from(await there.arrayBuffer()).equals(bytes)).toBe(true);
      }
      expect(await (await technician.call('GET', '/api/editions')).json()).toMatchObject({
        packs: [{ sha256, sizeBytes: bytes.length, uploadedBy: 'technician', releases: [] }],
        keys: [{ label: pack.key.publicKey.label, fingerprint: pack.key.publicKey.fingerprint }],
      });
      const file = await technician.call('GET', `/api/editions/${sha256}/file`);
      expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
      expect(file.headers.get('Content-Disposition')).toContain('.zip');
      const release = await organiser.call('POST', `/api/editions/${sha256}/releases`, { to: 'all' });
      expect(release.status).toBe(200);
      const { entries } = await readAudit(hub.store.db, {});
      expect(entries.slice(0, 2).map(({ act, who }) => [act, who])).toEqual([
        ['edition-released', 'organiser'],
        ['pack-uploaded', 'technician'],
      ]);
      // The same again changes nothing.
      expect((await checked(hub, technician, bytes)).state).toBe('kept');
      expect(await hub.store.db.selectFrom('packs').select('sha256').execute()).toHaveLength(1);
    },
    patienceMs,
  );

  check(
    'the same pack from two people at once is kept once',
    async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      await trustKey(hub.store, pack.key.publicKey, hub.clock.nowMs);
      const bytes = readFileSync(pack.zip);
      // On PostgreSQL two processes of one hub; in one process the second is asked to wait.
      const other =
        place.databaseUrl === undefined ? hub : await startHub({ ...place, dataDir: makeFolder() });
      const colleague = openBrowser(other);
      colleague.cookie = organiser.cookie;
      const answers = await Promise.all(
        [organiser, colleague].map((one) => one.upload('/api/uploads', packMedia, bytes)),
      );
      await Promise.all([hub.uploads.settled(), other.uploads.settled()]);
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual(other === hub ? [200, 503] : [200, 200]);
      for (const answer of answers.filter(({ status }) => status === 503))
        expect(await sentenceOf(answer)).toEqual(['busy', true, true]);
      expect((await checked(other, colleague, bytes)).state).toBe('kept');
      const { db } = hub.store;
      expect(await db.selectFrom('packs').select('size_bytes').execute()).toEqual([
        { size_bytes: bytes.length },
      ]);
      const { entries } = await readAudit(db, { act: 'pack-uploaded' });
      expect(entries).toHaveLength(1);
      const states = await db.selectFrom('uploads').select('state').execute();
      expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['kept']));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = await organiser.call('GET', `/api/editions/${sha256}/file`);
      expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
      expect([files(place), files({ dataDir: place.dataDir })]).toEqual([[], []]);
    },
    patienceMs,
  );

  check(
    'a stranger’s pack, an unsigned one and one that was changed are refused with what to do',
    async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const bytes = readFileSync(pack.zip);
      const stranger = await checked(hub, organiser, bytes);
      expect([stranger.state, codesOf(stranger), stranger.outcome?.pack]).toEqual([
        'refused',
        ['unknown-key'],
        null,
      ]);
      expect(stranger.outcome?.findings[0]?.en).toContain(pack.key.publicKey.fingerprint);
      await trustKey(hub.store, { ...pack.key.publicKey, notAfter: '2020-01-01' }, hub.clock.nowMs);
      expect(codesOf(await checked(hub, organiser, bytes))).toEqual(['key-expired']);
      await trustKey(hub.store, pack.key.publicKey, hub.clock.nowMs);
      const changed = Buffer.from(bytes);
      changed.fill(0x41, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 64);
      expect((await checked(hub, organiser, changed)).state).toBe('refused');
      expect((await checked(hub, organiser, bytes.subarray(0, 5_000))).state).toBe('refused');
      expect((await checked(hub, organiser, Buffer.from('no zip at all'))).state).toBe('refused');
      expect(await distrustKey(hub.store, pack.key.publicKey.fingerprint.toUpperCase(), 1)).toBe(true);
      expect(codesOf(await checked(hub, organiser, bytes))).toEqual(['unknown-key']);
      expect(await hub.store.db.selectFrom('packs').select('sha256').execute()).toEqual([]);
      expect(await hub.store.db.selectFrom('pack_parts').select('part').execute()).toEqual([]);
      expect(files(place)).toEqual([]);
      const { uploads } = uploadsSchema.parse(await (await organiser.call('GET', '/api/uploads')).json());
      expect(uploads.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'refused'));
    },
    patienceMs,
  );

  check(
    'recall lists are taken by version, where a trusted key signed them, and go to every kiosk',
    async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const key = makeKeyPair('Organisers');
      const listOf = (version: number, ids: string[]) =>
        signRecallList(
          { format: 1, version, cases: ids.map((id) => ({ id, recalledOn: '2026-11-20' })) },
          key.privateKey,
        );
      const send = (list: unknown) => organiser.call('POST', '/api/recalls', list);
      expect((await send(listOf(1, ['envelope-cards']))).status).toBe(422);
      await trustKey(hub.store, key.publicKey, hub.clock.nowMs);
      const taken = await send(listOf(1, ['envelope-cards']));
      expect(await taken.json()).toEqual({ version: 1, added: ['envelope-cards'] });
      expect((await send(listOf(1, ['other-case']))).status).toBe(409);
      const second = listOf(2, ['envelope-cards', 'other-case']);
      expect((await send({ ...second, list: second.list.replace('other', 'third') })).status).toBe(422);
      expect(await (await send(second)).json()).toEqual({ version: 2, added: ['other-case'] });
      expect((await send({ list: 'x' })).status).toBe(422);
      expect(await (await organiser.call('GET', '/api/recalls')).json()).toMatchObject({
        version: 2,
        cases: [{ id: 'envelope-cards' }, { id: 'other-case' }],
        lists: [{ version: 2, by: 'organiser' }, { version: 1 }],
      });
      expect(await (await organiser.call('GET', '/api/recalls/file')).json()).toEqual(second);
      const feed = await hub.store.db.selectFrom('feed').select(['kiosk_no', 'kind']).execute();
      expect(feed).toEqual([
        { kiosk_no: null, kind: 'recalls' },
        { kiosk_no: null, kind: 'recalls' },
      ]);
    },
    patienceMs,
  );
});

test('an upload that is cut off, longer than allowed or than announced leaves nothing', async () => {
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  const hub = await startHub(place);
  const organiser = await becomeOrganiser(hub);
  const codeOf = async (answer: Response) =>
    ((await answer.json()) as { error: { code: string } }).error.code;
  let sent = 0;
  const breaking = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 5) controller.error(new Error('the connection broke'));
      else controller.enqueue(new Uint8Array(100_000));
    },
  });
  expect(await codeOf(await organiser.upload('/api/uploads', packMedia, breaking))).toBe('cut-off');
  const announced = { 'Content-Length': String(9_000) };
  expect(await codeOf(await organiser.upload('/api/uploads', packMedia, 'short', announced))).toBe('cut-off');
  const large = { 'Content-Length': String(mostUploadBytes + 1) };
  expect(await codeOf(await organiser.upload('/api/uploads', packMedia, 'x', large))).toBe('too-large');
  expect(files(place)).toEqual([]);
  expect(await hub.store.db.selectFrom('uploads').select('upload_id').execute()).toEqual([]);
  expect((await organiser.call('GET', '/api/uploads/upload-0000000000000000')).status).toBe(404);
  expect((await organiser.call('GET', '/api/uploads/..%2F..%2Fhub.db')).status).toBe(404);
});

test('paths in a pack that lead out of it are refused, and nothing is written by them', async () => {
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  const hub = await startHub(place);
  const organiser = await becomeOrganiser(hub);
  for (const name of ['../../evil.txt', '/etc/evil.txt', 'a\\..\\evil.txt', 'C:evil.txt']) {
    const zip = makeRawZip([{ name, data: Buffer.from('evil') }]);
    const upload = await checked(hub, organiser, zip);
    expect([name, upload.state]).toEqual([name, 'refused']);
    expect([name, ...codesOf(upload)]).not.toContain('no-manifest');
  }
  const everything = readdirSync(place.dataDir, { recursive: true }).map(String);
  expect(everything.filter((name) => name.includes('evil'))).toEqual([]);
}, 120_000);

test('what goes on after the most that may come is cut there, whatever its head says', async () => {
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  const hub = await startHub(place, { uploadLimits: { mostBytes: 1_000_000 } });
  const organiser = await becomeOrganiser(hub);
  const send = (body: BodyInit, headers?: Record<string, string>) =>
    organiser.upload('/api/uploads', packMedia, body, headers);
  let sent = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 100_000;
      controller.enqueue(new Uint8Array(100_000));
    },
    cancel: () => void (isCancelled = true),
  });
  const answer = await send(endless);
  expect([answer.status, await sentenceOf(answer)]).toEqual([413, ['too-large', true, true]]);
  expect(isCancelled).toBe(true);
  expect(sent).toBeLessThan(2_000_000);
  const unread = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error('it was read')) });
  const early = await send(unread, { 'Content-Length': '1000001' });
  expect([early.status, await sentenceOf(early)]).toEqual([413, ['too-large', true, true]]);
  await expectNothingLeft(hub, place);
});

test('a disk without room for a pack beside the visits takes none, and says so', async () => {
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  let freeBytes = 128 * 1024 ** 2 + 9;
  const hub = await startHub(place, {
    uploadLimits: { findFreeBytes: () => freeBytes },
    runCheck: () => Promise.resolve({ findings: [] }),
  });
  const organiser = await becomeOrganiser(hub);
  const send = (headers?: Record<string, string>) =>
    organiser.upload('/api/uploads', packMedia, 'bytes', headers);
  for (const headers of [{ 'Content-Length': '5' }, undefined]) {
    // Five bytes as they come, five in the store.
    if (headers === undefined) freeBytes -= 5;
    const answer = await send(headers);
    expect([answer.status, await sentenceOf(answer)]).toEqual([507, ['no-room', true, true]]);
  }
  await expectNothingLeft(hub, place);
  freeBytes = 128 * 1024 ** 2 + 10;
  expect((await send({ 'Content-Length': '5' })).status).toBe(200);
  await hub.uploads.settled();
});

test('what the sender calls the file is nobody’s business: it is written under a name of ours', async () => {
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  const seen: string[] = [];
  const hub = await startHub(place, {
    runCheck({ path }) {
      seen.push(...files(place).map(String), path);
      return Promise.resolve({ findings: [] });
    },
  });
  const organiser = await becomeOrganiser(hub);
  const named = { 'Content-Disposition': 'attachment; filename="../../../evil.zip"' };
  for (const path of ['/api/uploads', '/api/uploads?name=..%2F..%2Fevil.zip']) {
    expect((await organiser.upload(path, packMedia, 'bytes', named)).status).toBe(200);
    await hub.uploads.settled();
  }
  for (const path of ['/api/uploads/..%2Fevil.zip', '/api/uploads/evil.zip'])
    expect((await organiser.upload(path, packMedia, 'bytes', named)).status).toBeGreaterThanOrEqual(400);
  expect(seen).toHaveLength(4);
  for (const path of seen) expect(path).toMatch(/[/\\]upload-[0-9a-z]+\.zip$/);
  const all = [...readdirSync(place.dataDir, { recursive: true }), ...readdirSync(join(place.dataDir, '..'))];
  expect(all.filter((name) => String(name).includes('evil'))).toEqual([]);
  expect(files(place)).toEqual([]);
});

test('one upload is checked at a time, and one whose hub was killed is told as failed', async () => {
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  const gate = Promise.withResolvers<{ findings: [] }>();
  const hub = await startHub(place, { runCheck: () => gate.promise });
  const organiser = await becomeOrganiser(hub);
  const send = () => organiser.upload('/api/uploads', packMedia, 'bytes');
  expect((await send()).status).toBe(200);
  expect((await send()).status).toBe(503);
  // As a kill would leave it: the row says that it is being checked, parts of it are there.
  await hub.store.db
    .insertInto('pack_parts')
    .values({ sha256: 'f'.repeat(64), part: 0, bytes: Buffer.from('x') })
    .execute();
  gate.reject(new Error('killed'));
  await hub.uploads.settled();
  await hub.store.db.updateTable('uploads').set({ state: 'checking' }).execute();
  await hub.stop();
  const next = await startHub(place);
  const rows = await next.store.db.selectFrom('uploads').select('state').execute();
  expect(rows).toEqual([{ state: 'failed' }]);
  expect(await next.store.db.selectFrom('pack_parts').select('part').execute()).toEqual([]);
});

test('a key file is what keygen writes, with the fingerprint of its key', () => {
  const { publicKey } = makeKeyPair('Organisers');
  expect(readKeyFile(JSON.stringify(publicKey))).toEqual(publicKey);
  expect(
    readKeyFile(JSON.stringify({ ...publicKey, fingerprint: '0000 '.repeat(8).trim() })),
  ).toBeUndefined();
  expect(readKeyFile('-----BEGIN PRIVATE KEY-----')).toBeUndefined();
});
