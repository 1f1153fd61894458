// npm run bench -- soak: whether anything of a visitor stays behind in the page. Two thousand
// visits by touch, one after the other, in one page that is never loaded again: what is in use
// after collection, and nodes and listeners, are compared with what they were after a hundred.
//
// The page's clock runs fast, and nothing else of the page is changed: the press guard, the
// farewell, the countdown and the walk along the wall all run, in less of our time.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { logPath } from '../../kiosk/log/data-folder.ts';
import type { Exhibition } from '../../model/exhibition.ts';
import { editionManifestSchema } from '../../model/pack.ts';
import { manifestFile } from '../../pack/read-pack.ts';
import { CommandError } from '../command.ts';
import { openBarePage, type BarePage } from './bare-page.ts';
import { wait } from './bench-browser.ts';
import { round, type BenchResult, type Say } from './figures.ts';
import { findHeld, judgeHeld, listenerAllowance, nodeAllowance, type Held } from './held.ts';
import { guardMs, openOurKiosk, type OurKiosk } from './our-kiosk.ts';

/** Caches and compiled code have settled by then. */
const firstCount = 100;
const sayEvery = 100;
/** The room's measures follow the screen's: the same layout with a sixteenth of the paint. */
const viewport = { width: 270, height: 480 };

const sizeSchema = z.object({ bytes: z.number(), visits: z.number(), events: z.number() });
type LogSize = z.infer<typeof sizeSchema>;

export async function measure(say: Say): Promise<BenchResult> {
  const visits = readVisits();
  const kiosk = await openOurKiosk(say, shortenFarewell);
  const open = await openBarePage({ url: kiosk.url, before: hastenClock, viewport });
  try {
    const began = performance.now();
    await makeVisits(open, kiosk, 0, firstCount, say);
    const first = await findHeldAtTheBell(open);
    const firstLog = readLogSize(kiosk);
    await makeVisits(open, kiosk, firstCount, visits, say);
    const last = await findHeldAtTheBell(open);
    const lastLog = await readSettledLog(kiosk, visits);
    const seconds = (performance.now() - began) / 1000;
    if (lastLog.visits !== visits)
      throw new Error(
        `${visits} visits were made, ${lastLog.visits} ended in the log; ${describeLost(kiosk)}`,
      );
    return judge({ visits, first, last, firstLog, lastLog, seconds });
  } finally {
    await open.close();
    await kiosk.stop();
  }
}

interface Soaked {
  visits: number;
  first: Held;
  last: Held;
  firstLog: LogSize;
  lastLog: LogSize;
  seconds: number;
}

function judge({ visits, first, last, firstLog, lastLog, seconds }: Soaked): BenchResult {
  const later = visits - firstLog.visits;
  return {
    bench: 'soak',
    ...judgeHeld(first, last),
    runs: visits,
    figures: {
      heapAfter100: first.heapBytes,
      nodesAfter100: first.nodes,
      nodes: last.nodes,
      nodeAllowance,
      listenersAfter100: first.listeners,
      listeners: last.listeners,
      listenerAllowance,
      logBytesEachVisit: Math.round((lastLog.bytes - firstLog.bytes) / later),
      logEventsEachVisit: round((lastLog.events - firstLog.events) / later, 1),
      touchedAgain,
      seconds: Math.round(seconds),
    },
  };
}

/** The full number unless another is given for trying. */
function readVisits(): number {
  const visits = Number(process.env.JINGZHONG_SOAK_VISITS ?? 2_000);
  if (!Number.isInteger(visits) || visits <= firstCount) {
    throw new CommandError(`JINGZHONG_SOAK_VISITS is a whole number over ${firstCount}.`);
  }
  return visits;
}

/** Runs in the page before anything of its own: its clock goes fifty times as fast. */
function hastenClock(): void {
  const haste = 50;
  const now = performance.now.bind(performance);
  const { setTimeout: after, setInterval: every } = globalThis;
  performance.now = () => now() * haste;
  const hasten =
    (start: (run: () => void, ms: number) => unknown) =>
    (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(() => run(...args), ms / haste);
  Object.assign(globalThis, { setTimeout: hasten(after), setInterval: hasten(every) });
}

/** The farewell is short, and a slow machine is not taken for a visitor who has gone. */
function shortenFarewell(editionDir: string, shortenedDir: string): void {
  cpSync(editionDir, shortenedDir, { recursive: true });
  const manifestPath = join(shortenedDir, manifestFile);
  const manifest = editionManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
  const files = manifest.files.map((file) => {
    if (!/^exhibition\.[\w-]+\.json$/.test(file.path)) return file;
    const path = join(shortenedDir, file.path);
    const exhibition = JSON.parse(readFileSync(path, 'utf8')) as Exhibition;
    const idle = { ...exhibition.idle, thanksSeconds: 1, limitSeconds: 6_000 };
    const bytes = Buffer.from(JSON.stringify({ ...exhibition, idle }));
    writeFileSync(path, bytes);
    return { ...file, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  writeFileSync(manifestPath, JSON.stringify({ ...manifest, files }));
}

async function makeVisits(open: BarePage, { exhibition }: OurKiosk, from: number, to: number, say: Say) {
  for (let visit = from; visit < to; visit += 1) {
    // The hundredth visit and the last go the same way, so that what they leave can be compared.
    await makeVisit(open, exhibition, visit % firstCount);
    if ((visit + 1) % sayEvery === 0) say(`soak, visit ${visit + 1}`);
  }
}

/** The bell, no answer to who they are, another bay, a board, a case, a guess, and out. */
async function makeVisit(open: BarePage, { aspects }: Exhibition, visit: number): Promise<void> {
  await touchNext(open, 'attract', '.attract-bell');
  await touchNext(open, 'welcome', '.welcome-skip');
  await touchNext(open, 'gallery', '.bay-folded', visit % (aspects.length - 1));
  await touchNext(open, 'gallery', '.bay-board', visit % 3);
  await touchNext(open, 'board', '.row', visit % 2);
  await touchNext(open, 'case', '.step-button', visit % 3);
  await touchNext(open, 'case', '.crumb-back');
  await touchNext(open, 'board', '.crumb-back');
  if (visit % 10 === 0) await beginToWrite(open);
  await touchNext(open, 'gallery', '.gallery-walk');
  await touchNext(open, 'walk', '.button-next');
}

/** Some open the keyboard, begin, and leave nothing. */
async function beginToWrite(open: BarePage): Promise<void> {
  await touchNext(open, 'gallery', '.gallery-hall');
  await touchNext(open, 'hall', '.hall-doing');
  await touchNext(open, 'reflection', '.reflection-prompt');
  await touchNext(open, 'reflection', '.reflection-head .link');
  await touchNext(open, 'hall', '.crumb-back');
}

interface Point {
  x: number;
  y: number;
}

interface Target {
  wanted: string;
  index: number;
}

/** What was touched last, and how many were touched again: a busy machine loses a touch now and then, as a hand does. */
let last: Target | undefined;
let touchedAgain = 0;

/** Waits for a screen and touches something on it, no sooner than a hand would be believed. */
async function touchNext(open: BarePage, screen: string, selector: string, index = 0): Promise<void> {
  const target = { wanted: `.room[data-screen="${screen}"] ${selector}`, index };
  let point = await findResting(open, target);
  for (let tries = 0; !point && last && tries < 3; tries += 1) {
    touchedAgain += 1;
    const again = await findResting(open, last);
    if (again) await touchAt(open, again);
    point = await findResting(open, target);
  }
  if (!point) throw new Error(`${target.wanted} (${index}) did not come; ${await describeScreen(open)}`);
  last = target;
  await touchAt(open, point);
}

function describeScreen({ evaluate }: BarePage): Promise<string> {
  return evaluate(() => document.querySelector('.room')?.outerHTML.slice(0, 400) ?? 'there is no room', null);
}

async function touchAt({ cdp }: BarePage, point: Point): Promise<void> {
  await Promise.all([
    cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] }),
    cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
  ]);
}

/** Where the element is, once it is there and rests; undefined where it did not come. */
function findResting({ evaluate }: BarePage, target: Target): Promise<Point | undefined> {
  return evaluate(
    async ({ wanted, index, guardMs }) => {
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      // By the page's own hastened clock: three seconds of ours.
      for (const until = performance.now() + 150_000; performance.now() < until;) {
        const element = document.querySelectorAll(wanted)[index];
        if (element) {
          await pause(guardMs);
          element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
          // The page's clock runs fast, its frames do not: what unfolds is touched once it has stood still
          // for some frames and a twentieth of our second.
          let before = '';
          for (let sinceMs = 0, frames = 0; frames < 4 || performance.now() - sinceMs < 2_500; frames += 1) {
            await new Promise(requestAnimationFrame);
            const { x, y } = element.getBoundingClientRect();
            if (`${x},${y}` !== before) [sinceMs, frames] = [performance.now(), 0];
            before = `${x},${y}`;
          }
          const { x, y, width, height } = element.getBoundingClientRect();
          const point = { x: x + width / 2, y: y + height / 2 };
          if (element.contains(document.elementFromPoint(point.x, point.y))) return point;
        }
        await pause(100);
      }
      return undefined;
    },
    { ...target, guardMs },
  );
}

async function findHeldAtTheBell(open: BarePage): Promise<Held> {
  const bell = await findResting(open, { wanted: '.room[data-screen="attract"] .attract-bell', index: 0 });
  if (!bell) throw new Error('the bell did not come');
  return findHeld(open);
}

/** The last events of a page may be on their way still. */
async function readSettledLog(kiosk: OurKiosk, visits: number): Promise<LogSize> {
  for (const until = performance.now() + 30_000; performance.now() < until; await wait(500)) {
    const size = readLogSize(kiosk);
    if (size.visits >= visits) return size;
  }
  return readLogSize(kiosk);
}

/** Which visits have no end, by their place in the log: those at its end were never sent, others were refused. */
function describeLost(kiosk: OurKiosk): string {
  const rows = askLog(kiosk, (log) =>
    log
      .prepare<[], { ended: number }>(
        `select sum(type = 'visit.ended') as ended from events where visit_id is not null
           group by visit_id order by min(seq)`,
      )
      .all(),
  );
  const open = rows.flatMap(({ ended }, place) => (ended === 0 ? [place + 1] : []));
  return `${rows.length} began; without an end: ${open.slice(0, 20).join(', ') || 'none'}`;
}

/** How much the log holds. */
function readLogSize(kiosk: OurKiosk): LogSize {
  const size = askLog(kiosk, (log) =>
    log
      .prepare(
        `select (select page_count * page_size from pragma_page_count, pragma_page_size) as bytes,
           (select count(*) from events) as events,
           (select count(*) from events where type = 'visit.ended') as visits`,
      )
      .get(),
  );
  return sizeSchema.parse(size);
}

/** Opens the log of a kiosk that is running, with what is still in its write-ahead part. */
function askLog<Answer>({ dataDir }: OurKiosk, ask: (log: Database.Database) => Answer): Answer {
  const log = new Database(logPath(dataDir), { readonly: true });
  try {
    return ask(log);
  } finally {
    log.close();
  }
}
