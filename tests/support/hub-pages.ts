// Somebody at the hub's pages, in a real browser.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../../model/language.ts';
import { collectComplaints } from './collect-complaints.ts';
import type { Viewport } from './open-browser.ts';

export const laptop: Viewport = { width: 1440, height: 900 };
export const phone: Viewport = { width: 390, height: 844 };
export const organiser = { name: '王丽', login: 'wang.li', password: 'bell tower at dusk' };

/** The pages of an organiser, with what says that their figures are there. */
export const hubPages = [
  { name: 'now', path: '/now', ready: '.kiosk' },
  { name: 'tour', path: '/tour', ready: '.matrix' },
  { name: 'visits', path: '/visits', ready: '#by-audience' },
  { name: 'panels', path: '/panels', ready: '#steps' },
  { name: 'taking-part', path: '/taking-part', ready: '#screen' },
  { name: 'rows', path: '/rows', ready: '.register tbody tr' },
  { name: 'groups', path: '/rows/groups', ready: '.register tbody tr' },
  { name: 'activities', path: '/rows/activities', ready: '.register tbody tr' },
  { name: 'off', path: '/rows/off', ready: '.register tbody tr' },
  { name: 'reflections', path: '/rows/reflections', ready: '.register tbody tr' },
  { name: 'review', path: '/review', ready: '.reflection' },
  { name: 'exports', path: '/exports', ready: '.export-form' },
  { name: 'sealed', path: '/sealed', ready: '#sealed' },
  { name: 'editions', path: '/editions', ready: '#packs' },
  { name: 'plan', path: '/plan', ready: '#add' },
  { name: 'courier', path: '/courier', ready: '#out' },
  { name: 'kiosks', path: '/kiosks', ready: '.register tbody tr' },
  { name: 'people', path: '/people', ready: '#invitations' },
  { name: 'audit', path: '/audit', ready: '.register tbody tr' },
] as const;

export type OpenedHub = { page: Page; context: BrowserContext; complaints: string[] };

/** A browser that nobody has used yet. Whatever its page complains of is collected. */
export async function openHubPage(
  browser: Browser,
  url: string,
  viewport: Viewport,
  language: Language = 'zh-Hans',
): Promise<OpenedHub> {
  const context = await browser.newContext({
    viewport,
    locale: language === 'en' ? 'en-GB' : language === 'zh-Hant' ? 'zh-TW' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    deviceScaleFactor: viewport.width < 500 ? 2 : 1,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(25_000);
  const complaints = collectComplaints(page);
  await page.goto(url);
  return { page, context, complaints };
}

/** Fills in what a one-time link asks for. */
export async function acceptLink(page: Page, login = organiser.login): Promise<void> {
  await page.fill('input[autocomplete="name"]', organiser.name);
  await page.fill('input[autocomplete="username"]', login);
  for (const field of await page.locator('input[autocomplete="new-password"]').all()) {
    await field.fill(organiser.password);
  }
  await page.click('button[type="submit"]');
  await page.waitForSelector('.rail');
}

export async function signIn(page: Page): Promise<void> {
  await page.fill('input[autocomplete="username"]', organiser.login);
  await page.fill('input[autocomplete="current-password"]', organiser.password);
  await page.click('button[type="submit"]');
  await page.waitForSelector('.rail');
}

export async function turnTo(page: Page, { path, ready }: { path: string; ready: string }): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, path);
  await page.waitForSelector(ready);
  await page.waitForSelector('.skeleton', { state: 'detached' });
}
