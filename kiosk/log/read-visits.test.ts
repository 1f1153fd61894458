// The quick walk gives what reading each visit by itself gives, whatever stands in the rows.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeFolder } from '../testing/make-folder.ts';
import { openLogDatabase, type LogDatabase } from './open-database.ts';
import { readLog } from './read-log.ts';

function openLog(): LogDatabase {
  return openLogDatabase({ dataDir: makeFolder(), wallMs: 1_000 });
}

function makeWriter(database: LogDatabase, log = 1) {
  const insert = database.prepare(
    `insert into events (log, seq, event_id, visit_id, type, schema_version, wall_ms, mono_ms, boot_id,
       stop_id, edition, body) values (?, ?, ?, ?, ?, ?, ?, 5, ?, ?, ?, ?)`,
  );
  let seq = 0;
  return (
    visitId: string | null,
    type: string,
    body: string,
    changes: Partial<Record<string, unknown>> = {},
  ) => {
    seq += 1;
    const { version = 1, boot = 'boot "1"', stop = null, edition = '展览-1' } = changes;
    insert.run(log, seq, randomUUID(), visitId, type, version, 1_000 + seq, boot, stop, edition, body);
  };
}

const started = JSON.stringify({ language: 'zh-Hans', mode: 'visitor' });
const opened = JSON.stringify({ panel: 'envelope', title: '“信封”, ]', aspect: 'integrity' });
const ended = JSON.stringify({ cause: 'finished' });

function expectSame(database: LogDatabase): number {
  const reader = readLog(database);
  const end = reader.findEnd();
  const ids = database
    .prepare<[], string>("select visit_id from events where type = 'visit.started' order by log, seq")
    .pluck()
    .all();
  const walked = [...reader.visits(end)];
  expect(walked).toEqual(ids.map((id) => reader.readVisit(id, end)));
  return walked.length;
}

test('interleaved visits come whole, in the order of their beginnings', () => {
  const database = openLog();
  const write = makeWriter(database);
  const ids = Array.from({ length: 300 }, () => randomUUID());
  for (const [number, id] of ids.entries()) {
    write(id, 'visit.started', started, { stop: number % 3 === 0 ? '站"1' : null });
    write(null, 'kiosk.stopped', '{"cause":"stop"}');
    const before = ids[number - 1];
    if (before)
      write(before, 'visit.ended', ended, { boot: `boot-${number}`, edition: `edition ${number % 7}` });
    write(id, 'panel.opened', opened);
  }
  expect(expectSame(database)).toBe(300);
});

test.each([
  ['no JSON', '{"panel":'],
  ['two values', '{},{}'],
  ['a bracket closed and opened', '{}],[2,"x","y","visit.ended",1,1,1,0,0,0,{}'],
  ['a body of another type', '{"cause":"finished"}'],
  ['nothing', ''],
  ['a text', '"x"'],
])('a damaged body (%s) is left out, and its neighbours are not', (_what, body) => {
  const database = openLog();
  const write = makeWriter(database);
  for (let number = 0; number < 20; number += 1) {
    const id = randomUUID();
    write(id, 'visit.started', started);
    if (number === 7) write(id, 'panel.opened', body);
    write(id, 'panel.opened', opened);
  }
  expect(expectSame(database)).toBe(20);
  const reader = readLog(database);
  const counts = [...reader.visits(reader.findEnd())].map((events) => events.length);
  expect(counts).toEqual(Array.from({ length: 20 }, () => 2));
});

test('what a newer program wrote is left out', () => {
  const database = openLog();
  const write = makeWriter(database);
  const id = randomUUID();
  write(id, 'visit.started', started);
  write(id, 'panel.opened', opened, { version: 2 });
  write(id, 'panel.licked', '{}');
  expect(expectSame(database)).toBe(1);
});

test('a visit whose end lies far away, or in another log, is whole and told once', () => {
  const database = openLog();
  database.exec(`insert into logs (log, log_id, created_wall_ms) values (2, '${'b'.repeat(32)}', 2000)`);
  const write = makeWriter(database);
  const writeLater = makeWriter(database, 2);
  const [far, across] = [randomUUID(), randomUUID()];
  write(far, 'visit.started', started);
  write(across, 'visit.started', started);
  for (let number = 0; number < 300; number += 1) {
    const id = randomUUID();
    write(id, 'visit.started', started);
    write(id, 'visit.ended', ended);
  }
  write(far, 'visit.ended', ended);
  writeLater(across, 'visit.ended', ended);
  writeLater(randomUUID(), 'visit.started', started);
  expect(expectSame(database)).toBe(303);
});

test('rows written after the reading began are not seen', () => {
  const database = openLog();
  const write = makeWriter(database);
  const id = randomUUID();
  write(id, 'visit.started', started);
  const reader = readLog(database);
  const end = reader.findEnd();
  write(id, 'panel.opened', opened);
  write(randomUUID(), 'visit.started', started);
  expect([...reader.visits(end)].map((events) => events.length)).toEqual([1]);
});
