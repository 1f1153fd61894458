// What a visitor did not send, and what they sent for the organisers only, is nowhere on the disk:
// not in the log, not in the profile of the kiosk's own window, also where that window or the
// whole kiosk dies in the middle of a word or at the moment of sending.
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../hub/testing/find-free-port.ts';
import { openLogReader } from '../kiosk/log/open-reader.ts';
import { findBrowser } from '../scripts/shells/find-browser.ts';
import { openBrowser, openPage, touch } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';

const rootDir = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'jingzhong-nothing-stays-'));
const content = join(work, 'content');

beforeAll(async () => {
  cpSync(join(rootDir, 'content'), content, { recursive: true });
  const key = await identityToRecipient(await generateIdentity());
  appendFileSync(join(content, 'exhibition.yaml'), `readerKey: ${key}\n`);
});

afterAll(() => {
  // Where a test ended early its window is still open.
  spawnSync('pkill', ['-9', '-f', work]);
  rmSync(work, { recursive: true, force: true });
});

/** The kiosk in its browser shell, with its own profile, in a window that nobody sees. */
async function openWindow(dataDir: string): Promise<{ child: ChildProcess; browser: Browser; page: Page }> {
  const debugPort = await findFreePort();
  const wrapper = join(work, `browser-${debugPort}`);
  const flags = `--headless --disable-gpu --remote-debugging-port=${debugPort} --window-size=1080,1920`;
  writeFileSync(wrapper, `#!/bin/sh\nexec ${findBrowser() ?? ''} ${flags} "$@"\n`);
  chmodSync(wrapper, 0o755);
  const args = ['--shell', 'browser', '--port', '0', '--data', dataDir, '--content', content];
  const child = spawn(process.execPath, [join(rootDir, 'scripts', 'start.ts'), ...args], {
    cwd: rootDir,
    stdio: 'ignore',
    env: { ...process.env, JINGZHONG_BROWSER: wrapper },
  });
  const browser = await expect
    .poll(() => chromium.connectOverCDP(`http://127.0.0.1:${debugPort}`).catch(() => undefined), {
      timeout: 120_000,
      interval: 500,
    })
    .toBeTruthy()
    .then(() => chromium.connectOverCDP(`http://127.0.0.1:${debugPort}`));
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the window has no page');
  page.setDefaultTimeout(30_000);
  return { child, browser, page };
}

/** The mouse stands for the finger: this window was opened by the kiosk, not by the test. */
async function press(page: Page, selector: string, index = 0): Promise<void> {
  await page.waitForTimeout(350);
  await page.locator(selector).nth(index).click();
  await page.waitForTimeout(100);
}

async function writeLetters(page: Page, words: string): Promise<void> {
  await press(page, '.attract-bell');
  await press(page, '.welcome-door', 1);
  await press(page, '.gallery-hall');
  await press(page, '.hall-doing', 0);
  await page.waitForSelector('.reflection-field');
  await press(page, '.key[role="tab"]', 1);
  await page.waitForTimeout(400);
  for (const letter of words) {
    await page
      .locator('.key-letter', { hasText: new RegExp(`^${letter}$`) })
      .first()
      .click();
    await page.waitForTimeout(40);
  }
  expect(await page.inputValue('.reflection-field')).toBe(words);
}

function findTraces(dir: string, words: string): string[] {
  const needles = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le')];
  return readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    return needles.some((needle) => bytes.includes(needle)) ? [path] : [];
  });
}

function listFiles(dir: string): number {
  return readdirSync(dir, { recursive: true }).length;
}

test('a private reflection, and one that a crash cut off, leave no word in data folder or profile', async () => {
  const dataDir = join(work, 'data');
  const { child, browser, page } = await openWindow(dataDir);
  const sealed = 'zhishuogeizhubanfangting';
  await writeLetters(page, sealed);
  await press(page, '.key-done');
  await press(page, '.consent-door', 1);
  await page.waitForSelector('.kept');
  // The next one begins, and never ends.
  await page.reload();
  const unsent = 'zhejuhuahaimeixiewanjiu';
  await writeLetters(page, unsent);
  // The window and all its processes die in the middle of the word, then the kiosk itself.
  spawnSync('pkill', ['-9', '-f', join(dataDir, 'browser-profile')]);
  child.kill('SIGKILL');
  await browser.close().catch(() => undefined);
  spawnSync('pkill', ['-9', '-f', join(dataDir, 'browser-profile')]);

  // The profile is really there, and a word that may be found is found.
  expect(listFiles(join(dataDir, 'browser-profile'))).toBeGreaterThan(20);
  expect(findTraces(dataDir, 'visit.started').length).toBeGreaterThan(0);
  expect(findTraces(dataDir, sealed)).toEqual([]);
  expect(findTraces(dataDir, unsent)).toEqual([]);
});

/** Reflections in the log, whatever became of the kiosk. */
function countReflections(dataDir: string): number {
  const open = openLogReader(dataDir);
  try {
    return [...open.reader.visits(open.reader.findEnd())]
      .flat()
      .filter(({ type }) => type === 'reflection.written').length;
  } finally {
    open.close();
  }
}

test.each(['before the kiosk has heard it', 'after it is on the disk, before the answer'] as const)(
  'the power goes at the moment of sending, %s: it is kept once',
  async (moment) => {
    const dataDir = join(work, `cut-${moment.length}`);
    const port = String(await findFreePort());
    const start = (): Promise<KioskUnderTest> =>
      openKiosk({ dataDir, keepData: true, args: ['--port', port, '--content', content] });
    let kiosk = await start();
    const browser = await openBrowser();
    const { page } = await openPage(browser, kiosk.url);
    await touch(page, '.attract-bell');
    await touch(page, '.welcome-door', 0);
    await touch(page, '.gallery-hall');
    await touch(page, '.hall-doing', 0);
    await touch(page, '.reflection-prompt', 0);
    await touch(page, '.key-done');
    let isCut = false;
    await page.route('**/api/reflections', async (route) => {
      if (isCut) return route.continue();
      isCut = true;
      if (moment.startsWith('after')) expect((await route.fetch()).status()).toBe(200);
      const died = new Promise((resolve) => kiosk.child.once('exit', resolve));
      kiosk.child.kill('SIGKILL');
      await died;
      await route.abort();
      kiosk = await start();
    });
    await touch(page, '.consent-door', 0);
    // It is sent again by itself; where that took too long, the visitor is told and touches again.
    const kept = page.locator('.kept');
    const trouble = page.locator('.consent-trouble');
    await kept.or(trouble).first().waitFor({ timeout: 60_000 });
    if ((await trouble.count()) > 0) await touch(page, '.consent-door', 0);
    await kept.waitFor({ timeout: 60_000 });
    expect(countReflections(dataDir)).toBe(1);
    await browser.close();
    await kiosk.stop();
  },
);
