// Packs spoiled in thousands of ways, each loaded as a kiosk would: no crash, no hang, no file outside
// the slot, nothing taken that is not what the organisers signed. Nine in ten are a lean pack; every
// tenth is a whole one. The control counts the whole and unspoiled pack, which must be taken.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { noStep } from '../../kiosk/editions/durable-files.ts';
import { runPackJob } from '../../kiosk/editions/pack-job.ts';
import { makeSmallPack, packVersion, type SmallPack } from '../../pack/testing/small-pack.ts';
import type { CampaignOptions, CampaignResult } from './campaign.ts';
import { makeLeanPack } from './fuzz/lean-pack.ts';
import type { Verdict } from './fuzz/try-mutation.ts';

const childFuzzer = fileURLToPath(new URL('fuzz/child-fuzzer.ts', import.meta.url));
const hangMs = 10_000;
const wholeEvery = 10;

type Sum = {
  accepted: number;
  refused: number;
  outside: number;
  forged: number;
  crashes: number;
  hangs: number;
};

export async function runFuzzCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const small = await makeSmallPack();
  const sum: Sum = { accepted: 0, refused: 0, outside: 0, forged: 0, crashes: 0, hangs: 0 };
  try {
    const keyFile = join(workDir, 'key.pub.json');
    writeFileSync(keyFile, JSON.stringify(small.key.publicKey));
    const lean = join(workDir, 'lean.zip');
    await makeLeanPack(small, lean);
    const wholeRuns = Math.ceil(runs / wholeEvery);
    let done = 0;
    const onOne = () => {
      done += 1;
      if (done % 500 === 0) tell(`fuzz: ${done} of ${runs}`);
    };
    const lane = (name: string, zip: string, first: number, count: number) =>
      fuzzAll({ zip, keyFile, boxDir: join(workDir, name), first, count, sum, onOne });
    await Promise.all([
      lane('lean', lean, seed, runs - wholeRuns),
      lane('whole', small.zip, seed + runs, wholeRuns),
    ]);
    const control = await takesUnspoiled(small, join(workDir, 'control'));
    const bad = sum.outside + sum.forged + sum.crashes + sum.hangs;
    const pass = bad === 0 && control > 0 && sum.accepted + sum.refused === runs;
    return { runs, acknowledged: sum.accepted, lost: 0, double: 0, control, ...sum, pass };
  } finally {
    small.remove();
  }
}

async function takesUnspoiled({ zip, key }: SmallPack, intoDir: string): Promise<number> {
  mkdirSync(intoDir);
  const policy = { keys: [key.publicKey], allowsUnsigned: false, today: '2026-11-20' };
  const job = { path: zip, version: packVersion, policy, intoDir };
  const { findings } = await runPackJob(job, { onProgress: () => undefined, atStep: noStep });
  return findings.length === 0 ? 1 : 0;
}

interface FuzzLane {
  zip: string;
  keyFile: string;
  boxDir: string;
  first: number;
  count: number;
  sum: Sum;
  onOne(): void;
}

/** Begins again behind each one that the child did not survive. */
async function fuzzAll(lane: FuzzLane): Promise<void> {
  let done = 0;
  while (done < lane.count)
    done += await fuzzUntilDeath({ ...lane, first: lane.first + done, count: lane.count - done });
}

/** Resolves with how many were tried, the fatal one included. */
async function fuzzUntilDeath({ zip, keyFile, boxDir, first, count, sum, onOne }: FuzzLane): Promise<number> {
  const args = [childFuzzer, zip, keyFile, boxDir, String(first), String(count)];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let tried = 0;
  let isHung = false;
  const giveUp = () => {
    isHung = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(giveUp, hangMs);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    // Our own child printed it.
    const verdict = JSON.parse(line) as Verdict;
    sum[verdict.outcome] += 1;
    sum.outside += verdict.outside;
    sum.forged += verdict.forged;
    tried += 1;
    onOne();
    timer = setTimeout(giveUp, hangMs);
  }
  clearTimeout(timer);
  if (tried === count) return tried;
  sum[isHung ? 'hangs' : 'crashes'] += 1;
  console.error(`fuzz: seed ${first + tried} ${isHung ? 'hung' : 'crashed'}`);
  return tried + 1;
}
