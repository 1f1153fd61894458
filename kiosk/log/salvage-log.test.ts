import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ReflectionEvent } from '../../model/log-event.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock, makeEvent, makeVisit } from '../testing/make-visits.ts';
import { logFolder, logPath } from './data-folder.ts';
import { salvageFolder } from './salvage-log.ts';
import { openVisitLog, type VisitLog } from './visit-log.ts';

const visits = 400;
const rowsInAll = visits * 4;
const pageBytes = 4096;

function open(dataDir: string): VisitLog {
  const log = openVisitLog({ dataDir, clock: makeClock(), edition: 'sample' });
  onTestFinished(() => {
    if (log.database.open) log.close();
  });
  return log;
}

/** A folder with a log of 400 visits, folded into its database. */
function makeLog(): { dataDir: string; ids: string[] } {
  const dataDir = makeFolder();
  const log = open(dataDir);
  for (let visit = 0; visit < visits; visit += 1) {
    log.writePosted([{ events: makeVisit(), arrivedWallMs: 1_000, arrivedMonoMs: 1_000 }]);
  }
  const ids = readIds(log);
  log.close();
  return { dataDir, ids };
}

function readIds(log: VisitLog): string[] {
  return log.database
    .prepare<[], { event_id: string }>('select event_id from events order by log, seq')
    .all()
    .map(({ event_id }) => event_id);
}

async function salvage(folder: string) {
  const into = open(makeFolder());
  const outcome = await salvageFolder(folder, into, () => true);
  return { outcome, into, ids: readIds(into) };
}

test('finds every row of a whole log, in its order', async () => {
  const { dataDir, ids } = makeLog();
  const salvaged = await salvage(join(dataDir, logFolder));
  expect(salvaged.outcome).toEqual({ found: rowsInAll, restored: rowsInAll });
  expect(salvaged.ids).toEqual(ids);
});

test('brings all but the damaged rows back, wherever a page is torn', async () => {
  const { dataDir, ids } = makeLog();
  const whole = readFileSync(logPath(dataDir));
  const pages = whole.length / pageBytes;
  // Rows are some 180 bytes and more, so what lay on the torn page itself is no more than this.
  const mostRowsOnAPage = 24;
  for (let page = 0; page < pages; page += Math.ceil(pages / 40)) {
    const torn = Buffer.from(whole);
    randomBytes(pageBytes).copy(torn, page * pageBytes);
    const folder = makeFolder();
    writeFileSync(join(folder, 'visits.db'), torn);
    const salvaged = await salvage(folder);
    expect(salvaged.ids.length, `page ${page}`).toBeGreaterThanOrEqual(rowsInAll - mostRowsOnAPage);
    expect(salvaged.ids).toEqual(ids.filter((id) => salvaged.ids.includes(id)));
    salvaged.into.close();
  }
});

test('reads what lies in a file cut off anywhere', async () => {
  const { dataDir } = makeLog();
  const { size } = statSync(logPath(dataDir));
  truncateSync(logPath(dataDir), Math.floor(size * 0.6) + 17);
  const { outcome } = await salvage(join(dataDir, logFolder));
  expect(outcome?.restored).toBeGreaterThan(rowsInAll * 0.4);
});

test('reads rows that were still in the write-ahead log, and long ones', async () => {
  const dataDir = makeFolder();
  const log = open(dataDir);
  const [start] = makeVisit();
  if (!start) throw new Error('no visit');
  const long = makeEvent(start.visit_id, 'panel.opened', {
    panel: 'p',
    title: '长'.repeat(200),
    aspect: 'law',
  });
  const longest = {
    ...long,
    event_id: '00000000-0000-4000-8000-000000000001',
    body: { ...long.body, title: '长'.repeat(20_000) },
  };
  log.writePosted([
    { events: [start, long, longest as typeof long], arrivedWallMs: 1_000, arrivedMonoMs: 1_000 },
  ]);
  const copy = makeFolder();
  mkdirSync(join(copy, logFolder));
  for (const ending of ['', '-wal']) cpSync(`${logPath(dataDir)}${ending}`, `${logPath(copy)}${ending}`);
  writeFileSync(logPath(copy), randomBytes(pageBytes * 3));
  const { outcome, into } = await salvage(join(copy, logFolder));
  expect(outcome).toEqual({ found: 3, restored: 3 });
  const bodies = into.database.prepare<[], { body: string }>('select body from events order by seq').all();
  expect(bodies[2]?.body).toContain('长'.repeat(20_000));
});

test('brings the words of reflections back beside their event, and no others', async () => {
  const dataDir = makeFolder();
  const log = open(dataDir);
  const kept = '这句话要留下。'.repeat(900);
  const [start, ...rest] = makeVisit();
  if (!start) throw new Error('no visit');
  const { type: _type, body: _body, ...envelope } = start;
  const reflection = (words: string, id: string): ReflectionEvent => ({
    ...envelope,
    event_id: id,
    type: 'reflection.written',
    body: {
      consent: 'public',
      form: 'text',
      marked: false,
      sha256: createHash('sha256').update(words).digest('hex'),
    },
  });
  const [keptId, otherId] = [randomUUID(), randomUUID()];
  log.writePosted([
    {
      events: [start, reflection(kept, keptId), reflection('原来的话', otherId), ...rest],
      words: new Map([
        [keptId, kept],
        [otherId, '后来被人换了的话'],
      ]),
      arrivedWallMs: 1_000,
      arrivedMonoMs: 1_000,
    },
  ]);
  log.close();
  const { into } = await salvage(join(dataDir, logFolder));
  const words = into.database.prepare('select event_id, words from words').all();
  expect(words).toEqual([{ event_id: keptId, words: kept }]);
});

test('done twice, or cut off and done again, changes nothing', async () => {
  const { dataDir } = makeLog();
  const folder = join(dataDir, logFolder);
  const into = open(makeFolder());
  let asked = 0;
  expect(await salvageFolder(folder, into, () => (asked += 1) < 60)).toBeUndefined();
  await salvageFolder(folder, into, () => true);
  expect(await salvageFolder(folder, into, () => true)).toEqual({ found: rowsInAll, restored: 0 });
  expect(into.counts().lastSeq).toBe(rowsInAll);
});

test('finds nothing in noise, and in a folder without files', async () => {
  const noise = makeFolder();
  writeFileSync(join(noise, 'visits.db'), randomBytes(200_000));
  writeFileSync(join(noise, 'visits.db-wal'), randomBytes(50_000));
  expect((await salvage(noise)).outcome).toEqual({ found: 0, restored: 0 });
  expect((await salvage(makeFolder())).outcome).toEqual({ found: 0, restored: 0 });
});
