import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock, makeVisit } from '../testing/make-visits.ts';
import { logPath } from './data-folder.ts';
import { openLogReader } from './open-reader.ts';
import { openVisitLog } from './visit-log.ts';

function makeWritten(visits: number) {
  const dataDir = makeFolder();
  const log = openVisitLog({ dataDir, clock: makeClock(), edition: 'sample' });
  onTestFinished(() => log.close());
  const write = () => log.writePosted([{ events: makeVisit(), arrivedWallMs: 1_000, arrivedMonoMs: 1_000 }]);
  for (let visit = 0; visit < visits; visit += 1) write();
  return { dataDir, log, write };
}

function countVisits(dataDir: string): number {
  const { reader, close } = openLogReader(dataDir);
  const visits = [...reader.visits(reader.findEnd())];
  close();
  return visits.length;
}

test('reads while a kiosk writes, and only up to the moment it began', () => {
  const { dataDir, write } = makeWritten(700);
  const { reader, close } = openLogReader(dataDir);
  const end = reader.findEnd();
  let visits = 0;
  for (const events of reader.visits(end)) {
    expect(events.map(({ type }) => type)).toEqual([
      'visit.started',
      'panel.opened',
      'case.opened',
      'visit.ended',
    ]);
    if (visits % 50 === 0) write();
    visits += 1;
  }
  close();
  expect(visits).toBe(700);
  expect(countVisits(dataDir)).toBe(714);
});

test('never keeps the write-ahead log from being folded in', () => {
  const { dataDir, log, write } = makeWritten(600);
  const { reader, close } = openLogReader(dataDir);
  const visits = reader.visits(reader.findEnd());
  visits.next();
  write();
  const [{ busy } = { busy: 1 }] = log.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  expect(busy).toBe(0);
  expect([...visits]).toHaveLength(599);
  close();
});

test('reads a folder pulled from a kiosk without power, with its write-ahead log', () => {
  const { dataDir } = makeWritten(30);
  const stick = makeFolder();
  mkdirSync(join(stick, 'log'));
  for (const ending of ['', '-wal']) cpSync(`${logPath(dataDir)}${ending}`, `${logPath(stick)}${ending}`);
  expect(countVisits(stick)).toBe(30);
});

test('says in a sentence that there is no log', () => {
  expect(() => openLogReader(makeFolder())).toThrow(expect.objectContaining({ code: 'log-not-found' }));
});
