// Leads a page through every screen of the exhibition, by touch, in the order of a walk.
import type { Page } from 'playwright-core';
import { touch } from './open-browser.ts';

export const screenNames = [
  'attract',
  'welcome',
  'gallery',
  'board',
  'case',
  'turn',
  'ending',
  'question',
  'meaning',
  'walk',
  'thanks',
] as const;
export type ScreenName = (typeof screenNames)[number];

/** The touches that lead from each screen to the next; the first needs none. */
const steps: Record<ScreenName, (page: Page) => Promise<void>> = {
  async attract(page) {
    await page.waitForSelector('.attract-bell');
  },
  async welcome(page) {
    await touch(page, '.attract-bell');
    await page.waitForSelector('.welcome-doors');
  },
  async gallery(page) {
    await touch(page, '.welcome-door', 0);
    await page.waitForSelector('.bay-board');
  },
  async board(page) {
    await touch(page, '.bay-board', 0);
    await page.waitForSelector('.board-ways');
  },
  async case(page) {
    await touch(page, '.row', 0);
    await page.waitForSelector('.case-steps');
  },
  async turn(page) {
    await touch(page, '.step-button', 3);
    await page.waitForSelector('.step-why');
    for (let step = 0; step < 4 && (await page.locator('.turn').count()) === 0; step++) {
      const button = page.locator('.step-button').nth(step);
      if (await button.isEnabled()) await touch(page, '.step-button', step);
    }
    await page.waitForSelector('.turn');
  },
  async ending(page) {
    await page.waitForSelector('.ending');
    await page
      .locator('.scroll-area-content')
      .evaluate((element) => element.scrollTo(0, element.scrollHeight));
  },
  async question(page) {
    await touch(page, '.case-ways .button', 0);
    await touch(page, '.board-ways .button', 0);
    const right = page.locator('.option[data-verdict="right"]');
    for (const option of [0, 1, 2]) {
      if ((await right.count()) === 0) await touch(page, '.option', option);
    }
    await right.waitFor();
  },
  async meaning(page) {
    await touch(page, '.crumb-back');
    await touch(page, '.board-ways .button', 1);
    await page.waitForSelector('.meaning-others');
  },
  async walk(page) {
    await touch(page, '.crumb-back');
    for (let board = 0; board < 2; board++) await touch(page, '.board-ways .button-next');
    await touch(page, '.crumb-back');
    await touch(page, '.gallery-ways .link', 1);
    await page.waitForSelector('.walk-thread');
  },
  async thanks(page) {
    await touch(page, '.walk-ways .button-next');
    await page.waitForSelector('.thanks-farewell');
  },
};

/** Calls `look` at each screen in turn. */
export async function walkEveryScreen(page: Page, look: (name: ScreenName) => Promise<void>): Promise<void> {
  for (const name of screenNames) {
    await steps[name](page);
    await look(name);
  }
}

/** Leads the page to one screen only. */
export async function goToScreen(page: Page, wanted: ScreenName): Promise<void> {
  for (const name of screenNames.slice(0, screenNames.indexOf(wanted) + 1)) await steps[name](page);
}
