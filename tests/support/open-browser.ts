// The system's Chromium with touch, as a visitor has it.
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser, noBrowserSentence } from '../../scripts/shells/find-browser.ts';
import { collectComplaints } from './collect-complaints.ts';

export type Viewport = { width: number; height: number };
export const portrait: Viewport = { width: 1080, height: 1920 };
export const landscape: Viewport = { width: 1920, height: 1080 };

export async function openBrowser(extraArgs: string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error(noBrowserSentence);
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
      ...extraArgs,
    ],
  });
}

/** A page at the kiosk's attract screen; whatever the page complains of is collected. */
export async function openPage(
  browser: Browser,
  url: string,
  viewport: Viewport = portrait,
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({ viewport, hasTouch: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(25_000);
  const complaints = collectComplaints(page);
  await page.goto(url);
  await page.waitForSelector('.attract-bell');
  return { page, context, complaints };
}

/** How long the browser may take to make a click of a finger that came and went. */
const clickPatienceMs = 2_000;

/**
 * One finger on an element, no sooner than a hand would after the screen before, and at rest. A touch
 * that the browser itself loses (it holds one that was held up for a long press, or for the end of
 * a scroll, and makes no click of it) is made again; a click that the page drops is not.
 */
export async function touch(page: Page, selector: string, index = 0): Promise<void> {
  const target = page.locator(selector).nth(index);
  await target.waitFor();
  await page.waitForTimeout(320);
  // A font that arrives between press and release moves what was pressed.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    delete dataset['touchArrived'];
    const arrived = () => (dataset['touchArrived'] = '');
    window.addEventListener('click', arrived, { capture: true, once: true });
  });
  await target.tap();
  // The glass answers first, the room a frame later (renderer/parts/after-paint.ts).
  await page.waitForTimeout(100);
  const untilMs = Date.now() + clickPatienceMs;
  while (!(await page.evaluate(() => 'touchArrived' in document.documentElement.dataset))) {
    if (Date.now() > untilMs) return target.tap();
    await page.waitForTimeout(50);
  }
}
