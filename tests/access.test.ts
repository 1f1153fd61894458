// Anyone can use it: no finding of axe-core on any screen in either contrast and every
// language, nothing cut off at the largest text, all of it reachable with a keyboard alone.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages, type Language } from '../model/language.ts';
import { findCutWords } from './support/find-cut-words.ts';
import { walkEveryScreen } from './support/every-screen.ts';
import { findViolations } from './support/find-violations.ts';
import { landscape, openBrowser, openPage, portrait, touch, type Viewport } from './support/open-browser.ts';
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

/** Sets language, contrast and text size on the attract screen, as a visitor may. */
async function arrange(
  page: Page,
  language: Language,
  contrast: 'normal' | 'high',
  textSize: 0 | 1 | 2,
): Promise<void> {
  if (language !== 'zh-Hans') {
    await touch(page, '.access > button', 0);
    await touch(page, `.access-choices button[lang="${language}"]`);
    await page.waitForSelector(`.room[lang="${language}"]`);
  }
  if (textSize > 0) {
    await touch(page, '.access > button', 1);
    await touch(page, '.access-choices button', textSize);
  }
  if (contrast === 'high') await touch(page, '.access > button', 2);
}

describe.each(languages)('in %s', (language) => {
  test.each(['normal', 'high'] as const)(
    'axe-core finds nothing on any screen in %s contrast',
    async (contrast) => {
      const { page, context } = await openPage(browser, kiosk.url);
      await arrange(page, language, contrast, 0);
      const found: string[] = [];
      await walkEveryScreen(page, async (name) => {
        await page.waitForTimeout(150);
        found.push(...(await findViolations(page, name)));
      });
      expect(found).toEqual([]);
      await context.close();
    },
  );

  test.each([
    ['portrait', portrait, 2],
    ['landscape', landscape, 2],
    ['a laptop', { width: 1024, height: 768 }, 0],
  ] as [string, Viewport, 0 | 1 | 2][])(
    'nothing is cut off on %s (%o) at text size %i',
    async (_name, viewport, textSize) => {
      const { page, context } = await openPage(browser, kiosk.url, viewport);
      await arrange(page, language, 'normal', textSize);
      const cut: string[] = [];
      await walkEveryScreen(page, async (name) => {
        await page.waitForTimeout(100);
        for (const words of await page.evaluate(findCutWords)) cut.push(`${name}: ${words}`);
      });
      expect(cut).toEqual([]);
      await context.close();
    },
  );
});

test('what is touched is at least 64 px wide and high on a standing kiosk', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  const small: string[] = [];
  await walkEveryScreen(page, async (name) => {
    const found = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button')]
        .filter((button) => button.checkVisibility())
        .map((button) => ({ name: button.className, box: button.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 64 || box.height < 64)
        .map(({ name: label, box }) => `${label} ${Math.round(box.width)}×${Math.round(box.height)}`),
    );
    for (const button of found) small.push(`${name}: ${button}`);
  });
  expect(small).toEqual([]);
  await context.close();
});

test('in reach mode everything to touch lies in the lower part of a standing screen', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  await touch(page, '.access > button', -1);
  const high: string[] = [];
  await walkEveryScreen(page, async (name) => {
    const tops = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button')]
        .filter((button) => button.checkVisibility())
        .map((button) => {
          // What has been scrolled away above the floor cannot be touched there.
          const { left, top, width } = button.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, Math.max(0, top + 4));
          return button.contains(hit) ? top / innerHeight : 1;
        }),
    );
    if (tops.some((top) => top < 0.45)) high.push(name);
  });
  expect(high).toEqual([]);
  await context.close();
});

test('a whole visit goes by keyboard alone, and focus is always to be seen', async () => {
  const { page, context } = await openPage(browser, kiosk.url);
  const press = async (label: RegExp) => {
    for (let tabs = 0; tabs < 60; tabs++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => ({
        // A screen that has just come takes the focus itself, with all its words.
        text: document.activeElement?.closest('button')?.innerText ?? '',
        name: document.activeElement?.getAttribute('aria-label') ?? '',
        outline: document.activeElement ? getComputedStyle(document.activeElement).outlineStyle : 'none',
      }));
      if (!label.test(`${focused.name} ${focused.text}`)) continue;
      expect(focused.outline, focused.text).not.toBe('none');
      await page.keyboard.press('Enter');
      // The next screen is made after the frame that answers.
      await page.waitForTimeout(400);
      return;
    }
    throw new Error(`no way by keyboard to ${label}`);
  };
  await press(/触摸铜钟/);
  await press(/不选/);
  await press(/打开这一间：群众纪律/);
  await press(/关着的窗口/);
  await press(/芒果|步/);
  await press(/20\d\d年/);
  await press(/先看后来|回到展板/);
  await press(/回到展板/);
  await press(/回到展厅/);
  await press(/我走过的/);
  await press(/走好了/);
  await page.waitForSelector('.thanks-farewell');
  await context.close();
});
