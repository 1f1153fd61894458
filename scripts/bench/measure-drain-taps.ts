// npm run bench -- drain-taps: whether visitors' taps feel it that a kiosk sends a million events to its hub.
// `npm start`'s own script serves the shipped exhibition on a log of that many; boards are touched while it
// has no hub, and while its own sync client drains it over loopback. DRAIN_TAPS_EVENTS=200000 is a small one.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { findOrMakeHub } from '../../hub/store/hub-identity.ts';
import { openStore } from '../../hub/store/open-store.ts';
import { enrolDirectly } from '../../hub/testing/test-kiosk.ts';
import { findOrMakeKioskKey } from '../../kiosk/courier/kiosk-key.ts';
import { findOrMakeKioskId } from '../../kiosk/log/data-folder.ts';
import { keepEnrolment } from '../../kiosk/sync/enrolment.ts';
import { publicKeyOf } from '../../pack/keys.ts';
import { buildDashboard, buildRenderer, buildShippedEdition, rootDir } from '../build.ts';
import { callKiosk, readAnswer } from '../call-kiosk.ts';
import { CommandError } from '../command.ts';
import { openBenchBrowser, wait } from './bench-browser.ts';
import { percentile, round, type BenchResult, type Say } from './figures.ts';
import { makeVisitLog } from './make-visit-log.ts';
import { tapOurBoards } from './measure-tap.ts';
import { readExhibition, type OurKiosk } from './our-kiosk.ts';
import { readUrl, startHub, startKiosk } from '../start-child.ts';

const wholeLog = 1_000_000;
const rounds = 2;
const target = 1.5;
const patienceMs = 120_000;
/** A kiosk says in lines of its own what no bench asks for. */
const quiet = { env: { DATABASE_URL: '' }, log: devNull };

type Exhibition = OurKiosk['exhibition'];

export async function measure(say: Say): Promise<BenchResult> {
  const events = Number(process.env.DRAIN_TAPS_EVENTS ?? wholeLog);
  if (!Number.isInteger(events) || events < 1)
    throw new CommandError('DRAIN_TAPS_EVENTS is how many events the log has: a whole number.');
  await buildRenderer(say);
  await buildDashboard(say);
  const exhibition = readExhibition(await buildShippedEdition(join(rootDir, 'content'), say));
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-drain-taps-'));
  const browser = await openBenchBrowser();
  try {
    say(`drain-taps: making a log of ${events.toLocaleString('en-US')} events`);
    const kioskDir = join(dir, 'kiosk');
    makeVisitLog(kioskDir, { visits: Math.ceil(events / 8), visitsADay: 400, seed: 5 }, () => undefined);
    const alone = await untilReady(startKiosk(kioskDir, quiet));
    // Once without measuring: the later walks find a browser that has walked before.
    await tapOurBoards(browser, { url: alone.url, exhibition });
    const idle = await tapRounds(browser, alone.url, exhibition);
    await alone.stop();
    say(`drain-taps: p95 ${p95(idle)} ms without a hub`);
    return await measureDraining({ dir, kioskDir, browser, exhibition, idle, say });
  } finally {
    await browser.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

type Draining = {
  dir: string;
  kioskDir: string;
  browser: Browser;
  exhibition: Exhibition;
  idle: number[];
  say: Say;
};

async function measureDraining({ dir, kioskDir, browser, exhibition, idle, say }: Draining) {
  const hubDir = join(dir, 'hub');
  const hub = await untilReady(startHub(hubDir, quiet));
  try {
    await joinHub(hubDir, hub.url, kioskDir);
    const kiosk = await untilReady(startKiosk(kioskDir, quiet));
    try {
      await tryNow(kioskDir);
      const before = await untilUnsent(kioskDir, (unsent, first) => unsent < first);
      const busy = await tapRounds(browser, kiosk.url, exhibition);
      const after = await readUnsent(kioskDir);
      say(`drain-taps: p95 ${p95(busy)} ms while ${before - after} events went`);
      return judge(p95(idle), p95(busy), { before, after });
    } finally {
      await kiosk.stop();
    }
  } finally {
    await hub.stop();
  }
}

/** Every tap of all rounds, in milliseconds to its next frame. */
async function tapRounds(browser: Browser, url: string, exhibition: Exhibition): Promise<number[]> {
  const taps: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const walk = await tapOurBoards(browser, { url, exhibition });
    taps.push(...walk.map(({ nextFrameMs }) => nextFrameMs));
  }
  return taps;
}

const p95 = (taps: number[]) => percentile(taps, 0.95);

function judge(
  idleMs: number,
  busyMs: number,
  { before, after }: { before: number; after: number },
): BenchResult {
  const ratio = busyMs / idleMs;
  // Where it had ended before the last tap, the taps would have met nothing.
  const wasDraining = after > 0 && after < before;
  return {
    bench: 'drain-taps',
    ours: round(busyMs),
    peer: round(idleMs),
    limit: null,
    unit: 'ms',
    ratio: round(ratio),
    target,
    pass: ratio <= target && wasDraining,
    runs: rounds,
    figures: { unsentBefore: before, unsentAfter: after, tapsEachRun: 21 },
  };
}

type Running = { url: string; stop(): Promise<void> };

async function untilReady(program: ChildProcess): Promise<Running> {
  const gone = once(program, 'exit');
  return {
    url: await readUrl(program),
    async stop() {
      program.kill();
      await gone;
    },
  };
}

/** As if staff had typed a code. */
async function joinHub(hubDir: string, hubUrl: string, kioskDir: string): Promise<void> {
  const store = await openStore({ dataDir: hubDir });
  const publicKey = publicKeyOf(findOrMakeKioskKey(kioskDir));
  await enrolDirectly(store, { kioskId: findOrMakeKioskId(kioskDir), publicKey });
  const { hubId, name, publicKey: hub_key } = await findOrMakeHub(store, Date.now());
  await store.close();
  keepEnrolment({ dataDir: kioskDir, tell: (line) => console.error(line) }).write({
    url: hubUrl.replace(/\/$/, ''),
    hub_id: hubId,
    hub_name: name,
    hub_key,
    kiosk_name: 'bench',
  });
}

async function ask(dataDir: string, path: string, init?: RequestInit): Promise<unknown> {
  // A log of a million events is looked through at the start; until then a kiosk answers late.
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await wait(100)) {
    const call = await callKiosk(dataDir);
    if (call) return readAnswer(await call(path, init));
  }
  throw new Error('the kiosk does not answer');
}

async function tryNow(dataDir: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  await ask(dataDir, '/api/staff/hub', { method: 'POST', headers, body: JSON.stringify({ do: 'try-now' }) });
}

async function readUnsent(dataDir: string): Promise<number> {
  const { log } = (await ask(dataDir, '/api/health')) as { log: { unsent: number } };
  return log.unsent;
}

async function untilUnsent(
  dataDir: string,
  isReached: (unsent: number, first: number) => boolean,
): Promise<number> {
  const first = await readUnsent(dataDir);
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await wait(100)) {
    const unsent = await readUnsent(dataDir);
    if (isReached(unsent, first)) return unsent;
  }
  throw new Error('nothing was sent');
}
