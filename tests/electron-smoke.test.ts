// The real Electron shell, where its program and a display (or Xvfb) are there.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildElectron } from '../scripts/build-electron.ts';
import { buildRenderer, buildShippedEdition, rootDir } from '../scripts/build.ts';
import { findElectron } from '../scripts/shells/electron-shell.ts';

const electronPath = findElectron(rootDir);
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
const xvfbPath = hasDisplay ? undefined : findOnPath('Xvfb');
const isMissing = !electronPath || (!hasDisplay && !xvfbPath);
if (isMissing) {
  const what = electronPath ? 'a display, or Xvfb' : 'the Electron program';
  console.log(`The Electron shell was not tried: ${what} is not here.`);
}

let dir: string;
let xvfb: ChildProcess | undefined;
let app: ElectronApplication;

function findOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Xvfb says on descriptor 3 which display it has taken. */
async function startXvfb(path: string): Promise<string> {
  const args = ['-displayfd', '3', '-screen', '0', '1080x1920x24'];
  xvfb = spawn(path, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const pipe = xvfb.stdio[3];
  if (!pipe) throw new Error('Xvfb has no descriptor to say its display on');
  const [said] = await once(pipe, 'data');
  return `:${String(said).trim()}`;
}

beforeAll(async () => {
  if (isMissing) return;
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-electron-'));
  const quiet = () => {};
  const mainFile = await buildElectron(quiet);
  const edition = await buildShippedEdition(join(rootDir, 'content'), quiet);
  const renderer = await buildRenderer(quiet);
  const display = xvfbPath ? { DISPLAY: await startXvfb(xvfbPath) } : {};
  app = await _electron.launch({
    executablePath: electronPath,
    args: [mainFile, '--data', dir, '--edition', edition, '--renderer', renderer, '--port', '0'],
    env: { ...definedOnly(process.env), ...display },
  });
});

afterAll(async () => {
  if (isMissing) return;
  app.process().kill('SIGKILL');
  xvfb?.kill();
  rmSync(dir, { recursive: true, force: true });
});

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

test.skipIf(isMissing)('shows the exhibition at exhibit://app/, with the log behind it', async () => {
  const page = await app.firstWindow();
  await page.waitForSelector('.attract-bell');
  expect(page.url()).toBe('exhibit://app/');
  const health: unknown = await page.evaluate(() => fetch('/api/health').then((answer) => answer.json()));
  expect(health).toMatchObject({ log: { state: 'ready' } });
});

test.skipIf(isMissing)('lets a page open nothing, leave nowhere and use no device', async () => {
  const page = await app.firstWindow();
  expect(await page.evaluate(() => window.open('exhibit://app/'))).toBeNull();
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe('exhibit://app/');
  expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
});

test.skipIf(isMissing)('shows the exhibition again after its process crashed', async () => {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  const isBack = () =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed()) return false;
      return contents.executeJavaScript(`document.querySelector('.attract-bell') !== null`);
    });
  await expect.poll(isBack, { timeout: 15_000 }).toBe(true);
});

test.skipIf(isMissing)('ends within two seconds of SIGTERM, with 0', async () => {
  const child = app.process();
  const ended = once(child, 'exit');
  const askedMs = performance.now();
  child.kill('SIGTERM');
  const [code] = await ended;
  expect(performance.now() - askedMs).toBeLessThan(2_000);
  expect(code).toBe(0);
});
