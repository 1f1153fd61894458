// A disk that is full, read-only or broken: the exhibition goes on, nothing acknowledged is
// lost, no request is written in part, and counting resumes by itself. The shim fails each
// operation on the log in turn; where this account may mount a disk, a real small one is
// filled and made read-only besides. The control counts the operations that were made to fail.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { makeEdition } from '../../kiosk/testing/make-edition.ts';
import { makeChance, type CampaignOptions, type CampaignResult } from './campaign.ts';
import { compileShim } from './compile-shim.ts';
import { tryRealDisk } from './disk/real-disk.ts';

const faultyKiosk = fileURLToPath(new URL('disk/faulty-kiosk.ts', import.meta.url));
const controlBytes = 32;

const count = z.int().min(0);
const reportSchema = z.object({
  acknowledged: count,
  lost: count,
  double: count,
  partial: count,
  gaps: count,
  refusedForNow: count,
  unserved: count,
  setAside: count,
  unstarted: count,
  control: count,
});

export async function runDiskCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const shim = compileShim(workDir);
  const editionDir = makeEdition(join(workDir, 'edition'));
  const totals = await runFaultyKiosks({ runs, seed, workDir, editionDir, shim });
  const real = await tryRealDisk(workDir, editionDir, makeChance(seed));
  if (!real) tell('disk: no disk can be mounted here; the real full and read-only disk were left out');
  for (const finding of real?.findings ?? []) tell(`disk: ${finding}`);
  const acknowledged = totals.acknowledged + (real?.acknowledged ?? 0);
  const lost = totals.lost + (real?.lost ?? 0);
  const double = totals.double + (real?.double ?? 0);
  const broken =
    lost +
    double +
    totals.partial +
    totals.gaps +
    totals.unserved +
    totals.setAside +
    totals.unstarted +
    (real?.findings.length ?? 0);
  const pass = broken === 0 && totals.control > 0 && totals.refusedForNow > 0;
  return { runs, ...totals, acknowledged, lost, double, realDisk: real !== undefined, seed, pass };
}

type FaultyOptions = { runs: number; seed: number; workDir: string; editionDir: string; shim: string };

async function runFaultyKiosks({ runs, seed, workDir, editionDir, shim }: FaultyOptions) {
  const kiosksDir = join(workDir, 'kiosks');
  const controlFile = join(workDir, 'control');
  mkdirSync(kiosksDir);
  writeFileSync(controlFile, Buffer.alloc(controlBytes));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', faultyKiosk, kiosksDir, editionDir, String(runs), String(seed)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LD_PRELOAD: shim, FAULTS_DIR: kiosksDir, FAULTS_CONTROL: controlFile },
    },
  );
  child.stdout.setEncoding('utf8');
  let text = '';
  child.stdout.on('data', (part: string) => (text += part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the kiosk on the faulty disk ended with ${String(code)}`);
  return reportSchema.parse(JSON.parse(text));
}
