// npm run faults -- NAME --runs N [--seed S]: one fault campaign. Progress goes to standard
// error; the last line on standard output is one JSON object. Exit 0 if the kiosk kept its
// promises, 1 if not, 2 if the campaign cannot run here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotRun, type CampaignOptions, type CampaignResult } from './faults/campaign.ts';
import { runClockCampaign } from './faults/clock.ts';
import { runClonesCampaign } from './faults/clones.ts';
import { runCutCampaign } from './faults/cut.ts';
import { runDiskCampaign } from './faults/disk.ts';
import { runFuzzCampaign } from './faults/fuzz.ts';
import { runHubCampaign } from './faults/hub.ts';
import { runKillCampaign } from './faults/kill.ts';
import { runPackCampaign } from './faults/pack.ts';
import { runPortalCampaign } from './faults/portal.ts';
import { runPowerCampaign } from './faults/power.ts';
import { runSyncCampaign } from './faults/sync.ts';

const campaigns: Record<string, (options: CampaignOptions) => Promise<CampaignResult>> = {
  kill: runKillCampaign,
  power: runPowerCampaign,
  cut: runCutCampaign,
  disk: runDiskCampaign,
  clock: runClockCampaign,
  pack: runPackCampaign,
  fuzz: runFuzzCampaign,
  sync: runSyncCampaign,
  clones: runClonesCampaign,
  portal: runPortalCampaign,
  hub: runHubCampaign,
};

const offered = `Offered: ${Object.keys(campaigns).join(', ')}. Usage: npm run faults -- NAME --runs N [--seed S]`;

process.exitCode = await run(process.argv.slice(2));

async function run(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') return refuse(options);
  const { name, campaign, runs, seed } = options;
  const workDir = mkdtempSync(join(tmpdir(), `jingzhong-${name}-`));
  try {
    const result = await campaign({ runs, seed, workDir, tell: (line) => console.error(line) });
    console.log(JSON.stringify({ faults: name, ...result, seed }));
    return result.pass ? 0 : 1;
  } catch (error) {
    if (error instanceof CannotRun) return refuse(error.message);
    throw error;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

function readOptions(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { runs: text, seed: text },
    });
    const [name = ''] = positionals;
    const campaign = Object.hasOwn(campaigns, name) ? campaigns[name] : undefined;
    const runs = Number(values.runs ?? 100);
    const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
    if (!campaign || positionals.length > 1) return `Say which campaign to run. ${offered}`;
    if (!Number.isInteger(runs) || runs < 1) return `--runs is a whole number from 1. ${offered}`;
    if (!Number.isInteger(seed) || seed < 0) return `--seed is a whole number from 0. ${offered}`;
    return { name, campaign, runs, seed };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} ${offered}`;
  }
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 2;
}
