// The self-test's clock on a kiosk that has joined a hub, by touch: the hub's clock judges it, and where
// there is no hub, or it has told of nothing since the kiosk was switched on, a person does.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubItself } from '../hub/accounts/audit.ts';
import { makeEnrolmentCode } from '../hub/kiosks/enrol.ts';
import { findRunningKiosk } from '../kiosk/staff-key.ts';
import { hubAnswerSchema, settingsAnswerSchema, type HubAnswer } from '../model/staff-api.ts';
import en from '../renderer/i18n/staff/en.json';
import zhHans from '../renderer/i18n/staff/zh-Hans.json';
import { staffPins } from './support/every-staff-page.ts';
import { findViolations } from './support/find-violations.ts';
import { openBrowser, openPage } from './support/open-browser.ts';
import { openKiosk, type KioskUnderTest } from './support/open-kiosk.ts';
import { openNewHub, type NewHub } from './support/open-new-hub.ts';
import { enterAsStaff, holdCorner } from './support/staff-room.ts';

const minuteMs = 60_000;
const words = { en: en.selfTest, 'zh-Hans': zhHans.selfTest };
const lights = { en: en.lights, 'zh-Hans': zhHans.lights };
type Shown = keyof typeof words;
let browser: Browser;
let hub: NewHub;
let kiosk: KioskUnderTest;

beforeAll(async () => {
  browser = await openBrowser();
  hub = await openNewHub({ hasPages: false });
  kiosk = await openKiosk();
  const body = { staffPin: staffPins.staff, technicianPin: staffPins.technician };
  await askKiosk('/api/staff/set-up', body);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
  await hub?.stop();
});

async function askKiosk(path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(new URL(path, kiosk.url), {
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${findRunningKiosk(kiosk.dataDir)?.key ?? ''}`,
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const hubDo = async (action: object): Promise<HubAnswer> =>
  hubAnswerSchema.parse(await askKiosk('/api/staff/hub', action));

async function join(): Promise<void> {
  const wanted = { kioskName: '一号展柜', by: hubItself, nowMs: Date.now(), randomBytes };
  const { code } = await makeEnrolmentCode(hub.store, wanted);
  expect((await hubDo({ do: 'enrol', address: hub.url, code })).outcome).toBe('enrolled');
}

/** A visit goes to the hub, and comes back with what the hub's clock says. */
async function hearOfHub(isAheadMs: (ms: number) => boolean): Promise<void> {
  const started = { event_id: randomUUID(), visit_id: randomUUID(), age_ms: 0, schema_version: 1 };
  const body = { language: 'zh-Hans', mode: 'visitor' };
  await askKiosk('/api/log', { events: [{ ...started, type: 'visit.started', body }] });
  const aheadMs = async () => settingsAnswerSchema.parse(await askKiosk('/api/staff/settings')).aheadOfHubMs;
  await hubDo({ do: 'try-now' });
  await expect
    .poll(async () => isAheadMs((await aheadMs()) ?? Number.NaN), { timeout: 60_000, interval: 300 })
    .toBe(true);
}

async function enterStaffRoom(language: Shown) {
  const opened = await openPage(browser, kiosk.url);
  const { page } = opened;
  await holdCorner(page);
  await page.locator(`.staff-head nav button[lang="${language}"]`).tap();
  await enterAsStaff(page, staffPins.staff);
  return opened;
}

async function tap(page: Page, selector: string, index = 0): Promise<void> {
  await page.waitForTimeout(350);
  await page.locator(selector).nth(index).tap();
}

/** The self-test, from its door to the clock. */
async function turnToClock(page: Page, language: Shown): Promise<string> {
  await tap(page, '.staff-doors .button', 0);
  for (let square = 0; square < 15; square += 1) await tapSquare(page, square);
  await page.waitForSelector('.test-bars');
  await tap(page, '.button-next'); // the colours
  await page.getByText(words[language].sound).waitFor();
  await tap(page, '.button-next'); // the bell
  // Film and pictures try themselves.
  await page.getByText(words[language].name.clock, { exact: false }).first().waitFor();
  await expect
    .poll(() => page.locator('.note').first().textContent(), { timeout: 60_000 })
    .toContain(words[language].name.clock);
  await page.waitForTimeout(350);
  return (await page.locator('.staff-say').textContent()) ?? '';
}

async function tapSquare(page: Page, square: number): Promise<void> {
  await page.locator('.test-grid button').nth(square).tap();
}

/** From the clock to the report; how the clock and the whole came out. */
async function finish(page: Page, language: Shown): Promise<(string | null)[]> {
  await tap(page, '.button-next');
  await page.getByText(words[language].noPrinter).waitFor();
  await tap(page, '.button-next');
  await page.waitForSelector('.staff-results');
  const clock = page.locator('.staff-results li', { hasText: words[language].name.clock });
  return [await clock.getAttribute('data-result'), await page.locator('h1').first().textContent()];
}

/** The words before the time and after it. */
const aroundTime = (sentence: string, count = 10) =>
  sentence.replaceAll('{{count}}', String(count)).split('{{at}}');

async function expectClock(said: string, sentence: string): Promise<void> {
  const [before = '', after = ''] = aroundTime(sentence);
  expect(said.startsWith(before)).toBe(true);
  expect(said.endsWith(after)).toBe(true);
}

test('without a hub a person judges the clock', { timeout: 180_000 }, async () => {
  const { page, context, complaints } = await enterStaffRoom('zh-Hans');
  const said = await turnToClock(page, 'zh-Hans');
  await expectClock(said, zhHans.selfTest.clock);
  expect(await page.locator('.staff-ways .button').allTextContents()).toEqual([
    zhHans.selfTest.no,
    zhHans.selfTest.yes,
  ]);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a clock that agrees with the hub’s passes by itself', { timeout: 180_000 }, async () => {
  await join();
  await hearOfHub((ms) => Math.abs(ms) < minuteMs);
  const { page, context, complaints } = await enterStaffRoom('zh-Hans');
  const said = await turnToClock(page, 'zh-Hans');
  await expectClock(said, zhHans.selfTest.clockOfHub);
  expect(await page.getAttribute('.staff-say', 'data-state')).toBe('green');
  expect(await page.locator('.staff-ways').count()).toBe(0);
  expect(await findViolations(page, 'the clock')).toEqual([]);
  expect(await finish(page, 'zh-Hans')).toEqual(['passed', zhHans.selfTest.passed]);
  expect(complaints).toEqual([]);
  await context.close();
});

test.each(['zh-Hans', 'en'] as const)(
  'a clock ten minutes ahead of the hub’s does not pass, and staff are told what to do (%s)',
  { timeout: 180_000 },
  async (language) => {
    hub.clock.aheadMs = -10 * minuteMs + 30_000;
    await hearOfHub((ms) => ms > 9 * minuteMs);
    const { page, context, complaints } = await enterStaffRoom(language);
    const said = await turnToClock(page, language);
    const sentence = language === 'en' ? en.selfTest.clockAhead_other : zhHans.selfTest.clockAhead;
    await expectClock(said, sentence);
    expect(await page.getAttribute('.staff-say', 'data-state')).toBe('amber');
    expect(await findViolations(page, 'the clock')).toEqual([]);
    expect(await finish(page, language)).toEqual(['failed', words[language].failed]);
    // Which sends them to the first page, where it stands what to do.
    expect(await page.locator('.staff-say').textContent()).toBe(words[language].failedDo);
    await tap(page, '.crumb-back');
    const light = page.locator('.light', { hasText: lights[language].clock.name });
    await expect.poll(() => light.getAttribute('data-state')).toBe('amber');
    expect(await light.locator('.light-do').textContent()).toBe(lights[language].clock.ahead.do);
    expect(await light.textContent()).toContain('10');
    expect(complaints).toEqual([]);
    await context.close();
  },
);
