// Passwords and one-time links at the hub's pages, in a real browser: what an organiser hands to a
// colleague, what the colleague does with it, and what a link says that is used or over.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '../hub/dashboard/i18n/en.json';
import zhHans from '../hub/dashboard/i18n/zh-Hans.json';
import zhHant from '../hub/dashboard/i18n/zh-Hant.json';
import { languages, type Language } from '../model/language.ts';
import { findViolations } from './support/find-violations.ts';
import { acceptLink, laptop, openHubPage, organiser, phone, signIn, turnTo } from './support/hub-pages.ts';
import { openBrowser } from './support/open-browser.ts';
import { openNewHub, type NewHub } from './support/open-new-hub.ts';

const words = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
const hourMs = 3_600_000;
const people = { path: '/people', ready: '#invitations' };
const colleague = { name: '陈敏', login: 'chen.min', password: 'plum rain in june' };
let browser: Browser;
let hub: NewHub;

beforeAll(async () => {
  browser = await openBrowser();
  hub = await openNewHub();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

/** A browser that nobody has used yet; it goes when the tests end. */
async function open(url = hub.url, language: Language = 'zh-Hans', viewport = laptop): Promise<Page> {
  return (await openHubPage(browser, url, viewport, language)).page;
}

async function fillPasswords(page: Page, password: string, again = password): Promise<void> {
  const fields = page.locator('input[autocomplete="new-password"]');
  await fields.nth(0).fill(password);
  await fields.nth(1).fill(again);
  await page.click('button[type="submit"]');
}

async function signInAs(page: Page, login: string, password: string): Promise<void> {
  await page.fill('input[autocomplete="username"]', login);
  await page.fill('input[autocomplete="current-password"]', password);
  await page.click('button[type="submit"]');
}

const shownLink = async (page: Page) => (await page.textContent('.once-link')) ?? '';

async function openPeople(): Promise<Page> {
  const page = await open();
  await signIn(page);
  await turnTo(page, people);
  return page;
}

/** An account for the colleague, through the link that an organiser makes for them. */
async function inviteColleague(): Promise<Page> {
  const mine = await openPeople();
  await mine.fill('.line-form input', colleague.name);
  await mine.locator('.line-form select').selectOption('reviewer');
  await mine.click('.line-form button[type="submit"]');
  const theirs = await open(await shownLink(mine));
  await theirs.fill('input[autocomplete="username"]', colleague.login);
  await fillPasswords(theirs, colleague.password);
  await theirs.waitForSelector('.rail');
  await mine.context().close();
  return theirs;
}

test('the first organiser’s link is over after a day, and good once before', async () => {
  hub.clock.aheadMs = 25 * hourMs;
  const late = await open(hub.firstLink);
  await late.waitForSelector('[role="alert"]');
  expect(await late.textContent('h1')).toBe(zhHans.link.over);
  hub.clock.aheadMs = 0;
  const first = await open(hub.firstLink);
  await first.waitForSelector('form');
  expect(await first.textContent('h1')).toBe(zhHans.link.first);
  await acceptLink(first);
  const second = await open(hub.firstLink);
  await second.waitForSelector('[role="alert"]');
  expect(await second.textContent('[role="alert"]')).toBe(zhHans.refusal['no-such-link']);
  // From there one gets on.
  await second.click('main a');
  await signIn(second);
});

test('a colleague who forgot their password sets a new one by a link of an organiser, once', async () => {
  const before = await inviteColleague();
  const mine = await openPeople();
  const row = mine.locator('section[aria-labelledby="accounts"] tr', { hasText: colleague.name });
  await row.getByRole('button', { name: zhHans.people.newPassword }).click();
  const link = await shownLink(mine);
  expect(await mine.locator('.once h2').textContent()).toContain(colleague.name);
  expect(await findViolations(mine, 'the link')).toEqual([]);
  await mine.getByRole('button', { name: zhHans.people.linkDone }).click();
  expect(await mine.locator('.once').count()).toBe(0);
  const waiting = mine.locator('section[aria-labelledby="invitations"] tbody tr');
  await expect.poll(() => waiting.allTextContents()).toEqual([expect.stringContaining('新密码')]);

  const theirs = await open(link, 'zh-Hans', phone);
  await theirs.waitForSelector('form');
  expect(await theirs.textContent('h1')).toBe(zhHans.link['new-password']);
  const login = theirs.locator('input[autocomplete="username"]');
  expect([await login.inputValue(), await login.isEditable()]).toEqual([colleague.login, false]);
  for (const [password, again, sentence] of [
    ['short', 'short', zhHans.newPassword.tooShort],
    ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', zhHans.newPassword.tooEven],
    ['snow on the bell', 'snow on the bel', zhHans.newPassword.notTheSame],
  ] as const) {
    await fillPasswords(theirs, password, again);
    await expect.poll(() => theirs.textContent('.field-wrong')).toBe(sentence);
  }
  expect(await findViolations(theirs, 'a new password')).toEqual([]);
  await fillPasswords(theirs, 'snow on the bell');
  await theirs.waitForSelector('.rail');

  // Whoever was signed in with the old one is out, and it opens nothing any more.
  await before.reload();
  await before.waitForSelector('input[autocomplete="current-password"]');
  await signInAs(before, colleague.login, colleague.password);
  await expect.poll(() => before.textContent('[role="alert"]')).toContain(zhHans.signIn.wrong);
  await signInAs(before, colleague.login, 'snow on the bell');
  await before.waitForSelector('.rail');
  await expect.poll(() => waiting.count(), { timeout: 20_000 }).toBe(0);
  const again = await open(link);
  await again.waitForSelector('[role="alert"]');
  expect(await again.textContent('[role="alert"]')).toBe(zhHans.refusal['no-such-link']);
  colleague.password = 'snow on the bell';
});

test('one’s own password is changed from one’s menu, and every other browser is signed out', async () => {
  const [mine, elsewhere] = [await open(), await open(hub.url, 'zh-Hans', phone)];
  for (const page of [mine, elsewhere]) {
    await signInAs(page, colleague.login, colleague.password);
    await page.waitForSelector('.rail');
  }
  await mine.click('.account-name');
  await mine.getByRole('link', { name: zhHans.account.changePassword }).click();
  await mine.waitForSelector('form');
  expect(await findViolations(mine, 'one’s own password')).toEqual([]);
  await mine.fill('input[autocomplete="current-password"]', 'not this one');
  await fillPasswords(mine, 'lanterns over water');
  await expect.poll(() => mine.textContent('[role="alert"]')).toContain(zhHans.refusal['wrong-password']);
  await mine.fill('input[autocomplete="current-password"]', colleague.password);
  await mine.click('button[type="submit"]');
  await expect.poll(() => mine.textContent('[role="status"]')).toBe(zhHans.password.done);
  await mine.getByRole('link', { name: zhHans.password.back }).click();
  await mine.waitForSelector('.rail');
  await mine.reload();
  await mine.waitForSelector('.rail');
  // The other one finds out by itself.
  await elsewhere.waitForSelector('input[autocomplete="current-password"]', { timeout: 20_000 });
  await signInAs(elsewhere, colleague.login, 'lanterns over water');
  await elsewhere.waitForSelector('.rail');
});

test.each(languages)(
  'a link that is used, over or made up says so in %s, and axe-core finds nothing',
  async (language) => {
    const mine = await openPeople();
    const row = mine.locator('section[aria-labelledby="accounts"] tr', { hasText: organiser.login });
    await row.getByRole('button', { name: zhHans.people.newPassword }).click();
    const link = await shownLink(mine);
    const found: string[] = [];
    for (const [what, url, aheadMs] of [
      ['over', link, 8 * 24 * hourMs],
      ['used', hub.firstLink, 0],
      ['made up', `${hub.url}#/link/${'x'.repeat(43)}`, 0],
    ] as const) {
      hub.clock.aheadMs = aheadMs;
      const page = await open(url, language, phone);
      await page.waitForSelector('[role="alert"]');
      const { link: said, refusal } = words[language];
      expect([what, await page.textContent('h1')]).toEqual([what, said.over]);
      expect(await page.textContent('[role="alert"]')).toBe(refusal['no-such-link']);
      expect(await page.textContent('main a')).toBe(said.toSignIn);
      found.push(...(await findViolations(page, what)));
    }
    hub.clock.aheadMs = 0;
    expect(found).toEqual([]);
  },
);
