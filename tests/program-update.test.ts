// The whole way of a new program: a kiosk in a folder of its own, really bundled and really started,
// takes an update from a stick, runs it, goes back, and survives an update that cannot start.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findFreePort } from '../hub/testing/find-free-port.ts';
import { trustKey } from '../kiosk/editions/trusted-keys.ts';
import { readPointer, versionOf } from '../kiosk/program/program-folder.ts';
import { describeProgram, writeProgramUpdate } from '../pack/write-program.ts';
import { makeKeyPair } from '../pack/keys.ts';
import { programPlatform, type ProgramParts } from '../scripts/program/build-program.ts';
import { makeFolder, makeUpdate } from '../scripts/program/make-folder.ts';
import { makeSmallEdition, makeSmallScreens } from './support/small-edition.ts';

const work = mkdtempSync(join(tmpdir(), 'jingzhong-update-'));
const stick = join(work, 'sticks', 'USB-STICK');
const dataDir = join(work, 'data');
const key = makeKeyPair('Organisers');
const isHere = `${process.platform}-${process.arch}` === programPlatform;
let dir: string;
let url: string;
let child: ChildProcess;

const fileOf = (version: string) => join(stick, `jingzhong-program-${version}-${programPlatform}.zip`);

beforeAll(async () => {
  if (!isHere) return;
  mkdirSync(stick, { recursive: true });
  const partsOf = (version: string): ProgramParts => ({
    version,
    editionDir: join(work, 'edition'),
    rendererDir: join(work, 'screens'),
    say: () => undefined,
  });
  makeSmallEdition(join(work, 'edition'));
  makeSmallScreens(join(work, 'screens'));
  const { privateKey } = key;
  dir = await makeFolder(partsOf('1.0.0'), work);
  await makeUpdate(partsOf('1.1.0'), { privateKey, outFile: fileOf('1.1.0') });
  await makeBrokenUpdate('1.2.0');
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}/`;
  child = spawn(join(dir, 'jingzhong'), ['--shell', 'serve', '--port', String(port), '--data', dataDir], {
    stdio: 'ignore',
    env: { ...process.env, JINGZHONG_STICKS: join(work, 'sticks') },
  });
  await untilVersion('1.0.0');
  trustKey(dataDir, key.publicKey);
}, 240_000);

afterAll(async () => {
  if (isHere) {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
  }
  rmSync(work, { recursive: true, force: true });
});

/** Rightly signed, and of no use: its program ends at once. */
async function makeBrokenUpdate(version: string): Promise<void> {
  const brokenDir = join(work, 'broken');
  mkdirSync(join(brokenDir, 'program'), { recursive: true });
  writeFileSync(join(brokenDir, 'program', 'main.js'), 'process.exit(1);\n');
  writeFileSync(join(brokenDir, 'node'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const manifest = describeProgram(brokenDir, { version, platform: programPlatform });
  await writeProgramUpdate(brokenDir, manifest, { outFile: fileOf(version), privateKey: key.privateKey });
}

async function versionNow(): Promise<string | undefined> {
  try {
    const health = (await (await fetch(`${url}api/health`)).json()) as { version: string };
    return health.version;
  } catch {
    return undefined;
  }
}

const untilVersion = (version: string) =>
  vi.waitFor(async () => expect(await versionNow()).toBe(version), { timeout: 60_000, interval: 200 });

/** As whoever can read the data folder of the kiosk that runs now. */
async function asTechnician(path: string, body?: unknown): Promise<Response> {
  const running = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { key: string };
  return fetch(`${url}api/staff/${path}`, {
    headers: { Authorization: `Bearer ${running.key}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
}

async function update(version: string): Promise<void> {
  const job = { do: 'update', program: fileOf(version) };
  await expect.poll(async () => (await asTechnician('job', job)).status, { timeout: 10_000 }).toBe(200);
  const outcome = async () =>
    ((await (await asTechnician('job')).json()) as { job: { outcome?: unknown } | null }).job?.outcome;
  await expect.poll(outcome, { timeout: 60_000, interval: 200 }).toEqual({ kind: 'updated', version });
}

test.skipIf(!isHere)(
  'an update from a stick is put in, started and confirmed, and can be gone back from',
  async () => {
    await update('1.1.0');
    await untilVersion('1.1.0');
    const pointer = readPointer(dir);
    expect(pointer?.tries).toBeUndefined();
    expect(versionOf(pointer?.previous ?? '')).toBe('1.0.0');
    expect((await asTechnician('program/back', {})).status).toBe(200);
    await untilVersion('1.0.0');
    expect(readPointer(dir)?.tries).toBeUndefined();
  },
);

test.skipIf(!isHere)(
  'an update that cannot start is taken back by itself, and the kiosk runs on',
  async () => {
    const before = readPointer(dir)?.current;
    await update('1.2.0');
    await expect.poll(() => versionOf(readPointer(dir)?.current ?? ''), { timeout: 30_000 }).toBe('1.2.0');
    await expect.poll(() => readPointer(dir)?.current, { timeout: 60_000 }).toBe(before);
    await untilVersion('1.0.0');
  },
);
