// A load that is killed, or a pack that is cut off: what is shown afterwards is the old edition or the
// new one, whole to the last byte, and nothing of the attempt is left after the next start. First the
// zip is cut at every 64 KiB; then a process loads it and is killed at every named step in turn. The
// control counts the kills that came before the load was done.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../kiosk/clock.ts';
import { openPackDesk } from '../../kiosk/editions/pack-desk.ts';
import { trustKey } from '../../kiosk/editions/trusted-keys.ts';
import { packChildHere } from '../../kiosk/testing/pack-child-here.ts';
import { makeSmallPack, packVersion, type SmallPack } from '../../pack/testing/small-pack.ts';
import { makeChance, type CampaignOptions, type CampaignResult } from './campaign.ts';
import { judgeEditions } from './pack/judge-editions.ts';

const childLoader = fileURLToPath(new URL('pack/child-loader.ts', import.meta.url));
const cutEveryBytes = 64 * 1024;
/** Two folders are killed on in turn, since most of a run is waiting for a process. */
const lanes = 2;

type Stage = { before: string; shipped: SmallPack; older: SmallPack; newer: SmallPack };
const totals = () => ({ acknowledged: 0, lost: 0, double: 0, half: 0, leftovers: 0, control: 0, cuts: 0 });

export async function runPackCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const shipped = await makeSmallPack({ edition: { number: 1, date: '2026-11-01' } });
  const older = await makeSmallPack({ edition: { number: 2, date: '2026-11-10' }, key: shipped.key });
  const newer = await makeSmallPack({ edition: { number: 3, date: '2026-11-20' }, key: shipped.key });
  const sum = totals();
  try {
    const stage = { before: join(workDir, 'before'), shipped, older, newer };
    await prepare(stage);
    await cutEverywhere(stage, join(workDir, 'cut'), sum);
    tell(`pack: cut at ${sum.cuts} places`);
    const steps = await listSteps(stage, join(workDir, 'steps'));
    const chosen = chooseSteps(steps, runs, seed);
    let done = 0;
    const laneRuns = async (lane: number) => {
      for (const killAt of chosen.filter((_, index) => index % lanes === lane)) {
        await killOnce(stage, join(workDir, `kill-${lane}`), killAt, sum);
        done += 1;
        if (done % 10 === 0) tell(`pack: ${done} of ${runs} kills`);
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => laneRuns(lane)));
    const { lost, half, leftovers } = sum;
    const pass = lost + half + leftovers === 0 && sum.cuts > 0 && sum.control > 0;
    return { runs, steps: new Set(steps).size, ...sum, pass };
  } finally {
    for (const pack of [shipped, older, newer]) pack.remove();
  }
}

/** A kiosk on which one edition was loaded before. */
async function prepare({ before, shipped, older }: Stage): Promise<void> {
  mkdirSync(before);
  trustKey(before, shipped.key.publicKey);
  const desk = openDesk(before, shipped.folder);
  await desk.stage(older.zip);
  await desk.switchToStaged();
}

function openDesk(dataDir: string, shippedDir: string) {
  return openPackDesk({
    dataDir,
    shippedDir,
    version: packVersion,
    clock: systemClock(),
    allowsUnsigned: () => false,
    record: async () => undefined,
    tell: () => undefined,
    startChild: packChildHere,
  });
}

async function cutEverywhere(stage: Stage, dataDir: string, sum: ReturnType<typeof totals>): Promise<void> {
  cpSync(stage.before, dataDir, { recursive: true });
  const whole = readFileSync(stage.newer.zip);
  const cut = join(dataDir, 'cut.zip');
  for (let length = 0; length < whole.length; length += cutEveryBytes) {
    writeFileSync(cut, whole.subarray(0, length));
    const outcome = await openDesk(dataDir, stage.shipped.folder).stage(cut);
    const found = judgeEditions(dataDir, stage.shipped.folder);
    if (outcome.kind !== 'refused' || !found.isWhole || found.id !== stage.older.manifest.id) sum.half += 1;
    sum.leftovers += found.leftovers;
    sum.cuts += 1;
  }
}

/** Every step of a load and a switch, in order. */
async function listSteps(stage: Stage, dataDir: string): Promise<string[]> {
  cpSync(stage.before, dataDir, { recursive: true });
  const { said } = await runLoader(stage, dataDir, '');
  // Our own child printed it.
  return JSON.parse(said.split('\n').at(1) ?? '[]') as string[];
}

/** Each step that has a name of its own once, and once none at all; then any of them. */
function chooseSteps(steps: string[], runs: number, seed: number): number[] {
  const chance = makeChance(seed);
  const never = steps.length + 1;
  const firsts = [...[...new Set(steps)].map((step) => steps.indexOf(step) + 1), never];
  const shuffled = firsts.toSorted(() => chance.next() - 0.5);
  return Array.from({ length: runs }, (_, run) => shuffled[run] ?? chance.below(steps.length) + 1);
}

async function killOnce(
  stage: Stage,
  dataDir: string,
  killAt: number,
  sum: ReturnType<typeof totals>,
): Promise<void> {
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(stage.before, dataDir, { recursive: true });
  const { said, wasKilled } = await runLoader(stage, dataDir, String(killAt));
  if (wasKilled) sum.control += 1;
  const found = judgeEditions(dataDir, stage.shipped.folder);
  const isOld = found.id === stage.older.manifest.id;
  const isNew = found.id === stage.newer.manifest.id;
  const wasSaid = said.includes('shown');
  if (wasSaid) sum.acknowledged += 1;
  if (wasSaid && !isNew) sum.lost += 1;
  if (!found.isWhole || (!isOld && !isNew)) sum.half += 1;
  sum.leftovers += found.leftovers;
}

async function runLoader(
  { shipped, newer }: Stage,
  dataDir: string,
  killAt: string,
): Promise<{ said: string; wasKilled: boolean }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', childLoader, dataDir, shipped.folder, newer.zip, killAt],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = once(child, 'exit');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code, signal] = await gone;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the loader ended with ${String(code)}`);
  return { said, wasKilled: signal === 'SIGKILL' };
}
