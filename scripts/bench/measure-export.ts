// npm run bench -- export: 2,000,000 visits to CSV, against the sqlite3 shell's own `.mode csv` of
// a view with the same columns. The view derives them from the same events, with json's operators
// and one group by (visits-view.ts): a table of finished facts would have left the work out. Both run
// as processes of their own and are judged by their processor time, user and system, which other
// programs on the machine disturb less than the clock on the wall; that is among the figures.
// Also: that both files say the same of each visit, resident memory (VmHWM), how time grows from
// 20,000 visits on, a workbook of 200,000 rows, and a printed report.
import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CommandError } from '../command.ts';
import { installDebianPackage } from '../install-debian-package.ts';
import { median, round, type BenchResult, type Say } from './figures.ts';
import { makeVisitLog } from './make-visit-log.ts';
import { visitsView } from './visits-view.ts';

const visitsADay = 2_000;
const sizes = { small: 20_000, middle: 200_000, large: 2_000_000 };
const rounds = 3;
const target = 1.5;
const limits = { residentMb: 200, workbookMb: 200, pdfSeconds: 10, exponent: 1.1 };

type Run = { cpuSeconds: number; wallSeconds: number; residentMb: number };

export async function measure(say: Say): Promise<BenchResult> {
  const sqlite = requireSqlite(say);
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-bench-export-'));
  try {
    for (const [name, visits] of Object.entries(sizes)) {
      makeVisitLog(join(dir, name), { visits, visitsADay, seed: visits }, say);
    }
    return await measureIn(dir, sqlite, say);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measureIn(dir: string, sqlite: string, say: Say): Promise<BenchResult> {
  const exportTo = (data: string, kind: string, out: string) =>
    runExport(join(dir, data), kind, join(dir, out));
  const ours: Run[] = [];
  const peer: Run[] = [];
  for (let run = 1; run <= rounds; run += 1) {
    peer.push(await runPeer(sqlite, join(dir, 'large'), join(dir, 'peer.csv')));
    ours.push(await exportTo('large', 'visits', 'ours.csv'));
    const [own, other] = [ours.at(-1)?.cpuSeconds ?? 0, peer.at(-1)?.cpuSeconds ?? 0];
    say(
      `export, round ${run} of ${rounds}: ${round(own, 1)} s of processor time, sqlite3 ${round(other, 1)} s`,
    );
  }
  const differing = await countDifferingLines(join(dir, 'ours.csv'), join(dir, 'peer.csv'));
  const small: Run[] = [];
  for (let run = 0; run < 5; run += 1) small.push(await exportTo('small', 'visits', 'small.csv'));
  const middle = await exportTo('middle', 'visits', 'middle.csv');
  const workbook = await exportTo('middle', 'visits', 'visits.xlsx');
  const pdf = await exportTo('small', 'report', 'report.pdf');
  const pdfOfMany = await exportTo('middle', 'report', 'report-many.pdf');
  say('export: workbook and printed report measured');

  const cpu = (runs: readonly Run[]) => median(runs.map(({ cpuSeconds }) => cpuSeconds));
  const wall = (runs: readonly Run[]) => median(runs.map(({ wallSeconds }) => wallSeconds));
  const residentMb = Math.max(...ours.map((run) => run.residentMb));
  const exponent = Math.log(cpu(ours) / cpu(small)) / Math.log(sizes.large / sizes.small);
  const ratio = cpu(ours) / cpu(peer);
  return {
    bench: 'export',
    ours: round(cpu(ours), 2),
    peer: round(cpu(peer), 2),
    limit: null,
    unit: 's',
    ratio: round(ratio),
    target,
    pass:
      ratio <= target &&
      differing === 0 &&
      residentMb <= limits.residentMb &&
      workbook.residentMb <= limits.workbookMb &&
      pdf.wallSeconds <= limits.pdfSeconds &&
      exponent <= limits.exponent,
    runs: rounds,
    figures: {
      visits: sizes.large,
      differingLines: differing,
      wallSeconds: round(wall(ours), 1),
      peerWallSeconds: round(wall(peer), 1),
      residentMb: round(residentMb, 1),
      residentMbOf20000: round(Math.max(...small.map((run) => run.residentMb)), 1),
      secondsOf20000: round(cpu(small), 2),
      secondsOf200000: round(middle.cpuSeconds, 2),
      exponent: round(exponent),
      exponentLimit: limits.exponent,
      workbookRows: sizes.middle,
      workbookMb: round(workbook.residentMb, 1),
      workbookWallSeconds: round(workbook.wallSeconds, 1),
      pdfWallSeconds: round(pdf.wallSeconds, 2),
      pdfOf200000VisitsWallSeconds: round(pdfOfMany.wallSeconds, 2),
      pdfOf200000VisitsCpuSeconds: round(pdfOfMany.cpuSeconds, 2),
    },
  };
}

function requireSqlite(say: Say): string {
  const isThere = () => spawnSync('sqlite3', ['--version']).status === 0;
  if (isThere() || (installDebianPackage('sqlite3', 'a few seconds', say) && isThere())) return 'sqlite3';
  throw new CommandError(
    'The sqlite3 shell was not found. Please install it (on Debian: sudo apt-get install sqlite3).',
  );
}

function runExport(dataDir: string, kind: string, out: string): Promise<Run> {
  const script = join(import.meta.dirname, '..', 'export.ts');
  const argv = ['--disable-warning=ExperimentalWarning', script, kind, '--data', dataDir, '--out', out];
  return runMeasured(process.execPath, argv, '');
}

function runPeer(sqlite: string, dataDir: string, out: string): Promise<Run> {
  const database = join(dataDir, 'log', 'visits.db');
  const input = `${visitsView}\n.headers on\n.mode csv\n.once '${out}'\nselect * from visits_export;\n`;
  return runMeasured(sqlite, ['-readonly', '-batch', database], input);
}

/** Reads the process's own account every twentieth of a second; its peak memory only grows. */
function runMeasured(program: string, argv: string[], input: string): Promise<Run> {
  const beganMs = performance.now();
  const child = spawn(program, argv, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  child.stdin.end(input);
  let last = { cpuSeconds: 0, residentMb: 0 };
  const look = setInterval(() => (last = readAccount(child.pid) ?? last), 50);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(look);
      if (code === 0) resolve({ ...last, wallSeconds: (performance.now() - beganMs) / 1000 });
      else reject(new Error(`${program} ended with ${code}: ${said}`));
    });
  });
}

/** Linux counts processor time in hundredths of a second. */
const ticksASecond = 100;

function readAccount(pid: number | undefined): Omit<Run, 'wallSeconds'> | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peakKb = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN);
    // The name stands in brackets and may hold spaces; user and system time are fields 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    if (!Number.isFinite(peakKb) || !Number.isFinite(ticks)) return undefined;
    return { cpuSeconds: ticks / ticksASecond, residentMb: peakKb / 1024 };
  } catch {
    // It has just ended.
    return undefined;
  }
}

/** Quotes and the mark of the encoding apart: the shell quotes more than it must. */
async function countDifferingLines(oursPath: string, peerPath: string): Promise<number> {
  const ours = readLines(oursPath);
  const peer = readLines(peerPath);
  let differing = 0;
  for (;;) {
    const [one, other] = [await ours.next(), await peer.next()];
    if (one.done && other.done) return differing;
    if (one.done || other.done) differing += 1;
    else if (one.value !== other.value) differing += 1;
  }
}

async function* readLines(path: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    yield line.replaceAll('"', '').replace(/^\ufeff/, '');
  }
}
