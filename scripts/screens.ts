// npm run screens: pictures of every screen into docs/screens/, in the three languages, standing
// and lying, and the overview for the README. Look at them one by one after every change.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { languages, type Language } from '../model/language.ts';
import { walkEveryScreen } from '../tests/support/every-screen.ts';
import {
  landscape,
  openBrowser,
  openPage,
  portrait,
  touch,
  type Viewport,
} from '../tests/support/open-browser.ts';
import { openKiosk } from '../tests/support/open-kiosk.ts';
import { rootDir } from './build.ts';

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

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
const kiosk = await openKiosk();
const browser = await openBrowser();
for (const one of series) await takeSeries(one);
await browser.close();
await kiosk.stop();
await makeOverview();

async function takeSeries({
  name,
  language,
  viewport,
  textSize,
  highContrast,
  reach,
}: Series): Promise<void> {
  console.error(`screens: ${name} …`);
  const { page, context } = await openPage(browser, kiosk.url, viewport);
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
  let number = 0;
  await walkEveryScreen(page, async (screen) => {
    number += 1;
    await page.waitForTimeout(settleMs);
    const picture = await page.screenshot();
    const file = join(outDir, `${name}-${String(number).padStart(2, '0')}-${screen}.webp`);
    await sharp(picture)
      .resize({ width: Math.round(viewport.width / 2) })
      .webp({ quality: 78 })
      .toFile(file);
  });
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
