// A stick that is full, and one that is locked, at the very touch of export and of the courier: the
// sentence on the glass says what to do, in the language that staff read.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canMount, makeReadOnly, mountStick, unmountStick } from '../kiosk/testing/make-stick.ts';
import { languages, type Language } from '../model/language.ts';
import en from '../renderer/i18n/staff/en.json';
import zhHans from '../renderer/i18n/staff/zh-Hans.json';
import zhHant from '../renderer/i18n/staff/zh-Hant.json';
import { furnishStaffRoom, staffPins } from './support/every-staff-page.ts';
import { openBrowser, openPage } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';
import { enterAsStaff, holdCorner, press } from './support/staff-room.ts';

const words = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
const sticks = mkdtempSync(join(tmpdir(), 'jingzhong-full-sticks-'));
const mayMount = canMount();
let browser: Browser;
let kiosk: KioskUnderTest;

beforeAll(async () => {
  if (!mayMount) return;
  // Named so that the full one comes first.
  mountStick(sticks, 'A-FULL', 128 * 1024);
  mountStick(sticks, 'B-LOCKED', 1024 * 1024);
  mkdirSync(join(sticks, 'A-FULL', 'jingzhong'));
  try {
    for (;;) writeFileSync(join(sticks, 'A-FULL', 'holiday'), Buffer.alloc(4_096), { flag: 'a' });
  } catch {
    // Now it is full.
  }
  process.env.JINGZHONG_STICKS = sticks;
  browser = await openBrowser();
  kiosk = await openKiosk();
  await furnishStaffRoom({ url: kiosk.url });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
  if (mayMount) for (const name of ['A-FULL', 'B-LOCKED']) unmountStick(join(sticks, name));
  rmSync(sticks, { recursive: true, force: true });
});

async function openNumbers(language: Language): Promise<Page> {
  const { page } = await openPage(browser, kiosk.url);
  await holdCorner(page);
  await page.locator(`.staff-head nav button[lang="${language}"]`).tap();
  await enterAsStaff(page, staffPins.staff);
  await press(page, words[language].home.numbers);
  await page.locator('.staff-block').nth(1).waitFor();
  return page;
}

/** Touches both on the stick of this index, and reads what is said. */
async function touchBoth(page: Page, language: Language, stick: number): Promise<string[]> {
  const { all, carryOut } = words[language].numbers;
  const said: string[] = [];
  for (const name of [all, carryOut]) {
    await press(page, name, stick);
    await page.locator('.job[data-outcome="failed"]').waitFor();
    said.push(await page.locator('.job .staff-say').innerText());
    // The next outcome must not be taken for this one.
    await page.evaluate(() => document.querySelector('.job')?.setAttribute('data-outcome', 'read'));
  }
  return said;
}

test.skipIf(!mayMount).each(languages)(
  'in %s a full stick is said to be full at the touch of export and of the courier',
  async (language) => {
    const page = await openNumbers(language);
    const sentence = words[language].job.trouble.ENOSPC;
    expect(await touchBoth(page, language, 0)).toEqual([sentence, sentence]);
    await page.context().close();
  },
);

test.skipIf(!mayMount)('a stick that is locked while staff look at it says so at the touch', async () => {
  for (const language of languages) {
    const page = await openNumbers(language);
    if (language === languages[0]) {
      // The page goes by what it was told last: the lock comes after that.
      const told = await page.waitForResponse((response) => response.url().endsWith('/api/staff/sticks'));
      const body = await told.text();
      await page.route('**/api/staff/sticks', (route) =>
        route.fulfill({ body, contentType: 'application/json' }),
      );
      makeReadOnly(join(sticks, 'B-LOCKED'));
      const sentence = words[language].job.trouble.EROFS;
      expect(await touchBoth(page, language, 1)).toEqual([sentence, sentence]);
      await page.unroute('**/api/staff/sticks');
    }
    // And once it was looked at, before any touch.
    await page.getByText(words[language].numbers.readOnly).waitFor();
    const locked = page.locator('.staff-block').nth(1).getByRole('button', {
      name: words[language].numbers.carryOut,
    });
    expect(await locked.isDisabled()).toBe(true);
    await page.context().close();
  }
});
