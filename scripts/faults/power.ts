// A power cut: what was not synced is gone, or half gone. A kiosk runs with its disk watched by
// power/disk-shim.c; from that trace the disk is rebuilt as a cut at a random moment would
// leave it, and opened. Each run is one cut. No acknowledged event may be lost; the control,
// the same kiosk under synchronous=NORMAL, must lose some, or the test is not a test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../kiosk/clock.ts';
import { logFolder } from '../../kiosk/log/data-folder.ts';
import { openVisitLog } from '../../kiosk/log/visit-log.ts';
import { makeEdition } from '../../kiosk/testing/make-edition.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { compileShim } from './compile-shim.ts';
import { judgeDatabase, type Told, type Verdict } from './judge-log.ts';
import { LossyFolder, readTrace } from './power/disk-trace.ts';

const tracedKiosk = fileURLToPath(new URL('power/traced-kiosk.ts', import.meta.url));
/** One kiosk's life is cut at so many moments. */
const cutsATrace = 50;
/** Enough for a checkpoint in the middle of each of its two sessions. */
const requestsATrace = 900;

type Cut = { verdict: Verdict | undefined; acknowledged: number; lostChanges: number };

export async function runPowerCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const shim = compileShim(workDir);
  const editionDir = makeEdition(join(workDir, 'edition'));
  const chance = makeChance(seed);
  const totals = { acknowledged: 0, lost: 0, double: 0, partial: 0, gaps: 0, damaged: 0, lostChanges: 0 };

  async function cutTrace(cuts: number, synchronous: 'FULL' | 'NORMAL'): Promise<Cut[]> {
    const dataDir = join(workDir, 'traced');
    const trace = await recordTrace({ shim, dataDir, editionDir, seed: chance.below(1e9), synchronous });
    const results = cutAtRandom(trace, cuts, join(workDir, 'cut'), chance);
    rmSync(dataDir, { recursive: true, force: true });
    return results;
  }

  for (let done = 0; done < runs; done += cutsATrace) {
    for (const cut of await cutTrace(Math.min(cutsATrace, runs - done), 'FULL')) add(totals, cut);
    tell(`power: ${Math.min(runs, done + cutsATrace)} of ${runs} runs`);
  }
  let control = 0;
  for (const { verdict, acknowledged } of await cutTrace(Math.max(10, Math.ceil(runs / 20)), 'NORMAL')) {
    control += verdict?.lost ?? acknowledged;
  }
  tell(`power: the control lost ${control} acknowledged events`);
  const broken = totals.lost + totals.double + totals.partial + totals.gaps + totals.damaged;
  return { runs, ...totals, control, seed, pass: broken === 0 && control > 0 && totals.acknowledged > 0 };
}

function add(
  totals: Record<'acknowledged' | 'lost' | 'double' | 'partial' | 'gaps' | 'damaged' | 'lostChanges', number>,
  cut: Cut,
): void {
  totals.acknowledged += cut.acknowledged;
  totals.lostChanges += cut.lostChanges;
  if (!cut.verdict) {
    totals.damaged += 1;
    totals.lost += cut.acknowledged;
    return;
  }
  for (const figure of ['lost', 'double', 'partial', 'gaps'] as const) totals[figure] += cut.verdict[figure];
}

type RecordOptions = {
  shim: string;
  dataDir: string;
  editionDir: string;
  seed: number;
  synchronous: 'FULL' | 'NORMAL';
};

async function recordTrace(options: RecordOptions): Promise<Buffer> {
  const { shim, dataDir, editionDir, seed, synchronous } = options;
  const watched = join(dataDir, logFolder);
  const traceFile = join(dataDir, 'trace');
  mkdirSync(watched, { recursive: true });
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      tracedKiosk,
      dataDir,
      editionDir,
      String(seed),
      String(requestsATrace),
      synchronous,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, LD_PRELOAD: shim, FAULTS_DIR: dataDir, FAULTS_TRACE: traceFile },
    },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the watched kiosk ended with ${String(code)}`);
  return readFileSync(traceFile);
}

/** Replays the trace once and cuts the power at `cuts` of its moments. */
function cutAtRandom(trace: Buffer, cuts: number, dataDir: string, chance: Chance): Cut[] {
  const operations = readTrace(trace);
  const isTold = operations.map(
    (operation) =>
      operation.kind === 'written' && /^(sent|acknowledged) /.test(operation.bytes.toString('latin1', 0, 13)),
  );
  const afterAnswer = operations.flatMap((_, index) => (isTold[index] ? [index] : []));
  // Half of the cuts come right after an answer, where a promise has just been given.
  const moments = Array.from({ length: cuts }, (_, cut) =>
    cut % 2 === 0 ? chance.below(operations.length) : (afterAnswer[chance.below(afterAnswer.length)] ?? 0),
  ).sort((a, b) => a - b);
  const disk = new LossyFolder();
  const sent: string[][] = [];
  const acknowledged = new Set<string>();
  const results: Cut[] = [];
  for (const [index, operation] of operations.entries()) {
    if (isTold[index] && operation.kind === 'written') hear(operation.bytes.toString(), sent, acknowledged);
    else if (operation.kind !== 'opened' || !operation.path.endsWith('/told')) disk.apply(operation);
    while (moments[0] === index) {
      moments.shift();
      rmSync(dataDir, { recursive: true, force: true });
      const lostChanges = disk.cutPower(join(dataDir, logFolder), chance);
      const verdict = openAfterCut(dataDir, { sent, acknowledged });
      results.push({ verdict, acknowledged: acknowledged.size, lostChanges });
    }
  }
  return results;
}

function hear(line: string, sent: string[][], acknowledged: Set<string>): void {
  const [word, ids = ''] = line.trim().split(' ');
  const eventIds = ids.split(',');
  if (word === 'sent') sent.push(eventIds);
  else for (const id of eventIds) acknowledged.add(id);
}

/** Undefined where the log came up damaged, which no power cut may do. */
function openAfterCut(dataDir: string, told: Told): Verdict | undefined {
  try {
    const log = openVisitLog({ dataDir, clock: systemClock(), edition: 'after' });
    try {
      return judgeDatabase(log.database, told);
    } finally {
      log.close();
    }
  } catch (error) {
    console.error(`After the cut the log could not be opened: ${String(error)}`);
    return undefined;
  }
}
