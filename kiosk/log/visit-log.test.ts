import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock, makeEvent, makeVisit } from '../testing/make-visits.ts';
import { logPath } from './data-folder.ts';
import { applicationId, migrations } from './migrations.ts';
import { readLog } from './read-log.ts';
import { openVisitLog, type OwnEvent, type VisitLog } from './visit-log.ts';

function open(dataDir = makeFolder(), clock = makeClock()): VisitLog {
  const log = openVisitLog({ dataDir, clock, edition: 'sample-2026-11-01-1' });
  onTestFinished(() => log.close());
  return log;
}

const post = (events: ReturnType<typeof makeVisit>) => ({
  events,
  arrivedWallMs: 2_000_000,
  arrivedMonoMs: 1_000_000,
});

function readRows(log: VisitLog) {
  return log.database
    .prepare<[], { seq: number; event_id: string; wall_ms: number; mono_ms: number }>(
      'select seq, event_id, wall_ms, mono_ms from events order by seq',
    )
    .all();
}

const ownEvent = (changes: Partial<OwnEvent> = {}): OwnEvent => ({
  event_id: randomUUID(),
  visit_id: null,
  type: 'kiosk.stopped',
  schema_version: 1,
  wall_ms: 1,
  mono_ms: 1,
  boot_id: 'boot-1',
  stop_id: null,
  edition: 'sample',
  body: { cause: 'stop' },
  ...changes,
});

test('writes ahead, and syncs every commit', () => {
  const { database } = open();
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
});

test('has a random log id of 128 bits that outlives a restart', () => {
  const dataDir = makeFolder();
  const first = openVisitLog({ dataDir, clock: makeClock(), edition: 'e' });
  first.close();
  expect(first.logId).toMatch(/^[0-9a-f]{32}$/);
  expect(open(dataDir).logId).toBe(first.logId);
  expect(open().logId).not.toBe(first.logId);
});

test('numbers rows without a gap, over requests, refusals and restarts', () => {
  const dataDir = makeFolder();
  const before = openVisitLog({ dataDir, clock: makeClock(), edition: 'e' });
  before.writePosted([
    post(makeVisit()),
    post([makeEvent(randomUUID(), 'visit.ended', { cause: 'idle' })]),
    post(makeVisit()),
  ]);
  before.close();
  const log = open(dataDir);
  log.writePosted([post(makeVisit())]);
  expect(readRows(log).map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  expect(log.counts()).toEqual({ events: 12, lastSeq: 12, unsent: 12 });
});

test('takes the same event again as a success and writes no second row', () => {
  const log = open();
  const visit = makeVisit();
  expect(log.writePosted([post(visit)])).toEqual([{ kind: 'written', appended: 4, repeated: 0 }]);
  expect(log.writePosted([post([...visit, ...visit])])).toEqual([
    { kind: 'written', appended: 0, repeated: 8 },
  ]);
  expect(readRows(log)).toHaveLength(4);
});

test('refuses a request with an event of an unknown visit whole, and leaves its neighbours alone', () => {
  const log = open();
  const stray = makeEvent(randomUUID(), 'panel.opened', { panel: 'p', title: 't', aspect: 'law' });
  const outcomes = log.writePosted([post(makeVisit()), post([...makeVisit(), stray]), post(makeVisit())]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['written', 'refused', 'written']);
  expect(outcomes[1]).toMatchObject({ findings: [{ where: 'events[4].visit_id' }] });
  expect(readRows(log)).toHaveLength(8);
});

test('refuses an event before its visit.started, and a second start of one visit', () => {
  const log = open();
  const [start, opened] = makeVisit();
  if (!start || !opened) throw new Error('no visit');
  expect(log.writePosted([post([opened, start])])).toMatchObject([{ kind: 'refused' }]);
  const again = makeEvent(start.visit_id, 'visit.started', { language: 'en', mode: 'visitor' });
  expect(log.writePosted([post([start]), post([again])])).toMatchObject([
    { kind: 'written' },
    { kind: 'refused' },
  ]);
});

test('stamps an event with the moment it happened, on both clocks, and never before the boot', () => {
  const log = open();
  const visitId = randomUUID();
  const start = makeEvent(visitId, 'visit.started', { language: 'en', mode: 'visitor' }, { age_ms: 1_500 });
  const old = makeEvent(visitId, 'visit.ended', { cause: 'idle' }, { age_ms: Number.MAX_SAFE_INTEGER });
  log.writePosted([post([start, old])]);
  expect(readRows(log)).toMatchObject([
    { wall_ms: 1_998_500, mono_ms: 998_500 },
    { wall_ms: 0, mono_ms: 0 },
  ]);
});

test('writes nothing of a group when the disk refuses in its middle', () => {
  const log = open();
  log.database.exec(
    "create trigger refuse before insert on events when new.seq = 6 begin select raise(abort, 'disk'); end",
  );
  expect(() => log.writePosted([post(makeVisit()), post(makeVisit())])).toThrow('disk');
  expect(readRows(log)).toEqual([]);
  expect(log.counts().lastSeq).toBe(0);
  log.database.exec('drop trigger refuse');
  log.writePosted([post(makeVisit())]);
  expect(readRows(log).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

test('knows the stop it stands at, after a restart too', () => {
  const dataDir = makeFolder();
  const log = open(dataDir);
  const arrived = { stop_id: 'library', name: '图书馆', entry: 'villages' };
  log.writeOwn([ownEvent({ type: 'stop.arrived', body: arrived })]);
  expect(log.stopId()).toBe('library');
  expect(open(dataDir).stopId()).toBe('library');
  log.writeOwn([ownEvent({ type: 'stop.left', body: { stop_id: 'library' } })]);
  expect(log.stopId()).toBeNull();
});

test('knows its last sign of life: the minute’s mark, or a later event', () => {
  const clock = makeClock(5_000, 1_000);
  const log = open(makeFolder(), clock);
  expect(log.findLastAlive()).toBeUndefined();
  log.writeOwn([ownEvent({ wall_ms: 6_000, mono_ms: 2_000 })]);
  expect(log.findLastAlive()).toMatchObject({ wallMs: 6_000 });
  clock.pass(60_000);
  log.markAlive();
  expect(log.findLastAlive()).toEqual({ wallMs: 65_000, monoMs: 61_000, bootId: 'boot-1' });
  log.writeOwn([ownEvent({ wall_ms: 70_000, mono_ms: 66_000 })]);
  expect(log.findLastAlive()).toMatchObject({ wallMs: 70_000 });
});

test('refuses a log that is newer, one that is not a log, and a WAL that has lost its database', () => {
  const newer = makeFolder();
  open(newer).database.pragma(`user_version = ${migrations.length + 1}`);
  expect(() => open(newer)).toThrow(expect.objectContaining({ code: 'log-newer' }));

  const stranger = makeFolder();
  mkdirSync(dirname(logPath(stranger)), { recursive: true });
  const other = new Database(logPath(stranger));
  other.exec('create table notes (text)');
  other.pragma('user_version = 1');
  other.close();
  expect(() => open(stranger)).toThrow(expect.objectContaining({ code: 'log-damaged' }));

  const parted = makeFolder();
  mkdirSync(dirname(logPath(parted)), { recursive: true });
  writeFileSync(`${logPath(parted)}-wal`, 'what was written ahead');
  expect(() => open(parted)).toThrow(expect.objectContaining({ code: 'log-damaged' }));
});

test('finishes a log whose making was cut off', () => {
  const dataDir = makeFolder();
  mkdirSync(dirname(logPath(dataDir)), { recursive: true });
  new Database(logPath(dataDir)).pragma('journal_mode = WAL');
  const log = open(dataDir);
  expect(log.database.pragma('application_id', { simple: true })).toBe(applicationId);
  expect(log.writePosted([post(makeVisit())])).toMatchObject([{ kind: 'written' }]);
});

test('brings a log from before the clock corrections on, with every row and its cursor', () => {
  const dataDir = makeFolder();
  mkdirSync(dirname(logPath(dataDir)), { recursive: true });
  const old = new Database(logPath(dataDir));
  old.pragma('journal_mode = WAL');
  for (const statements of migrations.slice(0, 2)) old.exec(statements);
  old.pragma(`application_id = ${applicationId}`);
  old.pragma('user_version = 2');
  old.exec(
    `insert into logs values (1, '${'b'.repeat(32)}', 0); insert into cursors values ('hub-committed', 1, 1)`,
  );
  const insert = old.prepare(
    `insert into events values (1, ?, ?, ?, ?, 1, 2000000, 1000000, 'boot-1', null, 'sample', '{}')`,
  );
  const [visit] = makeVisit();
  for (const [index, type] of ['visit.started', 'visit.ended'].entries())
    insert.run(index + 1, randomUUID(), visit?.visit_id, type);
  old.close();
  const log = open(dataDir);
  expect(log.database.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(log.counts()).toEqual({ events: 2, lastSeq: 2, unsent: 1 });
  const reader = readLog(log.database);
  expect(reader.readCorrections().size).toBe(0);
  log.acknowledge(log.logId, 2, 0, { 'boot-1': { booted_at_ms: 5_000_000 } });
  expect(reader.visitsStartedBetween(5_900_000, 6_100_000, reader.readCorrections())).toEqual([
    visit?.visit_id,
  ]);
});

test('a word of the hub that cannot be written moves neither cursor nor clock', () => {
  const log = open();
  log.writePosted([post(makeVisit())]);
  log.database.exec(
    `create temp trigger refuse before insert on clock_corrections begin select raise(abort, 'no'); end`,
  );
  expect(() => log.acknowledge(log.logId, 4, 4, { 'boot-1': { booted_at_ms: 1 } })).toThrow('no');
  expect(log.acknowledged(log.logId)).toBe(0);
  expect(readLog(log.database).readCorrections().size).toBe(0);
});

test('never changes a row but to give it another log’s name after a fork', async () => {
  const sources = import.meta.glob<string>('./*.ts', { query: '?raw', import: 'default', eager: true });
  const written = Object.entries(sources).filter(([path]) => !path.includes('.test.'));
  expect(written.length).toBeGreaterThan(8);
  // The one exception, and all that it changes.
  const rekeying = 'update events set log = ?, seq = seq - ? where log = ? and seq > ?';
  for (const [path, text] of written) {
    const rest = path === './log-statements.ts' ? text.replace(rekeying, '') : text;
    expect(rest, path).not.toMatch(/update\s+events|delete\s+from\s+events|or\s+replace\s+into\s+events/i);
  }
});
