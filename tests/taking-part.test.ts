// Taking part, by touch alone: a clerk writes and shares, a spouse writes for the organisers only,
// somebody writes with a finger and walks away; each is in the log once, and nothing else is.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { installDebianPackage } from '../scripts/install-debian-package.ts';
import { sign } from './support/every-screen.ts';
import { openBrowser, openPage, touch } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';

const rootDir = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'jingzhong-taking-part-'));
const canary = 'zhegemimizhigeinimenkan';
let browser: Browser;
let kiosk: KioskUnderTest;
let identity: string;

beforeAll(async () => {
  identity = await generateIdentity();
  const content = join(work, 'content');
  cpSync(join(rootDir, 'content'), content, { recursive: true });
  appendFileSync(join(content, 'exhibition.yaml'), `readerKey: ${await identityToRecipient(identity)}\n`);
  if (!hasAge() && !(installDebianPackage('age', 'some seconds', console.error) && hasAge())) {
    throw new Error('The program age is needed to open what was sealed: sudo apt-get install age');
  }
  browser = await openBrowser();
  kiosk = await openKiosk({ dataDir: join(work, 'data'), keepData: true, args: ['--content', content] });
}, 240_000);

afterAll(async () => {
  await kiosk.stop();
  await browser.close();
  rmSync(work, { recursive: true, force: true });
});

const hasAge = () => spawnSync('age', ['--version']).status === 0;

async function openDesk(page: Page, door: number): Promise<void> {
  await touch(page, '.attract-bell');
  await touch(page, '.welcome-door', door);
  await touch(page, '.gallery-hall');
  await touch(page, '.hall-doing', 0);
  await page.waitForSelector('.reflection-field');
  // As long as it takes to look for the first key.
  await page.waitForTimeout(400);
}

async function press(on: Page | Locator, name: string): Promise<void> {
  await on
    .locator('.key', { hasText: new RegExp(`^${name}$`) })
    .first()
    .tap();
  // The key answers the finger first, and writes a frame later.
  await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Types pinyin and takes the candidate, by touch. */
async function write(page: Page, pinyin: string, words: string): Promise<void> {
  for (const letter of pinyin) await press(page, letter);
  await press(page.locator('.candidate-rows'), words);
}

async function readReflections(): Promise<Record<string, unknown>[]> {
  const out = join(work, `reflections-${Date.now()}.json`);
  exportTo(out);
  return JSON.parse(readFileSync(out, 'utf8')) as Record<string, unknown>[];
}

function exportTo(out: string): void {
  const script = join(rootDir, 'scripts', 'export.ts');
  const args = [script, 'reflections', '--data', kiosk.dataDir, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(`${status} ${stderr}`).toMatch(/^0 /);
}

function review(...args: string[]): string {
  const script = join(rootDir, 'scripts', 'review.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...args, '--data', kiosk.dataDir], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

test('a clerk writes a sentence by touch and shares it; approved, it hangs on the wall', async () => {
  const { page, context, complaints } = await openPage(browser, kiosk.url);
  await openDesk(page, 0);
  await write(page, 'woyaolianjiefenggong', '我要廉洁奉公');
  await press(page, '，');
  await write(page, 'qingqingbaibaizuoren', '清清白白做人');
  expect(await page.inputValue('.reflection-field')).toBe('我要廉洁奉公，清清白白做人');
  await touch(page, '.key-done');
  await touch(page, '.consent-door', 0);
  await page.waitForSelector('.kept');
  const [row, ...more] = await readReflections();
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    consent: 'public',
    state: 'pending',
    audience: 'offices',
    text: '我要廉洁奉公，清清白白做人',
    marked: 0,
  });
  const wall = async () =>
    ((await (await fetch(`${kiosk.url}api/wall`)).json()) as { slips: { text: string }[] }).slips;
  expect(await wall()).toEqual([]);
  const id = String(row?.reflection_id);
  expect(review('list')).toContain(id);
  expect(review('approve', id, '--by', '李老师')).toContain('approved');
  expect(await wall()).toMatchObject([{ text: '我要廉洁奉公，清清白白做人' }]);
  expect((await readReflections())[0]).toMatchObject({ state: 'approved', decided_by: '李老师' });
  expect(complaints).toEqual([]);
  await context.close();
});

test('a spouse writes for the organisers only: it opens with age, and nowhere else is a word of it', async () => {
  const { page, context, complaints } = await openPage(browser, kiosk.url);
  await openDesk(page, 4);
  await press(page, '英文');
  await page.waitForTimeout(300);
  for (const letter of canary) await press(page, letter);
  await touch(page, '.key-done');
  await touch(page, '.consent-door', 1);
  await page.waitForSelector('.kept');
  expect(complaints).toEqual([]);
  await context.close();

  const zip = join(work, 'reflections.zip');
  exportTo(zip);
  const files = unzipSync(readFileSync(zip));
  const sealed = Object.keys(files).filter((path) => path.startsWith('private/'));
  expect(sealed).toHaveLength(1);
  expect(sealed[0]).toMatch(/\.age$/);
  expect(strFromU8(files['reflections.csv'] ?? new Uint8Array())).not.toContain(canary);
  const ciphertext = join(work, 'sealed.age');
  const key = join(work, 'key.txt');
  writeFileSync(ciphertext, files[sealed[0] ?? ''] ?? '');
  writeFileSync(key, `${identity}\n`);
  const opened = spawnSync('age', ['-d', '-i', key, ciphertext], { encoding: 'utf8' });
  expect(opened.stderr).toBe('');
  expect(opened.stdout.trimEnd()).toBe(canary);
  expectNowhere(canary);
});

test('what was not sent is nowhere, also after a crash in the middle of a word', async () => {
  const unsent = 'buyaoliuxiazhejuhua';
  const { page, context } = await openPage(browser, kiosk.url);
  await openDesk(page, 1);
  await press(page, '英文');
  await page.waitForTimeout(300);
  for (const letter of unsent) await press(page, letter);
  expect(await page.inputValue('.reflection-field')).toBe(unsent);
  const before = (await readReflections()).length;
  await context.close();
  expect(await readReflections()).toHaveLength(before);
  expectNowhere(unsent);
});

test('a page in one’s own hand is kept once, as strokes, and leaves as SVG', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await openDesk(page, 3);
  await press(page, '手指写');
  await sign(page, 0);
  await touch(page, '.reflection-ways .button-next');
  // Two touches are one consent.
  const door = page.locator('.consent-door').first();
  await page.waitForTimeout(350);
  await Promise.all([door.tap(), door.tap({ timeout: 1_000 }).catch(() => undefined)]);
  await page.waitForSelector('.kept');
  await context.close();
  const zip = join(work, 'ink.zip');
  exportTo(zip);
  const files = unzipSync(readFileSync(zip));
  const drawings = Object.keys(files).filter((path) => path.endsWith('.svg'));
  expect(drawings).toHaveLength(1);
  expect(strFromU8(files[drawings[0] ?? ''] ?? new Uint8Array())).toContain('<path d="M');
});

test('a couple signs one pledge together, once, and it is counted', async () => {
  const { page, context, complaints } = await openPage(browser, kiosk.url);
  await touch(page, '.attract-bell');
  await touch(page, '.welcome-door', 4);
  await touch(page, '.gallery-hall');
  await touch(page, '.hall-doing', 1);
  await page.waitForSelector('.signing[data-count="2"]');
  await sign(page, 0);
  await sign(page, 1);
  const button = page.locator('.pledge .button-next');
  await page.waitForTimeout(350);
  await Promise.all([button.tap(), button.tap({ timeout: 1_000 }).catch(() => undefined)]);
  await page.waitForSelector('.pledge[data-signed] .button-next:enabled');
  expect(complaints).toEqual([]);
  await context.close();
  const pledges = async () =>
    ((await (await fetch(`${kiosk.url}api/today`)).json()) as { pledges: Record<string, number> }).pledges;
  expect(await pledges()).toEqual({ families: 1 });
});

/** Every file of the data folder; the page has no profile of its own on the disk here. */
function expectNowhere(words: string): void {
  for (const entry of readdirSync(kiosk.dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    expect(`${entry.name} ${bytes.includes(Buffer.from(words))}`).toBe(`${entry.name} false`);
  }
}
