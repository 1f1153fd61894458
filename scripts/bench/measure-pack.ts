// npm run bench -- pack: how long a kiosk takes to check and to load a pack of 2 GB, against `unzip -t`
// and `sha256sum` reading the same file; how much memory that takes at its most; and whether the
// visitors' taps feel anything of it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { systemClock } from '../../kiosk/clock.ts';
import { forkPackChild } from '../../kiosk/editions/pack-child-process.ts';
import { openPackDesk, type PackDesk } from '../../kiosk/editions/pack-desk.ts';
import { trustKey } from '../../kiosk/editions/trusted-keys.ts';
import { findFreeBytes } from '../../kiosk/log/ballast.ts';
import { packVersion } from '../../pack/testing/small-pack.ts';
import { CommandError } from '../command.ts';
import { openBenchBrowser } from './bench-browser.ts';
import { bigPackFiles, makeBigPack } from './big-pack.ts';
import { median, percentile, round, type BenchResult, type Say } from './figures.ts';
import { tapOurBoards } from './measure-tap.ts';
import { openOurKiosk, type OurKiosk } from './our-kiosk.ts';

const runs = 3;
const tapRounds = 2;
const timeTarget = 3;
const memoryTargetMb = 300;
const tapTarget = 1.5;
/** The pack as a folder, as a zip, and unpacked. */
const neededBytes = 8e9;

export async function measure(say: Say): Promise<BenchResult> {
  for (const tool of ['unzip', 'sha256sum']) {
    if (spawnSync(tool, ['--version']).error)
      throw new CommandError(`Install ${tool}, against which this is measured.`);
  }
  const kiosk = await openOurKiosk(say);
  try {
    if (findFreeBytes(kiosk.dataDir) < neededBytes)
      throw new CommandError('There are not 8 GB free in the temporary folder. Make room, or set TMPDIR.');
    const pack = await makeBigPack(say);
    try {
      trustKey(kiosk.dataDir, pack.key.publicKey);
      const memory = makeMemoryWatch();
      const desk = openDesk(kiosk, memory.startChild, say);
      const times = await measureTimes(desk, pack.zip, say);
      const taps = await measureTaps(kiosk, desk, pack.zip, say);
      return judge({ ...times, ...taps, peakMb: memory.peakMb(), sizeBytes: pack.sizeBytes });
    } finally {
      pack.remove();
    }
  } finally {
    await kiosk.stop();
  }
}

function openDesk({ dataDir, editionDir }: OurKiosk, startChild: typeof forkPackChild, say: Say): PackDesk {
  return openPackDesk({
    dataDir,
    shippedDir: editionDir,
    version: packVersion,
    clock: systemClock(),
    allowsUnsigned: () => false,
    record: async () => undefined,
    tell: say,
    startChild,
  });
}

/** The most that any of the processes that read packs ever held, as Linux counts it. */
function makeMemoryWatch() {
  let peakKb = 0;
  const look = (pid: number) => {
    try {
      const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      peakKb = Math.max(peakKb, Number(found ?? 0));
    } catch {
      // It has ended between two looks.
    }
  };
  return {
    peakMb: () => peakKb / 1024,
    startChild() {
      const child = forkPackChild();
      const timer = setInterval(() => look(child.pid ?? 0), 50);
      child.onExit(() => clearInterval(timer));
      return child;
    },
  };
}

interface Times {
  checkS: number[];
  loadS: number[];
  unzipS: number[];
  sumS: number[];
}

/**
 * Turn and turn about, and the tools at the low priority that ours takes of its own accord, so that
 * what else the machine does meets all of them alike.
 */
async function measureTimes(desk: PackDesk, zip: string, say: Say): Promise<Times> {
  const times: Times = { checkS: [], loadS: [], unzipS: [], sumS: [] };
  for (let run = 1; run <= runs; run += 1) {
    times.unzipS.push(timeTool('unzip', ['-tqq', zip]));
    times.sumS.push(timeTool('sha256sum', [zip]));
    times.checkS.push(await timeOurs(async () => (await desk.check(zip)).kind === 'done'));
    times.loadS.push(await timeOurs(async () => (await desk.stage(zip, { goBack: true })).kind === 'staged'));
    await desk.discard();
    const last = Object.entries(times).map(([name, of]) => `${name} ${round(of.at(-1) ?? Number.NaN, 1)}`);
    say(`pack, run ${run} of ${runs}: ${last.join(', ')}`);
  }
  return times;
}

function timeTool(tool: string, args: string[]): number {
  const startedMs = performance.now();
  const { status } = spawnSync('nice', ['-n', '19', tool, ...args], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${tool} ended with ${String(status)}`);
  return (performance.now() - startedMs) / 1000;
}

async function timeOurs(work: () => Promise<boolean>): Promise<number> {
  const startedMs = performance.now();
  if (!(await work())) throw new Error('the pack was not taken');
  return (performance.now() - startedMs) / 1000;
}

async function measureTaps(
  kiosk: OurKiosk,
  desk: PackDesk,
  zip: string,
  say: Say,
): Promise<{ idleP95: number; busyP95: number }> {
  const browser = await openBenchBrowser();
  const idle: number[] = [];
  const busy: number[] = [];
  try {
    for (let round = 1; round <= tapRounds; round += 1) {
      idle.push(await tapP95(browser, kiosk));
      const loading = loadOverAndOver(desk, zip);
      busy.push(await tapP95(browser, kiosk));
      await loading.stop();
      say(`pack, taps ${round} of ${tapRounds}: idle p95 ${idle.at(-1)} ms, while loading ${busy.at(-1)} ms`);
    }
  } finally {
    await browser.close();
  }
  return { idleP95: median(idle), busyP95: median(busy) };
}

async function tapP95(browser: Browser, kiosk: OurKiosk): Promise<number> {
  const taps = await tapOurBoards(browser, kiosk);
  return percentile(
    taps.map(({ nextFrameMs }) => nextFrameMs),
    0.95,
  );
}

/** Checks and loads until it is stopped. */
function loadOverAndOver(desk: PackDesk, zip: string): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function load(): Promise<void> {
    while (!signal.aborted) {
      await desk.check(zip, { signal });
      await desk.stage(zip, { goBack: true, signal });
    }
    await desk.discard();
  }
  const ended = load();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

function judge(
  found: Times & { idleP95: number; busyP95: number; peakMb: number; sizeBytes: number },
): BenchResult {
  const [checkS, loadS, unzipS, sumS] = [found.checkS, found.loadS, found.unzipS, found.sumS].map(median);
  const ours = (checkS ?? Number.NaN) + (loadS ?? Number.NaN);
  const peer = (unzipS ?? Number.NaN) + (sumS ?? Number.NaN);
  const tapRatio = found.busyP95 / found.idleP95;
  return {
    bench: 'pack',
    ours: round(ours),
    peer: round(peer),
    limit: null,
    unit: 's',
    ratio: round(ours / peer),
    target: timeTarget,
    pass: ours / peer <= timeTarget && found.peakMb <= memoryTargetMb && tapRatio <= tapTarget,
    runs,
    figures: {
      sizeBytes: found.sizeBytes,
      media: bigPackFiles,
      checkS: round(checkS ?? Number.NaN),
      loadS: round(loadS ?? Number.NaN),
      unzipTestS: round(unzipS ?? Number.NaN),
      sha256sumS: round(sumS ?? Number.NaN),
      peakMb: round(found.peakMb, 1),
      targetPeakMb: memoryTargetMb,
      idleTapP95Ms: round(found.idleP95),
      loadingTapP95Ms: round(found.busyP95),
      ratioTap: round(tapRatio),
      targetTap: tapTarget,
    },
  };
}
