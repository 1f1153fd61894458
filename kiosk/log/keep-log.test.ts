import Database from 'better-sqlite3';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock, makeEvent, makeVisit, sampleRun, until, type TestClock } from '../testing/make-visits.ts';
import { logPath } from './data-folder.ts';
import { keepLog, type KeptLog } from './keep-log.ts';
import { migrations } from './migrations.ts';
import { openLogReader } from './open-reader.ts';

type Options = { clock?: TestClock; lines?: string[] };

function keep(dataDir: string, { clock = makeClock(), lines = [] }: Options = {}): KeptLog {
  const log = keepLog({ dataDir, clock, tell: (line) => lines.push(line), retryMs: 10, ballastBytes: 4096 });
  onTestFinished(() => log.stop());
  return log;
}

async function keepOpen(dataDir: string, options: Options = {}): Promise<KeptLog> {
  const log = keep(dataDir, options);
  log.begin(sampleRun);
  await until(() => log.health().state === 'ready');
  return log;
}

function readTypes(dataDir: string): string[] {
  const { database, close } = openLogReader(dataDir);
  const rows = database.prepare<[], { type: string }>('select type from events order by seq').all();
  close();
  return rows.map(({ type }) => type);
}

test('begins and ends a run in the log, and tells when the run before was last alive', async () => {
  const dataDir = makeFolder();
  const clock = makeClock();
  await (await keepOpen(dataDir, { clock })).stop();
  clock.pass(3_600_000);
  await (await keepOpen(dataDir, { clock })).stop();
  expect(readTypes(dataDir)).toEqual(['kiosk.started', 'kiosk.stopped', 'kiosk.started', 'kiosk.stopped']);
  const { reader, close } = openLogReader(dataDir);
  const starts = [...reader.eventsOutsideVisits('kiosk.started', reader.findEnd())];
  close();
  expect(starts[0]?.body).not.toHaveProperty('last_alive_wall_ms');
  expect(starts[1]?.body).toMatchObject({
    last_alive_wall_ms: clock.wall - 3_600_000,
    last_alive_boot_id: 'boot-1',
  });
});

test('refuses a second kiosk on the same folder with a sentence, and lets it in when the first is gone', async () => {
  const dataDir = makeFolder();
  const first = await keepOpen(dataDir);
  expect(() => keep(dataDir)).toThrow(expect.objectContaining({ code: 'log-in-use' }));
  await first.stop();
  await expect(keepOpen(dataDir)).resolves.toBeDefined();
});

test('refuses a data folder that is a file', () => {
  const file = join(makeFolder(), 'data');
  writeFileSync(file, '');
  expect(() => keep(file)).toThrow(expect.objectContaining({ code: 'data-folder-unusable' }));
});

test.skipIf(process.platform !== 'linux')('refuses a data folder that can never be made, at once', () => {
  expect(() => keep('/proc/x')).toThrow(expect.objectContaining({ code: 'data-folder-unusable' }));
});

test('answers requests of one turn each for itself', async () => {
  const log = await keepOpen(makeFolder());
  const stray = makeEvent('00000000-0000-4000-8000-000000000001', 'visit.ended', { cause: 'idle' });
  const outcomes = await Promise.all([log.append(makeVisit()), log.append([stray]), log.append(makeVisit())]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['written', 'refused', 'written']);
  expect(log.health()).toMatchObject({ state: 'ready', events: 9, lastSeq: 9, unsent: 9 });
});

test('answers “not now” before the log is open and after it was closed', async () => {
  const log = keep(makeFolder());
  expect(await log.append(makeVisit())).toMatchObject({ kind: 'unavailable', trouble: 'opening' });
  log.begin(sampleRun);
  await until(() => log.health().state === 'ready');
  await log.stop();
  expect(await log.append(makeVisit())).toMatchObject({ kind: 'unavailable' });
});

test('writes what is under way before it stops', async () => {
  const dataDir = makeFolder();
  const log = await keepOpen(dataDir);
  const written = log.append(makeVisit());
  await log.stop();
  expect(await written).toMatchObject({ kind: 'written' });
  expect(readTypes(dataDir)).toHaveLength(6);
});

test('sets a damaged log aside whole, begins a new one at once, and salvages the old', async () => {
  const dataDir = makeFolder();
  const before = await keepOpen(dataDir);
  for (let visit = 0; visit < 50; visit += 1) await before.append(makeVisit());
  await before.stop();
  writeFileSync(logPath(dataDir), Buffer.alloc(2_000, 0xaa), { flag: 'r+' });
  const lines: string[] = [];
  const log = await keepOpen(dataDir, { lines });
  expect(log.health().setAside).toMatchObject([{ why: 'damaged' }]);
  expect(await log.append(makeVisit())).toMatchObject({ kind: 'written' });
  await until(() => log.health().setAside[0]?.salvaged !== undefined);
  const salvaged = log.health().setAside[0]?.salvaged;
  // The first page held no events; 200 of visits and two of the kiosk's own were elsewhere.
  expect(salvaged?.restored).toBe(202);
  const [folder = ''] = readdirSync(dataDir).filter((name) => name.startsWith('log-damaged-'));
  expect(existsSync(join(dataDir, folder, 'visits.db'))).toBe(true);
  expect(lines.join(' ')).toContain('damaged');
});

test('salvages once, not again at every start', async () => {
  const dataDir = makeFolder();
  const before = await keepOpen(dataDir);
  await before.append(makeVisit());
  await before.stop();
  writeFileSync(logPath(dataDir), Buffer.alloc(100, 0xaa), { flag: 'r+' });
  const log = await keepOpen(dataDir);
  await until(() => log.health().setAside[0]?.salvaged !== undefined);
  await log.stop();
  const rows = readTypes(dataDir).length;
  const again = await keepOpen(dataDir);
  await again.stop();
  expect(again.health().setAside).toEqual([]);
  expect(readTypes(dataDir)).toHaveLength(rows + 2);
});

test('sets a newer log aside, whole and unchanged, with a clear message', async () => {
  const dataDir = makeFolder();
  await (await keepOpen(dataDir)).stop();
  const newer = new Database(logPath(dataDir));
  newer.pragma(`user_version = ${migrations.length + 7}`);
  newer.close();
  const lines: string[] = [];
  const log = await keepOpen(dataDir, { lines });
  expect(log.health().setAside).toMatchObject([{ why: 'newer' }]);
  expect(lines.join(' ')).toContain('newer than this program');
  const [folder = ''] = readdirSync(dataDir).filter((name) => name.startsWith('log-newer-'));
  const kept = new Database(join(dataDir, folder, 'visits.db'), { readonly: true });
  onTestFinished(() => void kept.close());
  expect(kept.pragma('user_version', { simple: true })).toBe(migrations.length + 7);
});

test('waits while another program locks the log, and resumes by itself', async () => {
  const dataDir = makeFolder();
  const log = await keepOpen(dataDir);
  const other = new Database(logPath(dataDir));
  other.exec('begin immediate');
  expect(await log.append(makeVisit())).toMatchObject({ kind: 'unavailable', trouble: 'locked' });
  expect(log.health()).toMatchObject({
    state: 'locked',
    sentence: { en: expect.stringContaining('Another program') },
  });
  other.exec('rollback');
  other.close();
  await until(() => log.health().state === 'ready');
  expect(await log.append(makeVisit())).toMatchObject({ kind: 'written' });
});

test('goes on without a log on a disk that cannot be written, and resumes by itself', async () => {
  const dataDir = makeFolder();
  await (await keepOpen(dataDir)).stop();
  const logDir = join(dataDir, 'log');
  const isRoot = process.getuid?.() === 0;
  // Permissions do not stop root; a folder in the database's place stops everybody.
  const spoil = () => (isRoot ? swap(logPath(dataDir), true) : chmodSync(logDir, 0o500));
  const mend = () => (isRoot ? swap(logPath(dataDir), false) : chmodSync(logDir, 0o700));
  spoil();
  const log = keep(dataDir);
  log.begin(sampleRun);
  await until(() => log.health().state === 'read-only');
  expect(await log.append(makeVisit())).toMatchObject({ kind: 'unavailable', trouble: 'read-only' });
  mend();
  await until(() => log.health().state === 'ready');
  expect(await log.append(makeVisit())).toMatchObject({ kind: 'written' });
});

function swap(path: string, isSpoilt: boolean): void {
  const [from, to] = isSpoilt ? [path, `${path}.kept`] : [`${path}.kept`, path];
  if (!isSpoilt) rmdirSync(path);
  renameSync(from, to);
  if (isSpoilt) mkdirSync(path);
}

test('keeps the kiosk’s name when its log had to be set aside', async () => {
  const dataDir = makeFolder();
  await (await keepOpen(dataDir)).stop();
  const { kioskId, close } = openLogReader(dataDir);
  close();
  writeFileSync(logPath(dataDir), Buffer.alloc(100, 0xaa), { flag: 'r+' });
  await (await keepOpen(dataDir)).stop();
  const after = openLogReader(dataDir);
  after.close();
  expect(kioskId).toMatch(/^kiosk-[0-9a-f]{8}$/);
  expect(after.kioskId).toBe(kioskId);
});
