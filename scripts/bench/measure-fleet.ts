// npm run bench -- fleet: ten thousand kiosks come back within a minute, each with 500 events, to two
// processes of the hub on one PostgreSQL that syncs to the disk. All on the same two cores, so what the
// simulator costs is told too. FLEET_KIOSKS=500 is a small one, for trying; it comes as densely.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrMakeHub } from '../../hub/store/hub-identity.ts';
import { openStore, type Store } from '../../hub/store/open-store.ts';
import { startPostgres } from '../../hub/testing/start-postgres.ts';
import { buildDashboard } from '../build.ts';
import { CommandError } from '../command.ts';
import { percentile, round, type BenchResult, type Say } from './figures.ts';
import {
  outcomeSchema,
  preparedSchema,
  rowsAKiosk,
  type Orders,
  type Outcome,
  type Prepared,
} from './fleet/fleet-plan.ts';
import { judgeFleet, type Verdict } from './fleet/judge-fleet.ts';
import { makeVisitLog } from './make-visit-log.ts';
import { readLine, readUrl, startChild, startHub } from '../start-child.ts';

const wholeFleet = 10_000;
const wholeSpreadMs = 60_000;
const hubProcesses = 2;
const preparers = 2;
const target = { p99S: 5, drainedS: 600 };
const longestCountingMs = 60 * 60_000;

export async function measure(say: Say): Promise<BenchResult> {
  const kiosks = Number(process.env.FLEET_KIOSKS ?? wholeFleet);
  if (!Number.isInteger(kiosks) || kiosks < preparers)
    throw new CommandError('FLEET_KIOSKS is how many kiosks come back: a whole number from 2 on.');
  // Two hubs that start at once would both build it.
  await buildDashboard(say);
  const postgres = await startPostgres();
  if (postgres.kind === 'missing') throw new CommandError(postgres.reason);
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-fleet-'));
  try {
    const prepared = await prepare(dir, kiosks, say);
    const databaseUrl = await postgres.makeDatabase();
    const store = await openStore({ dataDir: dir, databaseUrl });
    try {
      const hubKey = await enrolFleet(store, prepared);
      const spreadMs = (wholeSpreadMs * kiosks) / wholeFleet;
      const found = await runFleet({ dir, databaseUrl, hubKey, spreadMs, prepared, store, kiosks, say });
      return judge(kiosks, found);
    } finally {
      await store.close();
    }
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const child = (name: string) => join(import.meta.dirname, 'fleet', name);

async function prepare(dir: string, kiosks: number, say: Say): Promise<Prepared[]> {
  say(`fleet: making ${kiosks} batches of ${rowsAKiosk} events`);
  const logDir = join(dir, 'log');
  // Eight events a visit or so; forty stretches of the log, taken in turn.
  makeVisitLog(logDir, { visits: 40 * 64, visitsADay: 60, seed: 11 }, () => undefined);
  const share = Math.ceil(kiosks / preparers);
  const files = Array.from({ length: preparers }, (_, number) => join(dir, `batches-${number}`));
  await Promise.all(
    files.map((file, number) => {
      const first = number * share;
      const count = Math.min(share, kiosks - first);
      return readLine(startChild([child('prepare-fleet.ts'), logDir, file, String(first), String(count)]));
    }),
  );
  return files.map((file) => preparedSchema.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8'))));
}

/** As if each had been enrolled, in order: the kiosk numbered n is `kiosk_no` n + 1. */
async function enrolFleet(store: Store, prepared: readonly Prepared[]): Promise<string> {
  const identity = await findOrMakeHub(store, Date.now());
  const parcels = prepared.flatMap((each) => each.parcels);
  for (let at = 0; at < parcels.length; at += 1_000) {
    const values = parcels.slice(at, at + 1_000).map(({ kioskId, publicKey }) => ({
      kiosk_id: kioskId,
      name: kioskId,
      public_key: publicKey,
      state: 'active' as const,
      enrolled_ms: 1,
    }));
    await store.db.insertInto('kiosks').values(values).execute();
  }
  return identity.publicKey;
}

type Fleet = Omit<Orders, 'urls'> & {
  dir: string;
  databaseUrl: string;
  store: Store;
  kiosks: number;
  say: Say;
};
type Found = Outcome & Verdict & { hubCpuS: number; hubMb: number; countedS: number };

async function runFleet({ dir, databaseUrl, store, kiosks, say, ...orders }: Fleet): Promise<Found> {
  const hubs = Array.from({ length: hubProcesses }, (_, number) =>
    startHub(dir, {
      env: { DATABASE_URL: databaseUrl },
      log: join(dir, `hub-${number}.log`),
    }),
  );
  try {
    const urls = await Promise.all(hubs.map(readUrl));
    const ordersFile = join(dir, 'orders.json');
    writeFileSync(ordersFile, JSON.stringify({ ...orders, urls } satisfies Orders));
    say(`fleet: they come back, within ${orders.spreadMs / 1_000} s`);
    const simulator = startChild([child('simulate-fleet.ts'), ordersFile]);
    const outcome = outcomeSchema.parse(JSON.parse(await readLine(simulator)));
    const used = hubs.map(({ pid }) => readUsage(pid));
    const p99S = round(percentile(outcome.acceptedMs, 0.99) / 1_000);
    say(`fleet: all acknowledged after ${round(outcome.drainedMs / 1_000, 1)} s, p99 ${p99S} s`);
    const verdict = await judgeFleet(store, kiosks);
    say(`fleet: ${verdict.stored} events stored, ${verdict.lost} lost, ${verdict.double} double`);
    return {
      ...outcome,
      ...verdict,
      hubCpuS: used.reduce((sum, { cpuS }) => sum + cpuS, 0),
      hubMb: Math.max(...used.map(({ peakMb }) => peakMb)),
      countedS: await waitUntilCounted(store),
    };
  } finally {
    for (const hub of hubs) {
      const gone = once(hub, 'exit');
      hub.kill();
      await gone;
    }
  }
}

/** As Linux counts it; a hundred ticks are a second. */
function readUsage(pid: number | undefined): { cpuS: number; peakMb: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    cpuS: (Number(stat[11]) + Number(stat[12])) / 100,
    peakMb: Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024,
  };
}

/** The numbers follow behind; how far is told, and no limit of this bench. */
async function waitUntilCounted(store: Store): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const stale = await store.db.selectFrom('stale_visits').select('stale_no').limit(1).executeTakeFirst();
    const tookMs = performance.now() - startedAt;
    if (!stale || tookMs > longestCountingMs) return stale ? Number.POSITIVE_INFINITY : tookMs / 1_000;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

function judge(kiosks: number, found: Found): BenchResult {
  const { accepted, lost, double, drainedMs } = found;
  const p99S = percentile(found.acceptedMs, 0.99) / 1_000;
  const drainedS = drainedMs / 1_000;
  const isWhole = accepted === kiosks && lost === 0 && double === 0 && found.strange === 0;
  return {
    bench: 'fleet',
    ours: round(p99S),
    peer: null,
    limit: target.p99S,
    unit: 's',
    ratio: round(p99S / target.p99S, 2),
    target: 1,
    pass: isWhole && p99S <= target.p99S && drainedS <= target.drainedS,
    runs: 1,
    figures: {
      kiosks,
      events: kiosks * rowsAKiosk,
      stored: found.stored,
      lost,
      double,
      drainedS: round(drainedS, 1),
      targetDrainedS: target.drainedS,
      eventsPerS: round((kiosks * rowsAKiosk) / drainedS, 0),
      p50S: round(percentile(found.acceptedMs, 0.5) / 1_000),
      toldToWait: found.busy,
      broken: found.broken,
      strange: found.strange,
      mostTries: found.mostFailures + 1,
      hubCpuS: round(found.hubCpuS, 0),
      hubPeakMb: round(found.hubMb, 0),
      simulatorCpuS: round(found.cpuS, 0),
      cores: cpus().length,
      countedAfterS: round(found.countedS, 0),
    },
  };
}
