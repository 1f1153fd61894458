// Kiosks on a disk that refuses: in each run the shim makes some operations on the log fail,
// at boot or under load, then lets them succeed again. Visitors send again what was refused
// for now. Prints one line of JSON.
// node faulty-kiosk.ts WORK_DIR EDITION_DIR RUNS SEED, under LD_PRELOAD of disk-shim.c
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../kiosk/clock.ts';
import { openLogReader } from '../../../kiosk/log/open-reader.ts';
import { makeChance, type Chance } from '../campaign.ts';
import { readLogState, startInProcess, type InProcessKiosk } from '../in-process-kiosk.ts';
import { judgeFolder } from '../judge-log.ts';
import { makeVisitor, type SentRequest, type Visitor } from '../post-visits.ts';

const [workDir = '', editionDir = '', runs = '', seed = ''] = process.argv.slice(2);
const { ENOSPC, EIO, EROFS } = constants.errno;

/** Kinds as in disk-shim.c. */
const faults = [
  { kinds: 1, error: ENOSPC },
  { kinds: 1, error: EIO },
  { kinds: 2, error: EIO },
  { kinds: 4, error: EIO },
  { kinds: 8 | 1, error: EROFS },
  { kinds: 1 | 2 | 4, error: EIO },
];
/** So many operations are tried one after another as the first to fail. */
const firstFailures = 48;
const requestsAVisitor = 14;
const writers = 3;
const retryMs = 4;
/** A disk that has not healed by itself is healed after so many refusals. */
const refusalsUntilHealed = 25;

const control = openSync(process.env.FAULTS_CONTROL ?? '', 'r+');
const chance = makeChance(Number(seed));
const totals = {
  acknowledged: 0,
  lost: 0,
  double: 0,
  partial: 0,
  gaps: 0,
  refusedForNow: 0,
  unserved: 0,
  setAside: 0,
  unstarted: 0,
  control: 0,
};

for (let run = 0; run < Number(runs); run += 1) {
  await runOnce(run);
  if ((run + 1) % 50 === 0) console.error(`disk: ${run + 1} of ${runs} runs`);
}
closeSync(control);
console.log(JSON.stringify(totals));
process.exit(0);

function arm(kinds: number, error: number, skip: number, count: number): void {
  const words = Buffer.alloc(24);
  words.writeInt32LE(kinds, 0);
  words.writeInt32LE(error, 4);
  words.writeBigInt64LE(BigInt(skip), 8);
  words.writeBigInt64LE(BigInt(count), 16);
  writeSync(control, words, 0, words.length, 0);
}

function readHits(): number {
  const word = Buffer.alloc(8);
  readSync(control, word, 0, word.length, 24);
  return Number(word.readBigInt64LE(0));
}

async function runOnce(run: number): Promise<void> {
  const { kinds, error } = faults[run % faults.length] ?? { kinds: 1, error: EIO };
  const skip = Math.floor(run / faults.length) % firstFailures;
  const isAtBoot = chance.below(3) === 0;
  const dataDir = join(workDir, `run-${run}`);
  const hitsBefore = readHits();
  const requests: SentRequest[] = [];
  const visitors = Array.from({ length: writers }, () =>
    makeVisitor(chance, (sent) => void requests.push(sent)),
  );
  if (isAtBoot) arm(kinds, error, skip, 1 + chance.below(12));
  const kiosk = startInProcess({
    dataDir,
    editionDir,
    clock: systemClock(),
    retryMs,
    ballastBytes: 64 * 1024,
  });
  if (!isAtBoot) {
    while ((await readLogState(kiosk)) !== 'ready') await wait(1);
    arm(kinds, error, skip, 1 + chance.below(12));
  }
  await Promise.all(visitors.map((visitor) => write(kiosk, visitor, chance)));
  arm(0, 0, 0, 0);
  await waitUntilReady(kiosk);
  const health: unknown = await (await kiosk.get('/api/health')).json();
  if (JSON.stringify(health).includes('"why"')) totals.setAside += 1;
  await kiosk.stop();

  const acknowledged = new Set(
    requests.flatMap(({ eventIds, isAcknowledged }) => (isAcknowledged ? eventIds : [])),
  );
  const verdict = judgeFolder(dataDir, { sent: requests.map(({ eventIds }) => eventIds), acknowledged });
  totals.acknowledged += acknowledged.size;
  totals.unstarted += countStarts(dataDir) === 1 ? 0 : 1;
  totals.control += readHits() - hitsBefore;
  for (const figure of ['lost', 'double', 'partial', 'gaps'] as const) totals[figure] += verdict[figure];
  // Everything was acknowledged in the end, so nothing may be missing at all.
  totals.lost += requests.filter(({ isAcknowledged }) => !isAcknowledged).length;
}

/** A run that does not say when it began hides how long the kiosk was off. */
function countStarts(dataDir: string): number {
  const { reader, close } = openLogReader(dataDir);
  const starts = [...reader.eventsOutsideVisits('kiosk.started', reader.findEnd())].length;
  close();
  return starts;
}

async function write(kiosk: InProcessKiosk, visitor: Visitor, jitter: Chance): Promise<void> {
  let refusals = 0;
  for (let done = 0; done < requestsAVisitor;) {
    const sent = visitor.nextRequest();
    const { status } = await kiosk.postLog(sent.body);
    if (status === 200) {
      sent.isAcknowledged = true;
      done += 1;
      continue;
    }
    if (status !== 503) throw new Error(`the kiosk answered ${status}`);
    totals.refusedForNow += 1;
    refusals += 1;
    // The exhibition goes on whatever the log does.
    if ((await kiosk.get('/api/exhibition?lang=en')).status !== 200) totals.unserved += 1;
    if (refusals > refusalsUntilHealed) arm(0, 0, 0, 0);
    await wait(1 + jitter.below(retryMs));
  }
}

async function waitUntilReady(kiosk: InProcessKiosk): Promise<void> {
  const deadline = performance.now() + 5_000;
  while ((await readLogState(kiosk)) !== 'ready') {
    if (performance.now() > deadline) throw new Error('the log did not resume by itself');
    await wait(1);
  }
}
