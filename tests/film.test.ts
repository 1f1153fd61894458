// The film through the wired screen: seen to its end it is in the log once, as completed; a file
// that is cut, missing or has broken captions is said kindly, and the visitor walks on.
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLogReader } from '../kiosk/log/open-reader.ts';
import { openBrowser, openPage, touch } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';

let browser: Browser;
let kiosk: KioskUnderTest;

beforeAll(async () => {
  browser = await openBrowser();
  kiosk = await openKiosk();
});

afterAll(async () => {
  await browser.close();
  await kiosk.stop();
});

async function openFilm(page: Page): Promise<void> {
  await touch(page, '.attract-bell');
  await touch(page, '.welcome-skip');
  await touch(page, '.gallery-hall');
  await touch(page, '.hall-chapter[data-kind="film"]');
}

/** What the log says was played, oldest first. */
function readPlayed(): { media: string; seconds: number; completed: boolean }[] {
  const open = openLogReader(kiosk.dataDir);
  try {
    return [...open.reader.visits(open.reader.findEnd())]
      .flat()
      .flatMap((event) => (event.type === 'media.played' ? event.body : []));
  } finally {
    open.close();
  }
}

test('a film is watched to its end: once in the log, with its seconds, and captions all the way', async () => {
  const { page, context, complaints } = await openPage(browser, kiosk.url);
  await openFilm(page);
  await page.waitForSelector('.film-frame[data-shown]');
  const captions = new Set<string>();
  for (let looked = 0; looked < 300 && (await page.locator('.film-controls').count()) > 0; looked += 1) {
    captions.add(((await page.locator('.film-captions').textContent()) ?? '').trim());
    await page.waitForTimeout(500);
  }
  expect(await page.locator('.film-controls').count()).toBe(0);
  captions.delete('');
  expect(captions.size).toBeGreaterThan(10);
  // Nobody was asked whether they are still there.
  expect(await page.locator('.idle').count()).toBe(0);
  await touch(page, '.chapter-ways .button-next');
  await page.waitForSelector('.hall-doings');
  await expect.poll(readPlayed).toHaveLength(1);
  const [played] = readPlayed();
  expect(played?.completed).toBe(true);
  expect(played?.seconds).toBeGreaterThan(100);
  expect(played?.seconds).toBeLessThan(115);
  expect(complaints).toEqual([]);
  await context.close();
}, 240_000);

test.each([
  ['cut in half', (route: Route, whole: Buffer) => sendFilm(route, whole.subarray(0, whole.length / 2))],
  ['of noise', (route: Route) => sendFilm(route, Buffer.alloc(200_000, 0x5a))],
  ['that is not there', (route: Route) => route.fulfill({ status: 404, body: '' })],
])('a film %s is said kindly, and leads back to the hall', async (_what, answer) => {
  const { page, context } = await openPage(browser, kiosk.url);
  const whole = await readFilm();
  await page.route('**/*.webm', (route) => answer(route, whole));
  await openFilm(page);
  // A file cut in half plays while it can; what is left of it is leapt over, as a hand would.
  const seek = page.locator('.film-seek input');
  const broken = page.locator('.film [role="alert"]');
  await Promise.race([broken.waitFor(), page.waitForSelector('.film-frame[data-shown]')]);
  if ((await broken.count()) === 0) await seek.fill('80');
  await broken.waitFor({ timeout: 60_000 });
  expect(await page.locator('.film-frame img').isVisible()).toBe(true);
  await touch(page, '.chapter-ways .button-next');
  await page.waitForSelector('.hall-doings');
  await context.close();
});

test('captions that cannot be read leave the film as it is', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await page.route('**/*.vtt', (route) =>
    route.fulfill({
      contentType: 'text/vtt',
      body: 'WEBVTT\n\n00:09.000 --> 00:01.000\n倒着走\n\nx --> y\n？',
    }),
  );
  await openFilm(page);
  await page.waitForSelector('.film-frame[data-shown]');
  await page.waitForTimeout(2_000);
  expect(
    await page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime),
  ).toBeGreaterThan(0.5);
  expect(((await page.locator('.film-captions').textContent()) ?? '').trim()).toBe('');
  await context.close();
});

async function readFilm(): Promise<Buffer> {
  const exhibition = (await (await fetch(`${kiosk.url}api/exhibition?lang=zh-Hans`)).json()) as {
    chapters: { kind: string; video?: string }[];
  };
  const { video = '' } = exhibition.chapters.find(({ kind }) => kind === 'film') ?? {};
  return Buffer.from(await (await fetch(new URL(video, kiosk.url))).arrayBuffer());
}

/** In parts, as a player asks for them. */
function sendFilm(route: Route, bytes: Buffer): Promise<void> {
  const [, from = '0'] = /^bytes=(\d+)-/.exec(route.request().headers().range ?? '') ?? [];
  const start = Number(from);
  if (start >= bytes.length) return route.fulfill({ status: 416, body: '' });
  return route.fulfill({
    status: 206,
    contentType: 'video/webm',
    headers: {
      'accept-ranges': 'bytes',
      'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
    },
    body: bytes.subarray(start),
  });
}
