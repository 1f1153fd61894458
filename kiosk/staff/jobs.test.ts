// What staff do with sticks, when the stick is full, locked, pulled out or holds more than one edition:
// a code that the screen has a sentence for, and no harm done.
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Editions, Sticks } from '../../model/staff-api.ts';
import type { Job, JobOutcome, StartJob } from '../../model/staff-jobs.ts';
import { courierFolder } from '../../model/sync-batch.ts';
import { makeSmallPack, packVersion } from '../../pack/testing/small-pack.ts';
import { openPackDesk } from '../editions/pack-desk.ts';
import { trustKey } from '../editions/trusted-keys.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { makeVisit, until } from '../testing/make-visits.ts';
import { canMount, makeReadOnly, mountStick, unmountStick, watchFolder } from '../testing/make-stick.ts';
import { packChildHere } from '../testing/pack-child-here.ts';
import { startKiosk, type StartOptions, type TestKiosk } from '../testing/start-kiosk.ts';

const staffKey = 'f'.repeat(64);
const auth = { Authorization: `Bearer ${staffKey}` };

async function start(root: string, deps: StartOptions['deps'] = {}) {
  const sticks = await watchFolder(root);
  const kiosk = await startKiosk({ staffKey, deps: { ...deps, sticks } });
  for (let visit = 0; visit < 3; visit += 1) await kiosk.post({ events: makeVisit() });
  return kiosk;
}

async function read<Value>(kiosk: TestKiosk, path: string): Promise<Value> {
  return (await (await kiosk.get(`/api/staff/${path}`, { headers: auth })).json()) as Value;
}

async function run(kiosk: TestKiosk, job: StartJob): Promise<JobOutcome | undefined> {
  const answer = await kiosk.send('/api/staff/job', job, auth);
  if (!answer.ok) throw new Error(await answer.text());
  const found: { job?: Job | null } = {};
  const deadline = performance.now() + 15_000;
  while (!found.job?.outcome && performance.now() < deadline) {
    found.job = (await read<{ job: Job | null }>(kiosk, 'job')).job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return found.job?.outcome;
}

const jobsOnto = (stick: string): StartJob[] => [
  { do: 'export', stick, language: 'zh-Hans' },
  { do: 'carry-out', stick },
  { do: 'diagnostics', stick },
];

describe.skipIf(!canMount())('a stick', () => {
  test('that is full says so at the export and at the courier, and nothing half is left on it', async () => {
    const root = makeFolder();
    const stick = mountStick(root, 'FULL', 128 * 1024);
    onTestFinished(() => unmountStick(stick));
    mkdirSync(join(stick, courierFolder));
    fill(join(stick, 'holiday.mp4'));
    const kiosk = await start(root);
    for (const job of jobsOnto(stick))
      expect(await run(kiosk, job), job.do).toEqual({ kind: 'failed', code: 'ENOSPC' });
    const left = readdirSync(join(stick, courierFolder), { recursive: true, withFileTypes: true });
    const whole = left.filter(({ name }) => !/\.(part|new)$/.test(name));
    expect(whole.filter((entry) => entry.isFile())).toEqual([]);
    rmSync(join(stick, 'holiday.mp4'));
    expect(await run(kiosk, { do: 'carry-out', stick })).toMatchObject({ kind: 'carried', events: 13 });
  });

  test('that is locked against writing says so, also where it was locked after it was looked at', async () => {
    const root = makeFolder();
    const stick = mountStick(root, 'LOCKED', 1024 * 1024);
    onTestFinished(() => unmountStick(stick));
    const kiosk = await start(root);
    makeReadOnly(stick);
    for (const job of jobsOnto(stick))
      expect(await run(kiosk, job), job.do).toEqual({ kind: 'failed', code: 'EROFS' });
    await until(async () => !(await read<Sticks>(kiosk, 'sticks')).sticks[0]?.isWritable);
  });
});

test('a stick that was pulled out is told as such, and never made anew on the kiosk’s own disk', async () => {
  const root = makeFolder();
  const stick = join(root, 'VAN');
  const kiosk = await start(root);
  for (const job of jobsOnto(stick)) {
    mkdirSync(stick);
    await until(async () => (await read<Sticks>(kiosk, 'sticks')).sticks.length === 1);
    rmdirSync(stick);
    expect(await run(kiosk, job), job.do).toEqual({ kind: 'failed', code: 'gone' });
    expect(existsSync(stick)).toBe(false);
    await until(async () => (await read<Sticks>(kiosk, 'sticks')).sticks.length === 0);
  }
});

test('two editions on one stick are listed apart, and the one that was touched is loaded', async () => {
  const root = makeFolder();
  const shipped = await makeSmallPack({ edition: { number: 1, date: '2026-11-01' } });
  const two = await makeSmallPack({ edition: { number: 2, date: '2026-11-10' }, key: shipped.key });
  const three = await makeSmallPack({ edition: { number: 3, date: '2026-11-20' }, key: shipped.key });
  onTestFinished(() => {
    for (const pack of [shipped, two, three]) pack.remove();
  });
  const stick = join(root, 'VAN');
  mkdirSync(stick);
  renameSync(two.zip, join(stick, 'a.zip'));
  renameSync(three.zip, join(stick, 'b.zip'));
  const dataDir = makeFolder();
  trustKey(dataDir, shipped.key.publicKey);
  const packDesk = openPackDesk({
    dataDir,
    shippedDir: shipped.folder,
    version: packVersion,
    clock: { wallMs: () => Date.parse('2026-11-25T00:00:00Z') },
    allowsUnsigned: () => false,
    record: async () => undefined,
    tell: () => undefined,
    startChild: packChildHere,
  });
  const kiosk = await start(root, { packDesk });
  const { sticks } = await read<Sticks>(kiosk, 'sticks');
  expect(sticks[0]?.packs.map(({ name, number }) => `${name} ${number}`)).toEqual(['a.zip 2', 'b.zip 3']);
  const pack = join(stick, 'b.zip');
  expect(await run(kiosk, { do: 'check', pack })).toMatchObject({ kind: 'checked', findings: [] });
  expect(await run(kiosk, { do: 'load', pack, goBack: false })).toMatchObject({ kind: 'loaded' });
  const { editions } = await read<Editions>(kiosk, 'editions');
  expect(editions.find(({ role }) => role === 'staged')).toMatchObject({ number: 3 });
  // Still to be had beside it, though it is older than what waits.
  expect(await run(kiosk, { do: 'load', pack: join(stick, 'a.zip'), goBack: false })).toMatchObject({
    kind: 'loaded',
  });
});

/** To the last byte. */
function fill(file: string): void {
  for (let size = 64 * 1024; size >= 1; size /= 4) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Less of it fits.
    }
  }
}
