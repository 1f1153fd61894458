// The Chromium in which ours and its peers are measured, one after the other, and the one finger
// that touches them. Everything that is compared goes through the same functions.
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { requireBrowser } from '../shells/find-browser.ts';

export const portrait = { width: 1080, height: 1920 };

/** How long a finger rests on the glass; a quick tap of a standing visitor. */
const pressMs = 50;

export interface TouchPage {
  page: Page;
  cdp: CDPSession;
  /** One tap in the middle of the element, once it stands where it will stay. */
  tap(selector: string, index?: number): Promise<void>;
  close(): Promise<void>;
}

export function openBenchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: requireBrowser((line) => console.error(line)),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
  });
}

export interface PageOptions {
  /** The main thread is slowed this many times. */
  slowdown?: number;
  /** Runs in the page before anything of its own. */
  before?: () => void;
  viewport?: { width: number; height: number };
}

/** A fresh page in a context of its own: nothing of the page before is cached or kept. */
export async function openTouchPage(
  browser: Browser,
  url: string,
  { slowdown = 1, before, viewport = portrait }: PageOptions = {},
): Promise<TouchPage> {
  const context = await browser.newContext({ viewport, hasTouch: true });
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  const cdp = await context.newCDPSession(page);
  await page.goto(url);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return {
    page,
    cdp,
    async tap(selector, index = 0) {
      const point = await findMiddle(page, selector, index);
      await touch(cdp, point);
    },
    close: () => context.close(),
  };
}

async function touch(cdp: CDPSession, point: { x: number; y: number }): Promise<void> {
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await wait(pressMs);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function findMiddle(page: Page, selector: string, index: number): Promise<{ x: number; y: number }> {
  const point = await page.evaluate(
    ([wanted, at]) => {
      const element = document.querySelectorAll(wanted)[at];
      if (!element) return undefined;
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    [selector, index] as const,
  );
  if (!point) throw new Error(`nothing to touch at ${selector} (${index})`);
  return point;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
