// Signing in through an organisation's own service, the whole way, in a real browser: the hub's page, the
// service's pages on another site, and back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '../hub/dashboard/i18n/en.json' with { type: 'json' };
import zhHans from '../hub/dashboard/i18n/zh-Hans.json' with { type: 'json' };
import zhHant from '../hub/dashboard/i18n/zh-Hant.json' with { type: 'json' };
import { serveHub, type ServedHub } from '../hub/serve.ts';
import { findFreePort } from '../hub/testing/find-free-port.ts';
import { buildDashboard } from '../scripts/build.ts';
import { acceptLink, laptop, openHubPage, organiser, phone, signIn } from './support/hub-pages.ts';
import { openBrowser } from './support/open-browser.ts';
import { openRealIssuer, signInThere, type RealIssuer } from './support/real-issuer.ts';

const login = 'wang.li@example.org';
const staff = {
  'wang.li': { email: 'Wang.Li@example.org', email_verified: true },
  stranger: { email: 'stranger@example.org', email_verified: true },
  unproven: { email: login, email_verified: false },
};

let browser: Browser;
let dataDir: string;
let hub: ServedHub;
let issuer: RealIssuer;

beforeAll(async () => {
  browser = await openBrowser();
  dataDir = mkdtempSync(join(tmpdir(), 'jingzhong-openid-'));
  const port = await findFreePort();
  const publicUrl = new URL(`http://127.0.0.1:${port}`);
  issuer = await openRealIssuer(publicUrl.href, staff);
  hub = await serveHub({
    dataDir,
    dashboardDir: await buildDashboard(() => undefined),
    version: '0.1.0',
    port,
    host: '127.0.0.1',
    publicUrl,
    openid: {
      issuer: issuer.url,
      clientId: issuer.clientId,
      clientSecret: issuer.clientSecret,
      loginClaim: 'email',
      publicUrl,
    },
    openidTimeoutSeconds: 2,
    tell: () => undefined,
    passwordCost: { N: 16, r: 8, p: 1 },
  });
  const { page, context } = await openHubPage(browser, hub.firstLink ?? '', laptop);
  await acceptLink(page, login);
  await context.close();
});

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
  await issuer?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const goThere = (page: Page) => page.click('.button-elsewhere');
const refusalOn = async (page: Page) => (await page.locator('[role="alert"]').textContent())?.trim();

test('the whole way: from a page, to the service, and back to that page', async () => {
  const { page, context, complaints } = await openHubPage(browser, `${hub.url}#/visits?stop=`, laptop);
  expect(await page.locator('.button-elsewhere').textContent()).toBe(zhHans.signIn.byOrganisation);
  await goThere(page);
  await signInThere(page, issuer, 'wang.li');
  await page.waitForSelector('.rail');
  expect(page.url()).toBe(`${hub.url}#/visits?stop=`);
  expect(await page.locator('.account-name').textContent()).toContain(organiser.name);
  const cookies = (await context.cookies(hub.url)).filter(({ name }) => name.startsWith('jingzhong'));
  expect(cookies).toEqual([
    expect.objectContaining({ name: 'jingzhong-hub', httpOnly: true, sameSite: 'Strict', expires: -1 }),
  ]);
  // A reload is by the session alone.
  await page.reload();
  await page.waitForSelector('.rail');

  await page.click('.account-name');
  await page.click('.account-menu button.button');
  await page.waitForSelector('.button-elsewhere');
  await page.reload();
  await page.waitForSelector('.button-elsewhere');
  // The service still knows them: one press and they are in again.
  await goThere(page);
  await page.waitForSelector('.rail');
  expect(page.url()).toBe(`${hub.url}#/visits?stop=`);
  // Whatever the policy of the hub's pages forbids would stand here.
  expect(complaints.filter((line) => /Content Security Policy|Refused|jingzhong/i.test(line))).toEqual([]);
  await context.close();
});

test.each([
  ['stranger', 'openid-no-account', 'en', en],
  ['unproven', 'openid-unverified', 'zh-Hant', zhHant],
] as const)(
  '%s is told why they are not let in, and a password goes on to serve',
  async (name, code, language, words) => {
    const { page, context } = await openHubPage(browser, `${hub.url}#/review`, phone, language);
    await goThere(page);
    await signInThere(page, issuer, name);
    await page.waitForSelector('[role="alert"]');
    expect(await refusalOn(page)).toBe(words.refusal[code]);
    expect(page.url()).toBe(`${hub.url}#/review`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    // Told once: a page that is opened anew has nothing to say.
    await page.reload();
    await page.waitForSelector('.button-elsewhere');
    expect(await page.locator('[role="alert"]').count()).toBe(0);
    await page.fill('input[autocomplete="username"]', login);
    await page.fill('input[autocomplete="current-password"]', organiser.password);
    await page.click('button[type="submit"]');
    await page.waitForSelector('.rail');
    await context.close();
  },
);

test('who turns back at the service is told so, and the way back serves nobody again', async () => {
  const { page, context } = await openHubPage(browser, hub.url, laptop, 'en');
  await goThere(page);
  await page.waitForURL((at) => at.origin === issuer.url.origin);
  const returned = page.waitForRequest((request) => request.url().includes('/api/openid/return'));
  await page.click('a[href*="abort"]');
  const backBy = (await returned).url();
  await page.waitForSelector('[role="alert"]');
  expect(await refusalOn(page)).toBe(en.refusal['openid-denied']);
  await page.goto(backBy);
  await page.waitForSelector('[role="alert"]');
  expect(await refusalOn(page)).toBe(en.refusal['openid-stale']);
  await context.close();
});

test('with the service switched off the page says so at once, and passwords serve', async () => {
  await issuer.stop();
  // The other hub has heard already what the service says of itself.
  const fresh = await serveHubBeside();
  const { page, context } = await openHubPage(browser, fresh.firstLink ?? '', laptop);
  await acceptLink(page);
  await page.click('.account-name');
  await page.click('.account-menu button.button');
  await goThere(page);
  await page.waitForSelector('[role="alert"]');
  expect(await refusalOn(page)).toBe(zhHans.refusal['openid-unreachable']);
  await signIn(page);
  await fresh.stop();
  await context.close();
});

/** A hub that the service has told nothing yet. */
async function serveHubBeside(): Promise<ServedHub> {
  const port = await findFreePort();
  const publicUrl = new URL(`http://127.0.0.1:${port}`);
  const { url, clientId, clientSecret } = issuer;
  return serveHub({
    dataDir: mkdtempSync(join(dataDir, 'beside-')),
    dashboardDir: await buildDashboard(() => undefined),
    version: '0.1.0',
    port,
    host: '127.0.0.1',
    openid: { issuer: url, clientId, clientSecret, loginClaim: 'email', publicUrl },
    openidTimeoutSeconds: 2,
    tell: () => undefined,
  });
}

test('a hub without such a service shows no way to one', async () => {
  const plain = await serveHub({
    dataDir: mkdtempSync(join(dataDir, 'plain-')),
    dashboardDir: await buildDashboard(() => undefined),
    version: '0.1.0',
    port: 0,
    host: '127.0.0.1',
    tell: () => undefined,
  });
  const { page, context } = await openHubPage(browser, plain.url, laptop);
  await page.waitForSelector('button[type="submit"]');
  expect(await page.locator('.button-elsewhere').count()).toBe(0);
  await context.close();
  await plain.stop();
});
