// npm run bench -- start: from starting the kiosk's process to the first painted attract
// screen, against the same browser opening the same screen as one static HTML file. Both cold:
// a fresh profile each time, ours and the peer's in turn.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { openBrowser, openPage } from '../../tests/support/open-browser.ts';
import { browserArguments } from '../shells/browser-shell.ts';
import { rootDir } from '../build.ts';
import { requireBrowser } from '../shells/find-browser.ts';
import { portrait, wait } from './bench-browser.ts';
import { median, round, type BenchResult, type Say } from './figures.ts';
import { openOurKiosk } from './our-kiosk.ts';

const runs = 5;
const target = 1.5;
const mostScriptBytes = 200 * 1024;
const debugPort = 9_377;
const patienceMs = 60_000;

export async function measure(say: Say): Promise<BenchResult> {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-bench-start-'));
  const { staticFile, scriptBytes } = await makeStaticScreen(join(dir, 'static'), say);
  const ours: Painted[] = [];
  const peer: Painted[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      ours.push(await timeKiosk(join(dir, `kiosk-${run}`)));
      peer.push(await timeStatic(staticFile, join(dir, `static-${run}`)));
      say(
        `start, run ${run} of ${runs}: ours ${Math.round(ours.at(-1)?.bellMs ?? 0)} ms, static ${Math.round(peer.at(-1)?.bellMs ?? 0)} ms`,
      );
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  const middle = (of: Painted[], which: keyof Painted) => Math.round(median(of.map((run) => run[which])));
  const ratio = middle(ours, 'bellMs') / middle(peer, 'bellMs');
  return {
    bench: 'start',
    ours: middle(ours, 'bellMs'),
    peer: middle(peer, 'bellMs'),
    limit: mostScriptBytes,
    unit: 'ms',
    ratio: round(ratio),
    target,
    pass: ratio <= target && scriptBytes <= mostScriptBytes,
    runs,
    figures: {
      scriptBytesGzipped: scriptBytes,
      scriptBytesLimit: mostScriptBytes,
      letteredMs: middle(ours, 'letteredMs'),
      staticLetteredMs: middle(peer, 'letteredMs'),
    },
  };
}

/** The real attract screen saved as one HTML file: its DOM, style, fonts and pictures, no script. */
async function makeStaticScreen(dir: string, say: Say): Promise<{ staticFile: string; scriptBytes: number }> {
  const kiosk = await openOurKiosk(say);
  const browser = await openBrowser();
  const { page } = await openPage(browser, kiosk.url, portrait);
  await page.waitForTimeout(1_000);
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  await browser.close();
  cpSync(join(rootDir, 'build', 'renderer', 'assets'), join(dir, 'assets'), { recursive: true });
  cpSync(join(kiosk.editionDir, 'media'), join(dir, 'media'), { recursive: true });
  await kiosk.stop();
  const staticFile = join(dir, 'attract.html');
  const plain = html
    .replaceAll(/<script[^>]*>[\s\S]*?<\/script>|<link[^>]*modulepreload[^>]*>/g, '')
    .replaceAll(/(href|src)="\//g, '$1="./')
    .replaceAll(' crossorigin=""', '');
  writeFileSync(staticFile, `<!doctype html>${plain}`);
  return { staticFile, scriptBytes: gzippedScripts(loaded) };
}

function gzippedScripts(paths: string[]): number {
  const assets = join(rootDir, 'build', 'renderer', 'assets');
  const names = new Set(readdirSync(assets));
  return paths
    .map((path) => path.split('/').at(-1) ?? '')
    .filter((name) => name.endsWith('.js') && names.has(name))
    .map((name) => gzipSync(readFileSync(join(assets, name))).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** `npm start`'s own script with the browser shell; its browser is told to show nothing outside. */
async function timeKiosk(dataDir: string): Promise<Painted> {
  const wrapper = `${dataDir}-browser`;
  const headless = `--headless --remote-debugging-port=${debugPort} --window-size=1080,1920`;
  writeFileSync(
    wrapper,
    `#!/bin/sh\nexec ${requireBrowser((line) => console.error(line))} ${headless} "$@"\n`,
  );
  chmodSync(wrapper, 0o755);
  const beganMs = Date.now();
  const child = spawn(
    process.execPath,
    [
      '--max-semi-space-size=8',
      join(rootDir, 'scripts', 'start.ts'),
      '--shell',
      'browser',
      '--port',
      '0',
      '--data',
      dataDir,
    ],
    {
      stdio: 'ignore',
      // As scripts/run.mjs starts it.
      env: {
        ...process.env,
        JINGZHONG_BROWSER: wrapper,
        NODE_COMPILE_CACHE: join(rootDir, 'build', 'compile-cache'),
      },
    },
  );
  return timePaint(child, beganMs);
}

async function timeStatic(file: string, profileDir: string): Promise<Painted> {
  const beganMs = Date.now();
  const child = spawn(
    requireBrowser((line) => console.error(line)),
    [
      '--headless',
      `--remote-debugging-port=${debugPort}`,
      '--window-size=1080,1920',
      ...browserArguments({ url: pathToFileURL(file).href, windowed: false }, profileDir),
    ],
    { stdio: 'ignore' },
  );
  return timePaint(child, beganMs);
}

/** Milliseconds from the start of the process to the first frame with the bell, and with the title, in it. */
interface Painted {
  bellMs: number;
  letteredMs: number;
}

/** Reads when what was started at `beganMs` was painted; then ends the process. */
async function timePaint(child: ChildProcess, beganMs: number): Promise<Painted> {
  const browser = await connect();
  const [page] = browser.contexts().flatMap((context) => context.pages());
  if (!page) throw new Error('the browser opened no page');
  const painted = {
    bellMs: (await readPaint(page, 'attract-bell')) - beganMs,
    letteredMs: (await readPaint(page, 'attract-title')) - beganMs,
  };
  await browser.close();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  return painted;
}

async function connect() {
  const untilMs = Date.now() + patienceMs;
  for (;;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${debugPort}`);
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await wait(50);
    }
  }
}

/** Unix time of an element's first paint, by Element Timing. */
function readPaint(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const entries = list.getEntries() as (PerformanceEntry & {
            identifier: string;
            renderTime: number;
            loadTime: number;
          })[];
          const entry = entries.find(({ identifier }) => identifier === wanted);
          if (entry) resolve(performance.timeOrigin + (entry.renderTime || entry.loadTime));
        }).observe({ type: 'element', buffered: true });
      }),
    name,
  );
}
