// What visitors' hands do: double taps, ten fingers, drags that begin on a button, taps during
// a change, a language changed in mid-case, walking away at any screen.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goToScreen, screenNames } from './support/every-screen.ts';
import { openBrowser, openPage, portrait, touch } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';

let browser: Browser;
let kiosk: KioskUnderTest;

beforeAll(async () => {
  browser = await openBrowser();
  kiosk = await openKiosk();
});

afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});

const screenOf = (page: Page) => page.locator('.room').getAttribute('data-screen');

async function middleOf(page: Page, selector: string, index = 0): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).nth(index).boundingBox();
  if (!box) throw new Error(`${selector} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function finger(
  cdp: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  points: { x: number; y: number }[],
) {
  return cdp.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: points.map((point, id) => ({ ...point, id })),
  });
}

test('the second tap of a double tap presses nothing on the screen that has just come', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await goToScreen(page, 'welcome');
  const cdp = await context.newCDPSession(page);
  // Where the first door is, a bay stands a moment later.
  const door = await middleOf(page, '.welcome-door', 0);
  await page.waitForTimeout(400);
  const taps = [1, 2, 3].flatMap(() => [finger(cdp, 'touchStart', [door]), finger(cdp, 'touchEnd', [])]);
  await Promise.all(taps);
  await page.waitForTimeout(500);
  expect(await screenOf(page)).toBe('gallery');
  expect(await page.locator('.bay-open h2').innerText()).toBe('廉洁纪律');
  await context.close();
});

test('ten fingers and a palm press nothing and break nothing', async () => {
  const { page, context, complaints } = await openPage(browser, kiosk.url);
  await goToScreen(page, 'gallery');
  const cdp = await context.newCDPSession(page);
  const fingers = Array.from({ length: 10 }, (_, n) => ({ x: 100 + n * 90, y: 700 + (n % 3) * 60 }));
  await finger(cdp, 'touchStart', fingers);
  await finger(
    cdp,
    'touchMove',
    fingers.map(({ x, y }) => ({ x: x + 6, y: y + 4 })),
  );
  await finger(cdp, 'touchEnd', []);
  await page.waitForTimeout(300);
  expect(await screenOf(page)).toBe('gallery');
  await touch(page, '.bay-board', 0);
  expect(await screenOf(page)).toBe('board');
  expect(complaints).toEqual([]);
  await context.close();
});

test('a drag that begins on a button scrolls or turns, and does not press it', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await goToScreen(page, 'board');
  const cdp = await context.newCDPSession(page);
  const from = await middleOf(page, '.row', 1);
  await finger(cdp, 'touchStart', [from]);
  for (let moved = 20; moved <= 300; moved += 20)
    await finger(cdp, 'touchMove', [{ x: from.x, y: from.y - moved }]);
  await finger(cdp, 'touchEnd', []);
  await page.waitForTimeout(400);
  expect(await screenOf(page)).toBe('board');
  await context.close();
});

test('a swipe turns to the next board and back, as the buttons do', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await goToScreen(page, 'board');
  const cdp = await context.newCDPSession(page);
  const title = () => page.locator('.board-spine h1').innerText();
  const first = await title();
  const swipe = async (dx: number) => {
    const from = { x: 540 - dx / 2, y: 500 };
    await finger(cdp, 'touchStart', [from]);
    for (let part = 1; part <= 8; part++)
      await finger(cdp, 'touchMove', [{ x: from.x + (dx * part) / 8, y: 500 }]);
    await finger(cdp, 'touchEnd', []);
    await page.waitForTimeout(500);
  };
  await swipe(-500);
  expect(await title()).not.toBe(first);
  await swipe(500);
  expect(await title()).toBe(first);
  await context.close();
});

test('a language changed in mid-case keeps the case, the guesses and the place', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await goToScreen(page, 'turn');
  const touched = await page.locator('.step[data-touched]').count();
  await touch(page, '.access > button', 0);
  await touch(page, '.access-choices button[lang="en"]');
  await page.waitForSelector('.room[lang="en"] .turn');
  expect(await page.locator('.step[data-touched]').count()).toBe(touched);
  expect(await page.locator('.turn strong').innerText()).toBe('Here it was still possible to turn back');
  expect(await page.locator('.case-head h1').innerText()).not.toMatch(/\p{Script=Han}/u);
  await context.close();
});

test('the keys of a browser do nothing here', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await goToScreen(page, 'gallery');
  for (const key of ['F5', 'Control+r', 'Control+p', 'Alt+ArrowLeft', 'Control+=', 'F11', 'F12'])
    await page.keyboard.press(key);
  await page.waitForTimeout(300);
  expect(await screenOf(page)).toBe('gallery');
  expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
  expect(context.pages()).toHaveLength(1);
  await context.close();
});

test.each(screenNames.filter((name) => !['attract', 'film', 'thanks'].includes(name)))(
  'someone who walks away at “%s” is asked, then forgotten; the next first touch works at once',
  async (name) => {
    const { page, context } = await openHeldPage();
    await goToScreen(page, name);
    // Who writes is given twice as long.
    await page.clock.runFor(
      ['reflection', 'consent', 'kept', 'pledge', 'signed'].includes(name) ? 122_000 : 62_000,
    );
    await page.waitForSelector('.idle');
    await page.clock.runFor(16_000);
    await expectForgotten(page);
    await context.close();
  },
);

test('typing is activity; one who stops in mid-word is asked, forgotten, and nothing was sent', async () => {
  const { page, context } = await openHeldPage();
  const sent: string[] = [];
  page.on('request', (request) => request.url().includes('/api/reflections') && sent.push(request.url()));
  await goToScreen(page, 'reflection');
  const type = async (letters: string) => {
    for (const letter of letters) {
      await page
        .locator('.key-letter', { hasText: new RegExp(`^${letter}$`) })
        .first()
        .tap();
      await page.clock.runFor(40_000);
      expect(await page.locator('.idle').count()).toBe(0);
    }
  };
  // Five letters in more than three minutes: slow, but there.
  await type('woyao');
  await page.waitForSelector('.composed-letters');
  await page.clock.runFor(82_000);
  await page.waitForSelector('.idle');
  await page.clock.runFor(16_000);
  await expectForgotten(page);
  expect(sent).toEqual([]);
  expect(await page.evaluate(() => document.body.innerText)).not.toContain('woyao');
  await context.close();
});

test('the farewell closes by itself, and the next first touch works at once', async () => {
  const { page, context } = await openHeldPage();
  await goToScreen(page, 'thanks');
  await page.clock.runFor(26_000);
  await expectForgotten(page);
  await context.close();
});

/** A page whose clock a test may push forward. */
async function openHeldPage() {
  const context = await browser.newContext({ viewport: portrait, hasTouch: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(25_000);
  await page.clock.install();
  await page.goto(kiosk.url);
  return { page, context };
}

async function expectForgotten(page: Page): Promise<void> {
  await page.waitForSelector('.attract-bell');
  expect(await page.locator('.idle').count()).toBe(0);
  await page.clock.runFor(1_000);
  await page.locator('.attract-bell').tap();
  await page.waitForSelector('.welcome-doors');
}

test('any touch during the countdown keeps the place', async () => {
  const { page, context } = await openHeldPage();
  await goToScreen(page, 'board');
  await page.clock.runFor(63_000);
  await page.locator('.idle').tap();
  await page.clock.runFor(1_000);
  expect(await page.locator('.idle').count()).toBe(0);
  expect(await screenOf(page)).toBe('board');
  await page.clock.runFor(63_000);
  await page.waitForSelector('.idle');
  await context.close();
});

test('a missing picture, a font that fails and a log that is away leave the exhibition walking', async () => {
  const context = await browser.newContext({
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.route('**/media/**', (route) => route.abort());
  await page.route('**/*.woff2', (route) => route.abort());
  await page.route('**/api/log', (route) => route.fulfill({ status: 503, headers: { 'retry-after': '1' } }));
  await page.goto(kiosk.url);
  await goToScreen(page, 'board');
  await page.waitForTimeout(500);
  expect(await page.locator('.board-spine h1').innerText()).not.toBe('');
  expect(await page.locator('.board-stage .stage').getAttribute('aria-label')).not.toBe('');
  await page.unroute('**/api/log');
  const before = await eventCount();
  await expect.poll(eventCount, { timeout: 20_000 }).toBeGreaterThan(before);
  expect(errors).toEqual([]);
  await context.close();
});

test('the exhibition that is not there yet is waited for, and opens by itself', async () => {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  const page = await context.newPage();
  await page.route('**/api/exhibition*', (route) => route.fulfill({ status: 503 }));
  await page.goto(kiosk.url);
  await page.waitForSelector('[role="alert"]');
  expect(await page.locator('[role="alert"]').innerText()).toContain('工作人员');
  await page.unroute('**/api/exhibition*');
  await page.waitForSelector('.attract-bell', { timeout: 10_000 });
  await context.close();
});

async function eventCount(): Promise<number> {
  const health = (await (await fetch(`${kiosk.url}api/health`)).json()) as { log: { events: number } };
  return health.log.events;
}
