// npm run bench -- log: durable events a second through POST /api/log, against the single-row
// commits of better-sqlite3 itself on the same disk with the same pragmas. The writers run in
// a process of their own, so that they do not take the kiosk's turn.
import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { serveKiosk } from '../../kiosk/serve.ts';
import { buildRenderer, buildShippedEdition, rootDir } from '../build.ts';
import { median, percentile, round, type BenchResult, type Say } from './figures.ts';

const rounds = 5;
const roundMs = 2_000;
/** One screen on which somebody taps, rather than a load: a moment passes before each event. */
const lonePauseMs = 5;
const loneMs = 4_000;
const writers = 8;
const rateTarget = 0.5;
const latencyTarget = 5;

const writtenSchema = z.object({ events: z.int(), seconds: z.number(), latenciesMs: z.array(z.number()) });
type Written = z.infer<typeof writtenSchema>;

export async function measure(say: Say): Promise<BenchResult> {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-bench-log-'));
  const kiosk = await serveKiosk({
    port: 0,
    dataDir: join(dir, 'data'),
    editionDir: await buildShippedEdition(join(rootDir, 'content'), say),
    rendererDir: await buildRenderer(say),
    version: 'bench',
    tell: say,
  });
  const raw: Written[] = [];
  const rawLone: Written[] = [];
  const shared: Written[] = [];
  const lone: Written[] = [];
  const hasty: Written[] = [];
  const batched: Written[] = [];
  try {
    await writeToKiosk(kiosk.url, writers, 1, 500);
    for (let run = 1; run <= rounds; run += 1) {
      raw.push(await commitRows(join(dir, `raw-${run}.db`), roundMs));
      shared.push(await writeToKiosk(kiosk.url, writers, 1, roundMs));
      rawLone.push(await commitRows(join(dir, `raw-lone-${run}.db`), loneMs, lonePauseMs));
      lone.push(await writeToKiosk(kiosk.url, 1, 1, loneMs, lonePauseMs));
      hasty.push(await writeToKiosk(kiosk.url, 1, 1, roundMs));
      batched.push(await writeToKiosk(kiosk.url, writers, 20, roundMs));
      say(
        `log, round ${run} of ${rounds}: ${Math.round(rateOf(shared.at(-1)))} events/s, raw ${Math.round(rateOf(raw.at(-1)))}`,
      );
    }
  } finally {
    await kiosk.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  return judge({ raw, rawLone, shared, lone, hasty, batched });
}

interface Rounds {
  /** Commits of the database alone, one after the other, and at a lone writer's pace. */
  raw: Written[];
  rawLone: Written[];
  shared: Written[];
  lone: Written[];
  /** A lone writer that never pauses. */
  hasty: Written[];
  batched: Written[];
}

function judge({ raw, rawLone, shared, lone, hasty, batched }: Rounds): BenchResult {
  const rate = (of: Written[]) => median(of.map(rateOf));
  const p99 = (of: Written[]) =>
    percentile(
      of.flatMap(({ latenciesMs }) => latenciesMs),
      0.99,
    );
  const ratio = rate(shared) / rate(raw);
  const latencyRatio = p99(lone) / p99(rawLone);
  return {
    bench: 'log',
    ours: Math.round(rate(shared)),
    peer: Math.round(rate(raw)),
    limit: null,
    unit: 'events/s',
    ratio: round(ratio),
    target: rateTarget,
    pass: ratio >= rateTarget && latencyRatio <= latencyTarget,
    runs: rounds,
    figures: {
      writers,
      lonePauseMs,
      loneP99Ms: round(p99(lone)),
      rawP99Ms: round(p99(rawLone)),
      latencyRatio: round(latencyRatio),
      latencyTarget,
      withoutPauseP99Ms: round(p99(hasty)),
      rawWithoutPauseP99Ms: round(p99(raw)),
      loneEventsPerSecond: Math.round(rate(hasty)),
      inBatchesOf20EventsPerSecond: Math.round(rate(batched)),
    },
  };
}

function rateOf(written: Written | undefined): number {
  return written ? written.events / written.seconds : Number.NaN;
}

/** One row a commit, as durable as the log's own rows, with a body of the same size. */
async function commitRows(file: string, ms: number, pauseMs = 0): Promise<Written> {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE event (seq INTEGER PRIMARY KEY, event_id TEXT UNIQUE, body TEXT)');
  const insert = database.prepare('INSERT INTO event (event_id, body) VALUES (?, ?)');
  const body = JSON.stringify({ which: 'language', value: 'zh-Hans' });
  const latenciesMs: number[] = [];
  const beganMs = performance.now();
  while (performance.now() - beganMs < ms) {
    const id = randomUUID();
    const fromMs = performance.now();
    insert.run(id, body);
    latenciesMs.push(performance.now() - fromMs);
    if (pauseMs > 0) await pause(pauseMs);
  }
  const seconds = (performance.now() - beganMs) / 1000;
  database.close();
  return { events: latenciesMs.length, seconds, latenciesMs };
}

function writeToKiosk(
  url: string,
  count: number,
  eventsEach: number,
  ms: number,
  pauseMs = 0,
): Promise<Written> {
  const script = join(import.meta.dirname, 'write-events.ts');
  const child = spawn(process.execPath, [script, url, ...[count, eventsEach, ms, pauseMs].map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code === 0) resolve(writtenSchema.parse(JSON.parse(output)));
      else reject(new Error(`the writers ended with ${code}`));
    });
  });
}
