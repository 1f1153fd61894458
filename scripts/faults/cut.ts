// Files that end too early. The write-ahead log is cut off at every byte of its last frames, as a disk leaves
// it that had only part of them when the power went: what is there afterwards is the beginning of what was
// written, whole requests only, with everything that had come to lie before the cut, and the log goes on. And
// a page of the database is torn: it is noticed, the screen is served within 30 s on a new log, and of the rows
// that were not on that page 99 in 100 are brought back. `runs`: how many cuts, every byte where they are as
// many as bytes; one page for every 2,000, at least two. The control is how many cuts took something away.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { logPath } from '../../kiosk/log/data-folder.ts';
import { openVisitLog, type VisitLog } from '../../kiosk/log/visit-log.ts';
import { makeEdition } from '../../kiosk/testing/make-edition.ts';
import { makeClock, makeVisit } from '../../kiosk/testing/make-visits.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { readLogState, startInProcess } from './in-process-kiosk.ts';
import { judgeFolder } from './judge-log.ts';

const lastFrames = 6;
const pageBytes = 4_096;
const frameBytes = 24 + pageBytes;
const cutsAPage = 2_000;
const longestStartMs = 30_000;
const salvageMs = 60_000;
const leastSalvaged = 0.99;
/** Rows are some 180 bytes and more, so no more than these lie on one page. */
const mostRowsOnAPage = 24;

export async function runCutCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const cuts = cutOff({ runs, seed, workDir, tell });
  tell(`cut: ${cuts.runs} cuts, ${cuts.lost} events lost`);
  const pages = { torn: 0, noticed: 0, slowestStartMs: 0, leastSalvaged: 1, unserved: 0 };
  const chance = makeChance(seed);
  const editionDir = makeEdition(join(workDir, 'edition'));
  for (const wanted = Math.max(2, Math.round(runs / cutsAPage)); pages.torn < wanted; pages.torn += 1) {
    const found = await tearPage(join(workDir, `page-${pages.torn}`), editionDir, chance);
    pages.slowestStartMs = Math.max(pages.slowestStartMs, Math.round(found.startMs));
    pages.leastSalvaged = Math.min(pages.leastSalvaged, found.salvaged);
    if (found.startMs > longestStartMs) pages.unserved += 1;
    if (found.isNoticed) pages.noticed += 1;
  }
  const broken = cuts.lost + cuts.double + cuts.partial + cuts.gaps + cuts.stuck + pages.unserved;
  const wasTried = cuts.control > 0 && pages.noticed > 0;
  const pass = broken === 0 && wasTried && pages.leastSalvaged >= leastSalvaged;
  return { ...cuts, ...pages, seed, pass };
}

type Request = { ids: string[]; walEnd: number };

/** A log as it lies on the disk while a kiosk writes it, with where the write-ahead log ended after each request. */
function recordVisits(dataDir: string, visits: number): { log: VisitLog; requests: Request[] } {
  const log = openVisitLog({ dataDir, clock: makeClock(), edition: 'sample' });
  const requests: Request[] = [];
  while (requests.length < visits) {
    const events = makeVisit();
    log.writePosted([{ events, arrivedWallMs: 1_000, arrivedMonoMs: 1_000 }]);
    const ids = events.map(({ event_id }) => event_id);
    requests.push({ ids, walEnd: statSync(`${logPath(dataDir)}-wal`).size });
  }
  return { log, requests };
}

function cutOff({ runs, seed, workDir, tell }: CampaignOptions) {
  const dataDir = join(workDir, 'whole');
  const { log, requests } = recordVisits(dataDir, 40);
  const [database, wal] = ['', '-wal'].map((end) => readFileSync(logPath(dataDir) + end));
  log.close();
  if (!database || !wal) throw new Error('there is no write-ahead log');
  const bytes = lastFrames * frameBytes;
  const cuts = Math.min(runs, bytes);
  const offset = makeChance(seed).below(Math.ceil(bytes / cuts));
  const totals = { acknowledged: 0, lost: 0, double: 0, partial: 0, gaps: 0, stuck: 0, control: 0 };
  const copy = join(workDir, 'cut');
  for (let cut = 0; cut < cuts; cut += 1) {
    const end = wal.length - bytes + Math.floor((cut * bytes) / cuts) + offset;
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(dirname(logPath(copy)), { recursive: true });
    writeFileSync(logPath(copy), database);
    writeFileSync(`${logPath(copy)}-wal`, wal.subarray(0, Math.min(end, wal.length)));
    const safe = requests.filter(({ walEnd }) => walEnd <= end).flatMap(({ ids }) => ids);
    const later = makeVisit();
    const told = {
      sent: [...requests.map(({ ids }) => ids), later.map(({ event_id }) => event_id)],
      acknowledged: new Set([...safe, ...later.map(({ event_id }) => event_id)]),
    };
    const before = goOn(copy, later);
    const { events, ...verdict } = judgeFolder(copy, told);
    totals.acknowledged += told.acknowledged.size;
    for (const figure of ['lost', 'double', 'partial', 'gaps'] as const) totals[figure] += verdict[figure];
    if (events !== before + later.length) totals.stuck += 1;
    if (before < requests.length * later.length) totals.control += 1;
    if ((cut + 1) % 1_000 === 0) tell(`cut: ${cut + 1} of ${cuts} cuts`);
  }
  return { runs: cuts, ...totals };
}

/** Opens what the cut has left and writes one visit more; returns how many events were there. */
function goOn(dataDir: string, events: ReturnType<typeof makeVisit>): number {
  const log = openVisitLog({ dataDir, clock: makeClock(), edition: 'sample' });
  const { events: before } = log.counts();
  log.writePosted([{ events, arrivedWallMs: 1_000, arrivedMonoMs: 1_000 }]);
  log.close();
  return before;
}

/** `salvaged`: of the rows that cannot have been on the page, which part is there in the end. */
async function tearPage(
  dataDir: string,
  editionDir: string,
  chance: Chance,
): Promise<{ startMs: number; isNoticed: boolean; salvaged: number }> {
  const { log, requests } = recordVisits(dataDir, 400);
  log.close();
  const file = logPath(dataDir);
  const whole = readFileSync(file);
  const page = 1 + chance.below(whole.length / pageBytes - 1);
  for (let at = 0; at < pageBytes / 2; at += 1) whole[page * pageBytes + at] = chance.below(256);
  writeFileSync(file, whole);
  const startedAt = performance.now();
  const kiosk = startInProcess({ dataDir, editionDir, clock: makeClock(), ballastBytes: 0 });
  while ((await readLogState(kiosk)) !== 'ready' && performance.now() - startedAt < 2 * longestStartMs)
    await wait(5);
  const startMs = performance.now() - startedAt;
  const ids = requests.flatMap((request) => request.ids);
  const undamaged = ids.length - mostRowsOnAPage;
  let there = 0;
  for (const deadline = performance.now() + salvageMs; performance.now() < deadline; await wait(100)) {
    const { lost } = judgeFolder(dataDir, { sent: [], acknowledged: new Set(ids) });
    there = ids.length - lost;
    if (there >= undamaged) break;
  }
  await kiosk.stop();
  const isNoticed = readdirSync(dataDir).some((name) => name.startsWith('log-damaged-'));
  return { startMs, isNoticed, salvaged: Math.min(1, there / undamaged) };
}
