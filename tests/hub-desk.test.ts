// What organisers do at the hub's pages, in a real browser: a stick is carried in, private words are opened
// with a key that never leaves the page, a pack is brought in and released, people are invited.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trustKey } from '../hub/packs/edition-keys.ts';
import { openStore, type Store } from '../hub/store/open-store.ts';
import { enrolDirectly, makeTestKiosk, toRows } from '../hub/testing/test-kiosk.ts';
import { sealWords } from '../kiosk/seal-words.ts';
import { auditSchema } from '../model/hub-access.ts';
import { plannedTourSchema } from '../model/hub-desk.ts';
import { makeLogbook, startKiosk, startVisit } from '../model/testing/make-events.ts';
import { makeSmallPack, type SmallPack } from '../pack/testing/small-pack.ts';
import { openDemoHub, type DemoHub } from './support/demo-hub.ts';
import { acceptLink, laptop, openHubPage, signIn } from './support/hub-pages.ts';
import { openBrowser } from './support/open-browser.ts';

let browser: Browser;
let hub: DemoHub;
let store: Store;
let pack: SmallPack;

beforeAll(async () => {
  browser = await openBrowser();
  pack = await makeSmallPack();
  hub = await openDemoHub();
  store = await openStore({ dataDir: hub.dataDir });
  // A demo lets no real kiosk join; this one's figures are made up all the same.
  await store.db.updateTable('hub').set({ is_demo: 0 }).execute();
  const { page, context } = await openHubPage(browser, hub.firstLink, laptop);
  await acceptLink(page);
  await context.close();
});

afterAll(async () => {
  await browser?.close();
  await store?.close();
  await hub?.stop();
  pack?.remove();
});

async function open(path: string) {
  const opened = await openHubPage(browser, `${hub.url}#${path}`, laptop);
  await signIn(opened.page);
  await opened.page.waitForSelector('.page-head h1');
  return opened;
}

async function ask(page: Page, path: string): Promise<unknown> {
  return page.evaluate(async (asked) => (await fetch(asked)).json(), path);
}

/** A stick's file of a kiosk on which somebody wrote to the organisers only. */
async function makeStickFile(words: string, recipient: string) {
  const kiosk = makeTestKiosk('kiosk-5ea1ed00');
  await enrolDirectly(store, kiosk);
  const sealed = await sealWords(words, recipient);
  const book = makeLogbook();
  startKiosk(book);
  startVisit(book, 1);
  const sha256 = createHash('sha256').update(sealed).digest('hex');
  const body = { consent: 'private', form: 'ciphertext', marked: false, sha256 } as const;
  const { event_id } = book.write(book.visitId(1), 'reflection.written', body);
  const rows = toRows(book.events).map((row) =>
    row.event_id === event_id ? { ...row, words: sealed } : row,
  );
  return Buffer.from(`${JSON.stringify(kiosk.batch(rows))}\n{"torn`);
}

test('a stick is carried in, and its private words are read with a key that never leaves the page', async () => {
  const words = '给主办方：<img src=x onerror="document.title=1"> 门卫收了红包';
  const key = await generateIdentity();
  const file = await makeStickFile(words, await identityToRecipient(key));
  const { page, context, complaints } = await open('/courier');
  await page.setInputFiles('section[aria-labelledby="in"] .file-choice input', {
    name: 'kiosk-5ea1ed00.batches.ndjson',
    mimeType: 'application/octet-stream',
    buffer: file,
  });
  await page.waitForSelector('.taken-in');
  expect(await page.textContent('.taken-in')).toContain('kiosk-5ea1ed00');
  expect(await page.textContent('.taken-in .note-failed')).toContain('第2行');
  const saving = page.waitForEvent('download');
  await page.click('.taken-in .button-first');
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^hub-[0-9a-f]{8}\.acks\.ndjson$/);
  expect(
    readFileSync(await saved.path(), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(1);

  const told: string[] = [];
  context.on('request', (request) => {
    told.push(
      `${request.method()} ${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`,
    );
  });
  await page.goto(`${hub.url}#/sealed`);
  await page.waitForSelector('.sealed .reflection');
  expect(await page.locator('.sealed .button').count()).toBe(0);
  const choose = (text: string) =>
    page.setInputFiles('.file-choice input', {
      name: 'key.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    });
  await choose('# no key in it\n');
  await page.waitForSelector('.note-failed');
  await choose(`# created: today\n${await generateIdentity()}\n`);
  await page.click('.sealed .button');
  await page.waitForSelector('.sealed .note-failed');
  await page.click('.key-here .button');
  await choose(`# created: today\n${key}\n`);
  await page.click('.sealed .button');
  await page.waitForSelector('.sealed .words');
  expect(await page.textContent('.sealed .words')).toBe(words);
  expect(await page.locator('.sealed img').count()).toBe(0);
  expect(await page.title()).not.toBe('1');

  expect(told.some((line) => line.includes('/api/sealed/'))).toBe(true);
  const secret = key.slice('AGE-SECRET-KEY-1'.length, -6);
  expect(told.filter((line) => line.toUpperCase().includes(secret.slice(0, 20)))).toEqual([]);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept.toUpperCase()).not.toContain(secret.slice(0, 20));
  await page.reload();
  await page.waitForSelector('.sealed .reflection');
  expect(await page.locator('.sealed .words').count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a stranger’s pack is refused with what to do; a trusted one is checked, kept and released', async () => {
  const { page, context, complaints } = await open('/editions');
  await page.waitForSelector('#upload');
  const upload = () =>
    page.setInputFiles('section[aria-labelledby="upload"] .file-choice input', {
      name: '..\\..\\evil.zip',
      mimeType: 'application/x-zip-compressed',
      buffer: readFileSync(pack.zip),
    });
  await upload();
  await page.waitForSelector('.upload.is-refused', { timeout: 60_000 });
  expect(await page.textContent('.upload .findings')).toContain(pack.key.publicKey.fingerprint);
  await trustKey(store, pack.key.publicKey, Date.now());
  await upload();
  await page.waitForSelector('.upload.is-kept', { timeout: 60_000 });
  await page.waitForSelector('.pack');
  await page.click('.pack .release > .button');
  await page.click('.pack .confirm .button-first');
  await expect.poll(() => page.textContent('.pack')).toContain('全部展柜');
  const feed = await store.db
    .selectFrom('feed')
    .select(['kind', 'kiosk_no'])
    .where('kind', '=', 'edition')
    .execute();
  expect(feed).toEqual([{ kind: 'edition', kiosk_no: null }]);
  expect(complaints).toEqual([]);
  await context.close();
});

test('an export takes the filters over from the figures, and is the file that the hub makes', async () => {
  const { page, context, complaints } = await open('/visits?entry=schools&from=2020-01-01');
  await page.click('nav a[href^="#/exports"]');
  await page.waitForSelector('.export-form');
  expect(page.url()).toContain('from=2020-01-01');
  expect(await page.locator('.note-not-cut').count()).toBe(0);
  await page.locator('.export-form select').nth(0).selectOption('days');
  await page.locator('.export-form select').nth(1).selectOption('csv');
  const saving = page.waitForEvent('download');
  await page.click('.export-form button[type="submit"]');
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(
    /^jingzhong-days-\d{4}-\d\d-\d\d-from-2020-01-01-entry-schools\.csv$/,
  );
  const [head = '', ...rows] = readFileSync(await saved.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(head).toContain('people_reached');
  expect(rows.length).toBeGreaterThan(5);
  const entryAt = head.split(',').indexOf('entry');
  expect(new Set(rows.map((row) => row.split(',')[entryAt]))).toEqual(new Set(['schools']));
  await page.locator('.filter select').nth(3).selectOption('en');
  await expect.poll(() => page.textContent('.note-not-cut')).toContain('团体');
  expect(complaints).toEqual([]);
  await context.close();
});

test('a code is shown once in large type, a kiosk is taken off only after a second question', async () => {
  const { page, context, complaints } = await open('/kiosks');
  await page.fill('.line-form input', '五号展柜');
  await page.click('.line-form button');
  await page.waitForSelector('.once-code');
  expect(await page.textContent('.once-code')).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const size = await page
    .locator('.once-code')
    .evaluate((shown) => Number.parseFloat(getComputedStyle(shown).fontSize));
  expect(size).toBeGreaterThanOrEqual(40);
  await page.reload();
  await page.waitForSelector('.register tbody tr');
  expect(await page.locator('.once-code').count()).toBe(0);
  const row = page.locator('.register tbody tr', { hasText: '演示展柜二' });
  await row.locator('button').click();
  await page.keyboard.press('Escape');
  expect(await row.textContent()).toContain('在用');
  await row.locator('button').click();
  await row.locator('.button-danger').click();
  await expect.poll(() => row.textContent()).toContain('已移出');
  expect(complaints).toEqual([]);
  await context.close();
});

test('the plan goes out to kiosks, stop by stop', async () => {
  const { page, context, complaints } = await open('/plan');
  await page.click('.stop-form button[type="submit"]');
  await page.waitForSelector('.field-wrong');
  await page.fill('.stop-form input >> nth=0', '第一中学');
  await page.locator('.stop-form select').selectOption('schools');
  await page.fill('.stop-form input[type="date"] >> nth=0', '2026-12-01');
  await page.fill('.stop-form input[type="date"] >> nth=1', '2026-12-03');
  await page.click('.stop-form button[type="submit"]');
  await page.waitForSelector('.register tbody tr');
  const { itinerary } = plannedTourSchema.parse(await ask(page, '/api/itinerary'));
  expect(itinerary.stops).toMatchObject([{ name: '第一中学', entry: 'schools', from: '2026-12-01' }]);
  await page.click('.register tbody .button');
  await page.click('.register .button-danger');
  await page.waitForSelector('.nothing');
  expect(complaints).toEqual([]);
  await context.close();
});

test('somebody who was invited sees what their role may do, and is out once their account is closed', async () => {
  const { page, context, complaints } = await open('/people');
  await page.fill('.line-form input', '赵技术');
  await page.locator('.line-form select').selectOption('technician');
  await page.click('.line-form button');
  await page.waitForSelector('.once-link');
  const link = (await page.textContent('.once-link')) ?? '';
  const theirs = await openHubPage(browser, link, laptop);
  await acceptLink(theirs.page, 'zhao');
  const paths = await theirs.page
    .locator('.nav-pages a')
    .evaluateAll((links) => links.map((one) => one.getAttribute('href')?.replace(/\?.*/, '')));
  expect(paths).toEqual(['#/now', '#/editions', '#/plan', '#/courier', '#/kiosks']);
  await theirs.page.goto(`${hub.url}#/audit`);
  await expect.poll(() => theirs.page.textContent('h1')).toBe('没有这一页');
  await page.click('.once .button');
  const row = page.locator('.register tbody tr', { hasText: 'zhao' });
  await row.locator('.acts .button').nth(1).click();
  await row.locator('.button-danger').click();
  await expect.poll(() => row.textContent()).toContain('已关闭');
  await theirs.page.reload();
  await theirs.page.waitForSelector('input[autocomplete="current-password"]');
  expect(complaints).toEqual([]);
  await theirs.context.close();
  await context.close();
});

test('the audit log says in sentences what was done, a kind at a time', async () => {
  const { page, context, complaints } = await open('/audit');
  await page.waitForSelector('.register tbody tr');
  const acts = await page.locator('.register tbody th').allTextContents();
  for (const act of ['更改了账户', '更改了巡展计划', '移出了展柜', '导出了数字', '发布了内容']) {
    expect(acts).toContain(act);
  }
  await page.locator('#audit-act').selectOption('sealed-fetched');
  await expect.poll(() => page.url()).toContain('act=sealed-fetched');
  const { entries } = auditSchema.parse(await ask(page, '/api/audit?act=sealed-fetched'));
  expect(entries.length).toBeGreaterThan(0);
  await expect.poll(() => page.locator('.register tbody tr').count()).toBe(entries.length);
  expect(complaints).toEqual([]);
  await context.close();
});
