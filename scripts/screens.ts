// npm run screens: pictures of every screen into docs/screens/, in the three languages, standing
// and lying, of the staff's pages behind them, of the organisers' pages at the hub, and the overview for the README. Look at them one by
// one after every change. With a word, as in `npm run screens -- staff`, only the series with that word
// in their names are taken, and the other pictures stay.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { languages, type Language } from '../model/language.ts';
import { walkEveryScreen } from '../tests/support/every-screen.ts';
import { furnishStaffRoom, walkEveryStaffPage } from '../tests/support/every-staff-page.ts';
import {
  landscape,
  openBrowser,
  openPage,
  portrait,
  touch,
  type Viewport,
} from '../tests/support/open-browser.ts';
import { putNextEdition } from '../tests/support/next-edition.ts';
import { openKiosk, type KioskUnderTest } from '../tests/support/open-kiosk.ts';
import { rootDir } from './build.ts';
import { hubSeries, takeHubScreens } from './screens/take-hub-screens.ts';

const outDir = join(rootDir, 'docs', 'screens');
const settleMs = 900;

interface Series {
  name: string;
  language: Language;
  viewport: Viewport;
  /** Buttons of the access bar to press first, by their place. */
  textSize?: 1 | 2;
  highContrast?: boolean;
  reach?: boolean;
}

const series: Series[] = [
  ...languages.flatMap((language) => [
    { name: `${language}-portrait`, language, viewport: portrait },
    { name: `${language}-landscape`, language, viewport: landscape },
  ]),
  { name: 'zh-Hans-portrait-largest', language: 'zh-Hans', viewport: portrait, textSize: 2 },
  { name: 'en-portrait-largest', language: 'en', viewport: portrait, textSize: 2 },
  { name: 'zh-Hans-landscape-largest', language: 'zh-Hans', viewport: landscape, textSize: 2 },
  { name: 'zh-Hans-portrait-contrast', language: 'zh-Hans', viewport: portrait, highContrast: true },
  { name: 'zh-Hans-portrait-reach', language: 'zh-Hans', viewport: portrait, reach: true },
  { name: 'zh-Hans-laptop', language: 'zh-Hans', viewport: { width: 1024, height: 768 } },
];

const staffSeries: Series[] = [
  { name: 'zh-Hans-portrait-staff', language: 'zh-Hans', viewport: portrait },
  { name: 'en-landscape-staff', language: 'en', viewport: landscape },
];

const wanted = process.argv[2] ?? '';
const isWanted = ({ name }: { name: string }) => name.includes(wanted);
const sticks = mkdtempSync(join(tmpdir(), 'jingzhong-sticks-'));
const stick = join(sticks, 'USB-STICK');
mkdirSync(stick);
process.env.JINGZHONG_STICKS = sticks;

mkdirSync(outDir, { recursive: true });
const allSeries = [...series, ...staffSeries, ...hubSeries];
for (const file of readdirSync(outDir)) {
  // `en-portrait-01-…` is of the series en-portrait, `en-portrait-largest-01-…` is not.
  const ofSeries = file.replace(/-\d\d-[\w-]+\.webp$/, '');
  const isKept = !allSeries.some((one) => one.name === ofSeries && isWanted(one));
  if (wanted === '' || !isKept) rmSync(join(outDir, file));
}
const browser = await openBrowser();
if ([...series, ...staffSeries].some(isWanted)) await takeKioskScreens();
if (hubSeries.some(isWanted)) {
  await takeHubScreens(browser, { series: hubSeries.filter(isWanted), outDir });
}
await browser.close();
rmSync(sticks, { recursive: true, force: true });
if (wanted === '') await makeOverview();

async function takeKioskScreens(): Promise<void> {
  const kiosk = await openKiosk();
  for (const one of series.filter(isWanted)) await takeSeries(kiosk, one);
  if (staffSeries.some(isWanted)) {
    console.error('screens: packing the edition that waits …');
    const workDir = mkdtempSync(join(tmpdir(), 'jingzhong-next-'));
    putNextEdition({ workDir, stick, dataDir: kiosk.dataDir });
    rmSync(workDir, { recursive: true, force: true });
    // The kiosk looks every two seconds.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await furnishStaffRoom({ url: kiosk.url, loadPack: true });
  }
  for (const one of staffSeries.filter(isWanted)) await takeStaffSeries(kiosk, one);
  await kiosk.stop();
}

async function takeStaffSeries({ url }: KioskUnderTest, { name, language, viewport }: Series): Promise<void> {
  console.error(`screens: ${name} …`);
  const { page, context } = await openPage(browser, url, viewport);
  const take = makeCamera(page, name, viewport);
  await walkEveryStaffPage(page, language, take);
  await context.close();
}

/** Takes one numbered picture after the other. */
function makeCamera(page: Page, series: string, { width }: Viewport): (screen: string) => Promise<void> {
  let number = 0;
  return async (screen) => {
    number += 1;
    await page.waitForTimeout(settleMs);
    const file = join(outDir, `${series}-${String(number).padStart(2, '0')}-${screen}.webp`);
    await sharp(await page.screenshot())
      .resize({ width: Math.round(width / 2) })
      .webp({ quality: 78 })
      .toFile(file);
  };
}

async function takeSeries(
  { url }: KioskUnderTest,
  { name, language, viewport, textSize, highContrast, reach }: Series,
): Promise<void> {
  console.error(`screens: ${name} …`);
  const { page, context } = await openPage(browser, url, viewport);
  if (language !== 'zh-Hans') {
    await touch(page, '.access > button', 0);
    await touch(page, `.access-choices button[lang="${language}"]`);
    await page.waitForSelector(`.room[lang="${language}"]`);
  }
  if (textSize) {
    await touch(page, '.access > button', 1);
    await touch(page, '.access-choices button', textSize);
  }
  if (highContrast) await touch(page, '.access > button', 2);
  if (reach) await touch(page, '.access > button', -1);
  await walkEveryScreen(page, makeCamera(page, name, viewport));
  await context.close();
}

async function makeOverview(): Promise<void> {
  const names = ['01-attract', '03-gallery', '04-board', '06-turn'];
  const [width, height, gap] = [400, 711, 16];
  const pictures = await Promise.all(
    names.map((name) =>
      sharp(join(outDir, `zh-Hans-portrait-${name}.webp`))
        .resize(width, height)
        .toBuffer(),
    ),
  );
  await sharp({
    create: { width: names.length * (width + gap) - gap, height, channels: 3, background: '#ffffff' },
  })
    .composite(pictures.map((input, index) => ({ input, left: index * (width + gap), top: 0 })))
    .webp({ quality: 82 })
    .toFile(join(outDir, 'overview.webp'));
}
