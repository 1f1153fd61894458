// npm run bench -- film: whether a film that is seen again and again leaves something behind. It
// is played to its end and from its beginning hundreds of times on one screen that never closes,
// and what the page holds is compared with what it held after the first hundred. Until then the engine
// is still compiling what has turned out to be used often: three quarters of what the heap gains is code.
import { openBenchBrowser, openTouchPage } from './bench-browser.ts';
import type { BenchResult, Say } from './figures.ts';
import { findHeld, judgeHeld } from './held.ts';
import { enterGallery, guardMs, openOurKiosk } from './our-kiosk.ts';

const loops = 300;
const firstLoops = 100;
const sayEvery = 50;
/** Played at the end of every loop; the rest is leapt over with the bar, as a hand would. */
const playedSeconds = 0.6;

export async function measure(say: Say): Promise<BenchResult> {
  const kiosk = await openOurKiosk(say);
  const browser = await openBenchBrowser();
  try {
    const open = await openTouchPage(browser, kiosk.url);
    const { page } = open;
    await enterGallery(open, kiosk.exhibition);
    await page.waitForTimeout(guardMs);
    await open.tap('.gallery-hall');
    await page.waitForSelector('.hall-doings');
    await page.waitForTimeout(guardMs);
    await open.tap('.hall-chapter[data-kind="film"]');
    const replay = page.locator('.chapter-ways .button').first();
    const see = async (from: number, to: number) => {
      for (let loop = from; loop < to; loop += 1) {
        await page.locator('.film-frame[data-shown]').waitFor();
        const seek = page.locator('.film-seek input');
        await seek.waitFor();
        const seconds = Number(await seek.getAttribute('max'));
        await seek.fill(String(seconds - playedSeconds));
        // A locator keeps no hold on what it finds; a handle would keep each loop's controls.
        await page.locator('.film-controls').waitFor({ state: 'detached', timeout: 60_000 });
        await replay.tap();
        await page.locator('.film-controls').waitFor();
        if ((loop + 1) % sayEvery === 0) say(`film, loop ${loop + 1} of ${loops}`);
      }
    };
    await see(0, firstLoops);
    const first = await findHeld(open);
    await see(firstLoops, loops);
    const last = await findHeld(open);
    return {
      bench: 'film',
      ...judgeHeld(first, last),
      runs: loops,
      figures: {
        firstLoops,
        heapAfterFirst: first.heapBytes,
        nodesGrown: last.nodes - first.nodes,
        listenersGrown: last.listeners - first.listeners,
      },
    };
  } finally {
    await browser.close();
    await kiosk.stop();
  }
}
