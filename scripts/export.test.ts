// The command as it is typed: a process of its own, judged by its exit, its sentence, its file.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { logPath } from '../kiosk/log/data-folder.ts';
import { openVisitLog } from '../kiosk/log/visit-log.ts';
import { exportKinds } from '../report/export-log.ts';
import { makeFolder } from '../kiosk/testing/make-folder.ts';
import { makeClock, makeVisit } from '../kiosk/testing/make-visits.ts';

const script = fileURLToPath(new URL('export.ts', import.meta.url));

function run(...argv: string[]) {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, ...argv],
    { encoding: 'utf8' },
  );
  return { status, said: stderr, printed: stdout };
}

function makeData(): string {
  const dataDir = makeFolder();
  const log = openVisitLog({ dataDir, clock: makeClock(), edition: 'sample' });
  for (let visit = 0; visit < 3; visit += 1)
    log.writePosted([{ events: makeVisit(), arrivedWallMs: 1_000, arrivedMonoMs: 1_000 }]);
  log.close();
  return dataDir;
}

test.each(exportKinds.filter((kind) => kind !== 'report'))('writes %s as CSV and as JSON', (kind) => {
  const dataDir = makeData();
  for (const ending of ['csv', 'json']) {
    const out = join(makeFolder(), `numbers.${ending}`);
    expect(run(kind, '--data', dataDir, '--out', out)).toMatchObject({ status: 0 });
    expect(readFileSync(out, 'utf8').length).toBeGreaterThan(2);
  }
});

test.each([
  ['xlsx', 'PK'],
  ['pdf', '%PDF-1.7'],
  ['json', '{'],
])('writes the whole report as %s', (ending, start) => {
  const out = join(makeFolder(), `report.${ending}`);
  expect(run('report', '--data', makeData(), '--out', out, '--lang', 'en')).toMatchObject({ status: 0 });
  expect(readFileSync(out, 'latin1').startsWith(start)).toBe(true);
});

test('writes one row a visit', () => {
  const out = join(makeFolder(), 'visits.csv');
  run('visits', '--data', makeData(), '--out', out);
  const lines = readFileSync(out, 'utf8').split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]?.startsWith('\ufeffvisit_id,')).toBe(true);
});

test.each([
  [['stop', '--data', 'DATA', '--out', 'OUT.csv'], 'Offered: matrix'],
  [['visits', '--data', 'DATA', '--out', 'OUT.pdf'], '.csv, .json, or .xlsx'],
  [['report', '--data', 'DATA', '--out', 'OUT.csv'], 'report is written as .pdf, .xlsx, or .json'],
  [['days', '--data', 'DATA', '--out', 'OUT.zip'], 'days is written as .csv, .json, or .xlsx'],
  [
    ['days', '--data', 'DATA', '--out', 'OUT.csv', '--from', '2026-11-24', '--to', '2026-11-23'],
    'is after --to',
  ],
  [['visits', '--data', 'DATA'], '--out FILE'],
  [['visits', '--out', 'OUT.csv'], '--data DIR'],
  [['visits', '--data', 'DATA', '--out', 'OUT.csv', '--from', 'yesterday'], '--from is a day'],
  [['visits', '--data', 'DATA', '--out', 'OUT.csv', '--lang', 'fr'], '--lang is one of'],
  [['visits', '--data', 'DATA', '--out', 'OUT.csv', '--colour'], '--colour'],
  [['visits', '--data', 'DATA', '--out', 'OUT.csv', '--hub'], 'There is no hub'],
  [['visits', '--data', 'NONE', '--out', 'OUT.csv'], 'no visit log'],
  [['visits', '--data', 'DATA', '--out', 'NONE/OUT.csv'], 'cannot be written'],
  [[], 'Say what to export'],
])('answers %j with one sentence and exit 2', (argv, sentence) => {
  const dir = makeFolder();
  const dataDir = makeData();
  const words = argv.map((word) =>
    word.replace('DATA', dataDir).replace('NONE', join(dir, 'none')).replace('OUT', join(dir, 'out')),
  );
  const { status, said, printed } = run(
    ...words.map((word) => word.replace(`${dir}/none/${dir}`, `${dir}/none`)),
  );
  expect(status).toBe(2);
  expect(said).toContain(sentence);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(said).not.toMatch(/\n\s+at /);
  expect(printed).toBe('');
});

test('says in one sentence that a log is damaged, and leaves no half a file', () => {
  const dataDir = makeData();
  writeFileSync(logPath(dataDir), Buffer.alloc(40_000, 0xaa), { flag: 'r+' });
  const dir = makeFolder();
  const { status, said } = run('visits', '--data', dataDir, '--out', join(dir, 'visits.csv'));
  expect(status).toBe(2);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(readdirSync(dir)).toEqual([]);
});

test('keeps the file that was there when it cannot make a new one', () => {
  const dir = makeFolder();
  const out = join(dir, 'visits.csv');
  mkdirSync(out);
  expect(run('visits', '--data', makeData(), '--out', out)).toMatchObject({ status: 2 });
  expect(existsSync(out)).toBe(true);
  expect(readdirSync(dir)).toEqual(['visits.csv']);
});
