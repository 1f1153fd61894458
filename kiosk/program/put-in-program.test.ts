// The program itself, from a file on a stick: only whole, only signed by whom the kiosk trusts, only
// for this machine; and whatever happens on the way, the old version starts or the new one, never half.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { programManifestSchema, programPrefix } from '../../model/program.ts';
import { makeKeyPair, signBytes } from '../../pack/keys.ts';
import { makeRawZip, type RawEntry } from '../../pack/testing/raw-zip.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { makeProgramFolder, makeUpdate, testPlatform } from '../testing/make-program.ts';
import {
  confirmProgram,
  findProgramPlace,
  readPointer,
  versionOf,
  versionsDir,
  writePointer,
  type ProgramPlace,
} from './program-folder.ts';
import { putInProgram, type ProgramUpdate } from './put-in-program.ts';

const key = makeKeyPair('Organisers');
const running = '1.0.0-00000000';

type Folder = ProgramPlace & { kind: 'folder' };

const putIn = (place: Folder, path: string, changes: Partial<ProgramUpdate> = {}) =>
  putInProgram({
    path,
    place,
    version: '1.0.0',
    platform: testPlatform,
    keys: [key.publicKey],
    today: '2026-11-25',
    again: false,
    ...changes,
  });

/** The code of what was wrong; the program is as it was. */
async function refusal(place: Folder, path: string, changes: Partial<ProgramUpdate> = {}): Promise<string> {
  const outcome = await putIn(place, path, changes);
  expect(readPointer(place.dir)).toEqual({ current: running });
  expect(readdirSync(versionsDir(place.dir))).toEqual([running]);
  if (outcome.kind !== 'refused') return outcome.kind;
  for (const { zh, en } of outcome.findings) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en.length).toBeGreaterThan(10);
  }
  return outcome.findings[0]?.code ?? '';
}

function isWhole(versionDir: string): boolean {
  const manifest = programManifestSchema.parse(
    JSON.parse(readFileSync(join(versionDir, 'manifest.json'), 'utf8')),
  );
  return manifest.files.every(({ path, sha256, isExecutable = false }) => {
    const file = join(versionDir, path);
    const isRight = createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
    return isRight && ((statSync(file).mode & 0o100) !== 0) === isExecutable;
  });
}

test('a newer version lies whole beside the present one, which stays to go back to', async () => {
  const place = makeProgramFolder(makeFolder());
  const update = await makeUpdate(makeFolder(), key);
  const told: number[] = [];
  const outcome = await putIn(place, update, { onProgress: (done, total) => void told.push(done / total) });
  expect(outcome).toEqual({ kind: 'put-in', version: '1.1.0' });
  expect(told.at(-1)).toBe(1);
  const pointer = readPointer(place.dir);
  expect(pointer).toMatchObject({ previous: running, tries: 0 });
  expect(versionOf(pointer?.current ?? '')).toBe('1.1.0');
  expect(isWhole(join(versionsDir(place.dir), pointer?.current ?? ''))).toBe(true);
  expect(isWhole(join(versionsDir(place.dir), running))).toBe(true);
});

test('a second update before the restart never removes what runs', async () => {
  const place = makeProgramFolder(makeFolder());
  await putIn(place, await makeUpdate(makeFolder(), key, { version: '1.1.0' }));
  await putIn(place, await makeUpdate(makeFolder(), key, { version: '1.2.0' }));
  const pointer = readPointer(place.dir);
  expect(versionOf(pointer?.current ?? '')).toBe('1.2.0');
  expect(pointer?.previous).toBe(running);
  confirmProgram(place);
  expect(readdirSync(versionsDir(place.dir)).toSorted()).toEqual([running, pointer?.current]);
});

test('what is ready confirms itself, and the version before the last is dropped', async () => {
  const place = makeProgramFolder(makeFolder());
  await putIn(place, await makeUpdate(makeFolder(), key));
  const first = readPointer(place.dir)?.current ?? '';
  const after = { ...place, running: first };
  confirmProgram(after);
  expect(readPointer(place.dir)).toEqual({ current: first, previous: running });
  await putIn(after, await makeUpdate(makeFolder(), key, { version: '1.2.0' }), { version: '1.1.0' });
  confirmProgram({ ...place, running: readPointer(place.dir)?.current ?? '' });
  expect(readdirSync(versionsDir(place.dir))).not.toContain(running);
  expect(readPointer(place.dir)).toMatchObject({ previous: first });
});

test('a stranger’s key, one that has ended, no signature, and one of an edition are refused', async () => {
  const place = makeProgramFolder(makeFolder());
  const stranger = await makeUpdate(makeFolder(), makeKeyPair('Stranger'));
  expect(await refusal(place, stranger)).toBe('unknown-key');
  const ended = [{ ...key.publicKey, notAfter: '2026-11-24' }];
  expect(await refusal(place, await makeUpdate(makeFolder(), key), { keys: ended })).toBe('key-expired');
  const bytes = manifestOf([{ path: 'node', data: 'x' }]);
  expect(await refusal(place, zipOf([], bytes, undefined))).toBe('unsigned');
  // The same key over the same bytes, as an edition is signed.
  expect(await refusal(place, zipOf([], bytes, signBytes(bytes, key.privateKey)))).toBe('bad-signature');
});

test('an older version, the same one unasked, and one for another system are refused', async () => {
  const place = makeProgramFolder(makeFolder());
  const older = await makeUpdate(makeFolder(), key, { version: '0.9.9' });
  expect(await refusal(place, older)).toBe('older-version');
  expect(await refusal(place, older, { again: true })).toBe('older-version');
  const same = await makeUpdate(makeFolder(), key, { version: '1.0.0' });
  expect(await refusal(place, same)).toBe('same-version');
  const other = await makeUpdate(makeFolder(), key, { platform: 'win32-x64' });
  expect(await refusal(place, other)).toBe('other-platform');
  expect(await putIn(place, same, { again: true })).toEqual({ kind: 'put-in', version: '1.0.0' });
});

test('cut off anywhere it is never put in; with one byte changed anywhere, never but whole', async () => {
  let place = makeProgramFolder(makeFolder());
  let refused = 0;
  const update = await makeUpdate(makeFolder(), key);
  const whole = readFileSync(update);
  const broken = join(makeFolder(), 'jingzhong-program-broken.zip');
  const everyBytes = Math.ceil(whole.length / 60);
  for (let at = 0; at < whole.length; at += everyBytes) {
    writeFileSync(broken, whole.subarray(0, at));
    expect(await refusal(place, broken), `cut at ${at}`).toBe('program-damaged');
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    writeFileSync(broken, changed);
    const outcome = await putIn(place, broken);
    refused += outcome.kind === 'refused' ? 1 : 0;
    if (outcome.kind === 'refused') continue;
    // A byte that says nothing, such as a file's time in the zip.
    const current = readPointer(place.dir)?.current ?? '';
    expect(isWhole(join(versionsDir(place.dir), current)), `changed at ${at}`).toBe(true);
    place = makeProgramFolder(makeFolder());
  }
  expect(refused).toBeGreaterThan(40);
});

test('what is no update, and what was pulled out, is said', async () => {
  const place = makeProgramFolder(makeFolder());
  const file = join(makeFolder(), 'jingzhong-program-x.zip');
  writeFileSync(file, makeRawZip([{ name: 'manifest.json', data: Buffer.from('{"format":1,"id":"show"}') }]));
  expect(await refusal(place, file)).toBe('no-program');
  expect(await refusal(place, `${file}.gone`)).toBe('program-damaged');
});

test.each<[string, string]>([
  ['a step up', '../evil'],
  ['an absolute path', '/tmp/evil'],
  ['a backslash', 'program\\evil'],
  ['a device', 'nul'],
])('even a signed manifest cannot write by %s', async (_what, path) => {
  const place = makeProgramFolder(makeFolder());
  const bytes = manifestOf([
    { path: 'node', data: 'x' },
    { path, data: 'evil' },
  ]);
  const file = zipOf([{ name: 'node' }, { name: path, data: Buffer.from('evil') }], bytes, sign(bytes));
  expect(['program-damaged', 'no-program']).toContain(await refusal(place, file));
  expect(existsSync(join(place.dir, 'evil'))).toBe(false);
  expect(existsSync('/tmp/evil')).toBe(false);
});

test('a file too many, a link, and a manifest that names itself are refused', async () => {
  const place = makeProgramFolder(makeFolder());
  const bytes = manifestOf([{ path: 'node', data: 'x' }]);
  expect(await refusal(place, zipOf([{ name: 'node' }, { name: 'more' }], bytes, sign(bytes)))).toBe(
    'program-damaged',
  );
  const link = { name: 'node', unixMode: 0o120777 };
  expect(await refusal(place, zipOf([link], bytes, sign(bytes)))).toBe('program-damaged');
  const itself = manifestOf([{ path: 'manifest.json', data: 'x' }]);
  expect(await refusal(place, zipOf([], itself, sign(itself)))).toBe('program-damaged');
});

test('stopped by a touch nothing of it stays', async () => {
  const place = makeProgramFolder(makeFolder());
  const stopping = new AbortController();
  const update = await makeUpdate(makeFolder(), key);
  const outcome = await putIn(place, update, {
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  });
  expect(outcome).toEqual({ kind: 'stopped' });
  expect(readdirSync(versionsDir(place.dir))).toEqual([running]);
});

test('killed at each step: the old version starts or the new one, whole, and nothing half is left', async () => {
  const stage = makeFolder();
  makeProgramFolder(join(stage, 'before'));
  const update = await makeUpdate(stage, key);
  const keyFile = join(stage, 'key.pub.json');
  writeFileSync(keyFile, JSON.stringify(key.publicKey));
  const script = fileURLToPath(new URL('../testing/kill-update.ts', import.meta.url));
  const run = (dir: string, killAt: string) =>
    spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, dir, update, keyFile, killAt],
      { encoding: 'utf8' },
    );
  cpSync(join(stage, 'before'), join(stage, 'whole'), { recursive: true });
  const steps = Number(run(join(stage, 'whole'), '').stdout.split(' ')[2]);
  expect(steps).toBeGreaterThan(12);
  const found = { old: 0, new: 0 };
  for (let step = 1; step <= steps; step += 1) {
    const dir = join(stage, `killed-${step}`);
    cpSync(join(stage, 'before'), dir, { recursive: true });
    expect(run(dir, String(step)).signal, `step ${step}`).toBe('SIGKILL');
    const { current } = readPointer(dir) ?? { current: '' };
    found[current === running ? 'old' : 'new'] += 1;
    expect(isWhole(join(versionsDir(dir), current)), `step ${step}`).toBe(true);
    confirmProgram({ kind: 'folder', dir, running: current });
    expect(readdirSync(dir).toSorted()).toEqual(['program', 'versions']);
    const kept = [current, readPointer(dir)?.previous].filter((each) => each !== undefined);
    expect(readdirSync(versionsDir(dir)).toSorted()).toEqual(kept.toSorted());
  }
  expect(found.old).toBeGreaterThan(8);
  expect(found.new).toBeGreaterThan(0);
});

test('only a folder that this account owns and may write is updated from here', async () => {
  const dir = makeFolder();
  const place = makeProgramFolder(dir);
  const versionDir = join(versionsDir(dir), running);
  expect(findProgramPlace(versionDir)).toEqual(place);
  expect(findProgramPlace(join(makeFolder(), 'resources'))).toEqual({ kind: 'installed' });
  writeFileSync(join(dir, 'program'), 'nonsense\n');
  expect(findProgramPlace(versionDir)).toEqual({ kind: 'installed' });
  writePointer(dir, { current: running });
  const owner = process.getuid?.() ?? 0;
  // Root may write anywhere; whose the folder is, still counts.
  if (owner === 0) spawnSync('chown', ['65534', dir]);
  else chmodSync(dir, 0o500);
  expect(findProgramPlace(versionDir)).toEqual({ kind: 'read-only' });
  if (owner !== 0) chmodSync(dir, 0o700);
});

function manifestOf(files: { path: string; data: string }[]): Buffer {
  const manifest = {
    format: 1,
    program: 'jingzhong',
    version: '1.1.0',
    platform: testPlatform,
    files: files.map(({ path, data }) => ({
      path,
      sizeBytes: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
    })),
  };
  return Buffer.from(JSON.stringify(manifest));
}

const sign = (bytes: Buffer) => signBytes(Buffer.concat([Buffer.from(programPrefix), bytes]), key.privateKey);

function zipOf(entries: RawEntry[], manifest: Buffer, signature: object | undefined): string {
  const file = join(makeFolder(), 'jingzhong-program-raw.zip');
  const signed = signature && { name: 'manifest.sig', data: Buffer.from(JSON.stringify(signature)) };
  writeFileSync(
    file,
    makeRawZip([{ name: 'manifest.json', data: manifest }, ...(signed ? [signed] : []), ...entries]),
  );
  return file;
}
