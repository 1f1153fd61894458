// Staff can use their pages as well as visitors theirs: no finding of axe-core in any language, nothing
// cut off, and every button large enough for a glove.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languages } from '../model/language.ts';
import { furnishStaffRoom, walkEveryStaffPage } from './support/every-staff-page.ts';
import { findCutWords } from './support/find-cut-words.ts';
import { findViolations } from './support/find-violations.ts';
import { openBrowser, openPage } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';

const sticks = mkdtempSync(join(tmpdir(), 'jingzhong-sticks-'));
let browser: Browser;
let kiosk: KioskUnderTest;

beforeAll(async () => {
  mkdirSync(join(sticks, 'USB-STICK'));
  process.env.JINGZHONG_STICKS = sticks;
  browser = await openBrowser();
  kiosk = await openKiosk();
  await furnishStaffRoom({ url: kiosk.url });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
  rmSync(sticks, { recursive: true, force: true });
});

/** Buttons smaller than 64 px either way, or less than 12 px from the next. */
function findTightButtons(): string[] {
  const buttons = [...document.querySelectorAll<HTMLElement>('.staff button')]
    .filter((button) => button.checkVisibility() && !button.closest('.keyboard'))
    .map((button) => ({
      name: `${button.className} ${button.innerText}`,
      box: button.getBoundingClientRect(),
    }));
  const small = buttons.filter(({ box }) => Math.round(box.width) < 64 || Math.round(box.height) < 64);
  const near = buttons.filter(({ box: a }, index) =>
    buttons
      .slice(index + 1)
      .some(
        ({ box: b }) =>
          Math.max(a.left, b.left) - Math.min(a.right, b.right) < 11.5 &&
          Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom) < 11.5,
      ),
  );
  return [
    ...small.map(({ name, box }) => `${name}: ${Math.round(box.width)}×${Math.round(box.height)}`),
    ...near.map(({ name }) => `${name}: less than 12 px from the next`),
  ];
}

test.each(languages)(
  'in %s axe-core finds nothing on any staff page, nothing is cut off, and gloves find every button',
  async (language) => {
    const { page, context, complaints } = await openPage(browser, kiosk.url);
    const found: string[] = [];
    await walkEveryStaffPage(page, language, async (name) => {
      await page.waitForTimeout(150);
      found.push(...(await findViolations(page, name)));
      const unfit = [...(await page.evaluate(findCutWords)), ...(await page.evaluate(findTightButtons))];
      for (const finding of unfit) found.push(`${name}: ${finding}`);
    });
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  },
  240_000,
);
