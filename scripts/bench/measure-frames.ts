// npm run bench -- frames: whether the room moves smoothly. Walking the gallery bay after bay and
// opening boards at a quarter of the machine's speed, against one full-screen picture moved by
// transform in the same browser, which is the best that this machine can do.
import type { Browser } from 'playwright-core';
import { openBenchBrowser, openTouchPage, wait } from './bench-browser.ts';
import { median, round, type BenchResult, type Say } from './figures.ts';
import { accountFor, shareOnTime, shareWithWaits, type FrameAccount } from './frame-account.ts';
import { enterGallery, foldedIndex, openOurKiosk, type OurKiosk } from './our-kiosk.ts';
import { servePeerPages } from './peer-pages.ts';

const runs = 5;
const slowdown = 4;
const target = 0.95;
const bitmapMs = 10_000;
/** A visitor in a hurry; whatever was opened has come to rest by then. */
const lookMs = 1_500;
/** Before counting, what the opening of a page brings with it has passed. */
const settleMs = 2_000;

export async function measure(say: Say): Promise<BenchResult> {
  const kiosk = await openOurKiosk(say);
  const peers = await servePeerPages(kiosk.editionDir);
  const browser = await openBenchBrowser();
  const ours: FrameAccount[] = [];
  const bitmap: FrameAccount[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      ours.push(await walkTheGallery(browser, kiosk));
      bitmap.push(await moveTheBitmap(browser, `${peers.url}/bitmap`));
      say(`frames, run ${run} of ${runs}: ours ${describe(ours)}; one moving picture ${describe(bitmap)}`);
    }
  } finally {
    await browser.close();
    await peers.stop();
    await kiosk.stop();
  }
  return judge(ours, bitmap);
}

function judge(ours: FrameAccount[], bitmap: FrameAccount[]): BenchResult {
  const oursShare = median(ours.map(shareOnTime));
  const bitmapShare = median(bitmap.map(shareOnTime));
  const ratio = oursShare / bitmapShare;
  return {
    bench: 'frames',
    ours: round(oursShare),
    peer: round(bitmapShare),
    limit: round(bitmapShare * target),
    unit: 'share of frames on time',
    ratio: round(ratio),
    target,
    pass: ratio >= target,
    runs,
    figures: {
      slowdown,
      framesDueEachRun: median(ours.map(({ shown, missed }) => shown + missed)),
      framesMissedEachRun: median(ours.map(({ missed }) => missed)),
      framesWaitedForEachRun: median(ours.map(({ waited }) => waited)),
      oursShareWithWaits: round(median(ours.map(shareWithWaits))),
      bitmapShareWithWaits: round(median(bitmap.map(shareWithWaits))),
    },
  };
}

/** Each bay is opened, one of its boards is opened, and left again. */
async function walkTheGallery(browser: Browser, { url, exhibition }: OurKiosk): Promise<FrameAccount> {
  const open = await openTouchPage(browser, url, { slowdown });
  let openBay = await enterGallery(open, exhibition);
  await wait(settleMs);
  const account = await accountFor(browser, open.page, async () => {
    for (const [bay, { panels }] of exhibition.aspects.entries()) {
      if (bay !== openBay) await open.tap('.bay-folded', foldedIndex(bay, openBay));
      openBay = bay;
      await wait(lookMs);
      await open.tap('.bay-board', bay % panels.length);
      await wait(lookMs);
      await open.tap('.crumb-back');
      await wait(lookMs);
    }
  });
  await open.close();
  return account;
}

async function moveTheBitmap(browser: Browser, url: string): Promise<FrameAccount> {
  const { page, close } = await openTouchPage(browser, url, { slowdown });
  await page.waitForSelector('body[data-ready]');
  await wait(settleMs);
  const account = await accountFor(browser, page, () => wait(bitmapMs));
  await close();
  return account;
}

function describe(accounts: FrameAccount[]): string {
  const last = accounts.at(-1);
  return last ? `${round(100 * shareOnTime(last), 1)} % of ${last.shown + last.missed}` : '';
}
