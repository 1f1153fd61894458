// A tour with its hub, in real processes: a kiosk joins, its disk is copied, both are offline for a day,
// the cable comes in, everything arrives once; what a reviewer approves hangs on the other's wall, an
// edition and a recall go out to both, and every export agrees to the last visit.
import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { openAccess } from '../hub/accounts/open-access.ts';
import { openStore } from '../hub/store/open-store.ts';
import { findFreePort } from '../hub/testing/find-free-port.ts';
import { makeFolder, onBothStores, type Place } from '../hub/testing/on-both-stores.ts';
import { signRecallList } from '../kiosk/editions/recalls.ts';
import { findRunningKiosk } from '../kiosk/staff-key.ts';
import type { Exhibition } from '../model/exhibition.ts';
import { packMedia, type Upload } from '../model/hub-desk.ts';
import { hubAnswerSchema, type HubAnswer } from '../model/staff-api.ts';
import { makeSmallPack, type SmallPack } from '../pack/testing/small-pack.ts';
import { openKiosk } from './support/open-kiosk.ts';
import { acceptLink, openHub, type Person } from './support/open-hub.ts';
import { readWorkbook } from './support/read-workbook.ts';

const patienceMs = 60_000;
const recalledCase = 'envelope-cards';
const rootDir = join(import.meta.dirname, '..');

async function until<Value>(what: string, find: () => Promise<Value | undefined | false>): Promise<Value> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`it did not come about: ${what}`);
    await wait(150);
  }
}

async function startKiosk(dataDir: string) {
  const { url, stop } = await openKiosk({ dataDir, keepData: true });
  onTestFinished(async () => void (await stop()));
  const key = findRunningKiosk(dataDir)?.key ?? '';
  async function ask<Answer>(path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(new URL(path, url), {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }
  const asStaff = <Answer>(path: string, body?: unknown) =>
    ask<Answer>(path, body, { Authorization: `Bearer ${key}` });
  const hubDo = async (body: object): Promise<HubAnswer> =>
    hubAnswerSchema.parse(await asStaff('/api/staff/hub', body));
  return {
    dataDir,
    stop,
    ask,
    asStaff,
    hubDo,
    exhibition: () => ask<Exhibition>('/api/exhibition?lang=zh-Hans'),
    /** A round with the hub, to its end. */
    async syncNow() {
      await hubDo({ do: 'try-now' });
      await wait(300);
      await until('in step', async () => (await hubDo({ do: 'try-now' })).state.state === 'in-step');
    },
    /** Visits that count, with one touch among them; resolves with their ids. */
    async visits(count: number): Promise<string[]> {
      const ids = Array.from({ length: count }, () => randomUUID());
      for (const [index, id] of ids.entries()) {
        const event = (type: string, body: object, age_ms: number) => ({
          event_id: randomUUID(),
          visit_id: id,
          type,
          schema_version: 1,
          age_ms,
          body,
        });
        const panel = 'envelope';
        const events = [
          event('visit.started', { language: 'zh-Hans', mode: 'visitor' }, 60_000),
          ...(index > 0
            ? [
                event('panel.opened', { panel, title: '信封', aspect: 'integrity' }, 50_000),
                event('case.opened', { case: recalledCase, title: '信封', panel }, 40_000),
              ]
            : []),
          event('visit.ended', { cause: 'finished' }, 10_000),
        ];
        await ask('/api/log', { events });
      }
      return ids;
    },
  };
}
type JourneyKiosk = Awaited<ReturnType<typeof startKiosk>>;

/** The first organiser, a reviewer whom they invited, and the key that signs editions known to the hub. */
async function furnishHub(place: Place, hubUrl: () => string, pack: SmallPack) {
  const store = await openStore(place);
  const link = await openAccess({ db: store.db, nowMs: Date.now }).makeFirstLink();
  const { label, publicKey: public_key } = pack.key.publicKey;
  await store.db.insertInto('edition_keys').values({ label, public_key, added_ms: Date.now() }).execute();
  await store.close();
  const organiser = await acceptLink(hubUrl, link ?? '', 'organiser');
  const invitation = { role: 'reviewer', name: '王审核' };
  const { path } = await organiser.ask<{ path: string }>('POST', '/api/people/invitations', invitation);
  return { organiser, reviewer: await acceptLink(hubUrl, path, 'reviewer') };
}

/** Through the dashboard's door, and checked there. */
async function uploadPack(organiser: Person, { zip, manifest }: SmallPack): Promise<string> {
  const bytes = readFileSync(zip);
  const { uploadId } = await organiser.sendFile<{ uploadId: string }>('/api/uploads', bytes, packMedia);
  await until('the pack is checked', async () => {
    const { outcome } = await organiser.ask<Upload>('GET', `/api/uploads/${uploadId}`);
    return outcome !== null;
  });
  const { packs } = await organiser.ask<{ packs: { sha256: string; edition: string }[] }>(
    'GET',
    '/api/editions',
  );
  expect(packs).toMatchObject([{ edition: manifest.id }]);
  return packs[0]?.sha256 ?? '';
}

async function recallCase(organiser: Person, { key }: SmallPack): Promise<void> {
  const cases = [{ id: recalledCase, recalledOn: '2026-11-25' }];
  const list = signRecallList({ format: 1, version: 1, cases }, key.privateKey);
  expect(await organiser.ask('POST', '/api/recalls', list)).toMatchObject({ version: 1 });
}

function exportVisits(out: string, args: readonly string[], databaseUrl = ''): string[][] {
  const script = join(rootDir, 'scripts', 'export.ts');
  const argv = ['--disable-warning=ExperimentalWarning', script, 'visits', ...args, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, argv, {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  if (status !== 0) throw new Error(stderr);
  return readWorkbook(out, 'visits').slice(1);
}

const sorted = (rows: Iterable<string[]>) => [...rows].map((row) => row.join('\t')).sort();

/** Every visit once, from wherever it is taken out. */
async function compareExports(
  place: Place,
  { kiosks, organiser, ids }: { kiosks: readonly JourneyKiosk[]; organiser: Person; ids: readonly string[] },
) {
  const dir = makeFolder();
  const ofDashboard = join(dir, 'dashboard.xlsx');
  const asked = { kind: 'visits', format: 'xlsx', language: 'zh-Hans' };
  writeFileSync(ofDashboard, await organiser.fetchBytes('/api/exports', asked));
  const ofHub = exportVisits(join(dir, 'hub.xlsx'), ['--hub', '--data', place.dataDir], place.databaseUrl);
  // Both disks have what was recorded before the one was copied.
  const ofKiosks = new Map<string, string[]>();
  for (const [index, { dataDir }] of kiosks.entries()) {
    for (const row of exportVisits(join(dir, `kiosk-${index}.xlsx`), ['--data', dataDir]))
      ofKiosks.set(row[0] ?? '', row);
  }
  expect(ofHub.map(([id]) => id).sort()).toEqual([...ids].sort());
  expect(sorted(ofHub)).toEqual(sorted(ofKiosks.values()));
  expect(sorted(readWorkbook(ofDashboard, 'visits').slice(1))).toEqual(sorted(ofHub));
}

async function fetchEdition(kiosks: readonly JourneyKiosk[], edition: string): Promise<void> {
  for (const kiosk of kiosks) {
    await until('the edition is fetched', async () => {
      await kiosk.hubDo({ do: 'try-now' });
      const { editions } = await kiosk.asStaff<{ editions: { role: string; id: string }[] }>(
        '/api/staff/editions',
      );
      return editions.some(({ role, id }) => role === 'staged' && id === edition);
    });
    await kiosk.asStaff('/api/staff/editions', { do: 'switch' });
    expect((await kiosk.exhibition()).edition.id).toBe(edition);
  }
}

const casesOf = ({ panels }: Exhibition) => panels.flatMap(({ cases }) => cases.map(({ id }) => id));

async function approve(reviewer: Person, id: string): Promise<void> {
  const { reflections } = await reviewer.ask<{ reflections: { id: string }[] }>(
    'GET',
    '/api/review?state=pending',
  );
  expect(reflections.map((each) => each.id)).toEqual([id]);
  await reviewer.ask('PUT', `/api/review/${id}`, { state: 'approved' });
}

onBothStores((check) => {
  check(
    'a copied kiosk, a day offline, a cable, a reviewer, an edition, a recall, one number',
    async (place) => {
      const port = await findFreePort();
      const hubUrl = () => `http://127.0.0.1:${port}/`;
      const pack = await makeSmallPack({ edition: { number: 7, date: '2099-01-01' } });
      onTestFinished(pack.remove);
      let hub = await openHub(place, port);
      onTestFinished(() => hub.stop());
      const { organiser, reviewer } = await furnishHub(place, hubUrl, pack);

      const firstDir = makeFolder();
      const original = await startKiosk(firstDir);
      const ids = await original.visits(3);
      const { code } = await organiser.ask<{ code: string }>('POST', '/api/kiosks/codes', {
        name: '一号展柜',
      });
      expect((await original.hubDo({ do: 'enrol', address: hubUrl(), code })).outcome).toBe('enrolled');
      await original.syncNow();
      await original.stop();
      await hub.stop();

      // The disk is copied, and neither has a line to the hub for a day.
      const copyDir = join(makeFolder(), 'copy');
      cpSync(firstDir, copyDir, { recursive: true });
      const kiosks = [await startKiosk(firstDir), await startKiosk(copyDir)] as const;
      const [one, two] = kiosks;
      ids.push(...(await one.visits(25)), ...(await two.visits(40)));
      const reflection = randomUUID();
      const [visit = '', ...more] = await one.visits(2);
      ids.push(visit, ...more);
      const wall = { event_id: reflection, visit_id: visit, age_ms: 0, consent: 'public', form: 'text' };
      await one.ask('/api/reflections', { ...wall, text: '莫以恶小而为之' });
      expect((await one.hubDo({ do: 'try-now' })).state.state).not.toBe('in-step');

      // The cable is in.
      hub = await openHub(place, port);
      for (const kiosk of kiosks) await kiosk.syncNow();
      for (const kiosk of kiosks) await kiosk.syncNow();
      const standings = await Promise.all(kiosks.map((kiosk) => kiosk.asStaff<HubAnswer>('/api/staff/hub')));
      expect(standings.some(({ state }) => state.isCloned)).toBe(true);

      await approve(reviewer, reflection);
      const slips = await until('the slip is on the other wall', async () => {
        await two.hubDo({ do: 'try-now' });
        const shown = await two.ask<{ slips: { id: string; text: string }[] }>('/api/wall');
        return shown.slips.length > 0 && shown.slips;
      });
      expect(slips).toMatchObject([{ id: reflection, text: '莫以恶小而为之' }]);

      const sha256 = await uploadPack(organiser, pack);
      await organiser.ask('POST', `/api/editions/${sha256}/releases`, { to: 'all' });
      await fetchEdition(kiosks, pack.manifest.id);

      for (const kiosk of kiosks) expect(casesOf(await kiosk.exhibition())).toContain(recalledCase);
      await recallCase(organiser, pack);
      for (const kiosk of kiosks) {
        await until('the case is gone', async () => {
          await kiosk.hubDo({ do: 'try-now' });
          return !casesOf(await kiosk.exhibition()).includes(recalledCase);
        });
      }

      for (const kiosk of kiosks) await kiosk.syncNow();
      await compareExports(place, { kiosks, organiser, ids });
    },
  );
});
