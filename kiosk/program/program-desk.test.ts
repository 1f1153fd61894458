// A technician's way to a new program, through the kiosk's own routes: the stick's list, the job, the
// restart, and the way back.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProgramState } from '../../model/staff-api.ts';
import type { Job } from '../../model/staff-jobs.ts';
import { makeKeyPair } from '../../pack/keys.ts';
import { trustKey } from '../editions/trusted-keys.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { until } from '../testing/make-visits.ts';
import { makeProgramFolder, makeUpdate } from '../testing/make-program.ts';
import { watchFolder } from '../testing/make-stick.ts';
import { startKiosk, type TestKiosk } from '../testing/start-kiosk.ts';
import { readPointer, versionOf, type ProgramPlace } from './program-folder.ts';

const staffKey = 'f'.repeat(64);
const auth = { Authorization: `Bearer ${staffKey}` };
const key = makeKeyPair('Organisers');

async function start(program?: ProgramPlace) {
  const root = makeFolder();
  const stick = join(root, 'VAN 1');
  mkdirSync(stick);
  const file = await makeUpdate(stick, key);
  const sticks = await watchFolder(root);
  let restarts = 0;
  const shell = { canPrint: false, relaunch: () => void (restarts += 1) };
  const kiosk = await startKiosk({ staffKey, deps: { sticks, shell, ...(program && { program }) } });
  trustKey(kiosk.dataDir, key.publicKey);
  return { kiosk, file, restarts: () => restarts };
}

async function stateOf(kiosk: TestKiosk): Promise<ProgramState> {
  const response = await kiosk.get('/api/staff/program', { headers: auth });
  return (await response.json()) as ProgramState;
}

async function finish(kiosk: TestKiosk): Promise<Job['outcome']> {
  let job: Job | null = null;
  await until(async () => {
    const response = await kiosk.get('/api/staff/job', { headers: auth });
    ({ job } = (await response.json()) as { job: Job | null });
    return job?.outcome !== undefined;
  });
  // `until` has just seen it.
  return (job as Job | null)?.outcome;
}

test('the update on a stick is listed, put in by its job, waits for the restart, and can be undone', async () => {
  const place = makeProgramFolder(makeFolder());
  const { kiosk, file } = await start(place);
  expect(await stateOf(kiosk)).toMatchObject({
    version: '0.1.0',
    place: 'folder',
    waiting: null,
    before: null,
    updates: [{ path: file, version: '1.1.0', fits: 'newer' }],
  });
  const job = { do: 'update', program: file };
  expect((await kiosk.send('/api/staff/job', job, auth)).status).toBe(200);
  expect(await finish(kiosk)).toEqual({ kind: 'updated', version: '1.1.0' });
  expect(await stateOf(kiosk)).toMatchObject({ waiting: '1.1.0', before: null });
  expect(versionOf(readPointer(place.dir)?.current ?? '')).toBe('1.1.0');

  const after = await start({ ...place, running: readPointer(place.dir)?.current ?? '' });
  expect(await stateOf(after.kiosk)).toMatchObject({ waiting: null, before: '1.0.0' });
  expect((await after.kiosk.send('/api/staff/program/back', {}, auth)).status).toBe(200);
  expect(readPointer(place.dir)).toMatchObject({ current: place.running, tries: 0 });
});

test('a file of a stranger is refused by the job with its findings, and the program stays', async () => {
  const place = makeProgramFolder(makeFolder());
  const { kiosk, file } = await start(place);
  trustKey(kiosk.dataDir, { ...key.publicKey, notAfter: '2020-01-01' });
  await kiosk.send('/api/staff/job', { do: 'update', program: file }, auth);
  expect(await finish(kiosk)).toMatchObject({ kind: 'refused', findings: [{ severity: 'error' }] });
  expect(readPointer(place.dir)).toEqual({ current: place.running });
});

test.each(['sources', 'installed', 'read-only'] as const)(
  'a program that is %s says so, and neither puts in nor goes back',
  async (kind) => {
    const { kiosk, file } = await start({ kind });
    expect(await stateOf(kiosk)).toMatchObject({ place: kind, before: null });
    await kiosk.send('/api/staff/job', { do: 'update', program: file }, auth);
    expect(await finish(kiosk)).toEqual({ kind: 'failed', code: 'not-here' });
    expect((await kiosk.send('/api/staff/program/back', {}, auth)).status).toBe(409);
  },
);

test('staff without the technician’s PIN see and do nothing of it', async () => {
  const { kiosk, file } = await start(makeProgramFolder(makeFolder()));
  await kiosk.send('/api/staff/set-up', { staffPin: '111111', technicianPin: '222222' });
  const entered = (await (await kiosk.send('/api/staff/enter', { pin: '111111' })).json()) as {
    token: string;
  };
  const asStaff = { Authorization: `Bearer ${entered.token}` };
  for (const answer of [
    await kiosk.get('/api/staff/program', { headers: asStaff }),
    await kiosk.send('/api/staff/program/back', {}, asStaff),
    await kiosk.send('/api/staff/job', { do: 'update', program: file }, asStaff),
  ]) {
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('technician-only');
  }
});

test('a path that is on no stick is not read', async () => {
  const { kiosk } = await start(makeProgramFolder(makeFolder()));
  const elsewhere = join(makeFolder(), 'jingzhong-program-1.1.0.zip');
  const answer = await kiosk.send('/api/staff/job', { do: 'update', program: elsewhere }, auth);
  expect(answer.status).toBe(404);
});
