// The organisers' pages of a hub with a demo tour: at a laptop and at a telephone.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { Language } from '../../model/language.ts';
import { openDemoHub } from '../../tests/support/demo-hub.ts';
import {
  acceptLink,
  hubPages,
  laptop,
  openHubPage,
  phone,
  signIn,
  turnTo,
} from '../../tests/support/hub-pages.ts';
import type { Viewport } from '../../tests/support/open-browser.ts';

type HubSeries = { name: string; language: Language; viewport: Viewport };

export const hubSeries: readonly HubSeries[] = [
  { name: 'zh-Hans-hub-laptop', language: 'zh-Hans', viewport: laptop },
  { name: 'zh-Hans-hub-phone', language: 'zh-Hans', viewport: phone },
  { name: 'en-hub-laptop', language: 'en', viewport: laptop },
  { name: 'en-hub-phone', language: 'en', viewport: phone },
];

/** A page is pictured down to here; below there are only more rows of the same. */
const mostHeight = 2_400;

export async function takeHubScreens(
  browser: Browser,
  { series, outDir }: { series: readonly HubSeries[]; outDir: string },
): Promise<void> {
  console.error('screens: the demo tour …');
  const hub = await openDemoHub({ visitsADay: 30 });
  let isFirst = true;
  for (const one of series) {
    console.error(`screens: ${one.name} …`);
    const url = isFirst ? hub.firstLink : hub.url;
    const { page, context } = await openHubPage(browser, url, one.viewport, one.language);
    const take = makeCamera(page, outDir, one);
    await page.waitForSelector('form');
    await take(isFirst ? 'link' : 'sign-in');
    await (isFirst ? acceptLink(page) : signIn(page));
    isFirst = false;
    for (const shown of hubPages) {
      await turnTo(page, shown);
      await take(shown.name);
    }
    await context.close();
  }
  await hub.stop();
}

function makeCamera(page: Page, outDir: string, { name, viewport }: HubSeries) {
  let number = 0;
  return async (screen: string): Promise<void> => {
    number += 1;
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.waitForTimeout(600);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(height, mostHeight) };
    const file = join(outDir, `${name}-${String(number).padStart(2, '0')}-${screen}.webp`);
    await sharp(await page.screenshot({ fullPage: true, clip }))
      .resize({ width: Math.min(1_080, viewport.width * 2) })
      .webp({ quality: 78 })
      .toFile(file);
  };
}
