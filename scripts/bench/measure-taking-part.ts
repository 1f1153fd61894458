// npm run bench -- taking-part: whether writing, signing and the film answer as soon as a board
// does. From the touch to the next painted frame at a quarter of the machine's speed: opening the
// keyboard, a key, starting the film, setting the seal, against a page with nothing in it; and
// whether ink follows the finger, against a dot that follows it by transform.
import type { Browser } from 'playwright-core';
import { openBenchBrowser, openTouchPage, wait, type TouchPage } from './bench-browser.ts';
import { median, percentile, round, type BenchResult, type Say } from './figures.ts';
import { accountFor, shareWithWaits, type FrameAccount } from './frame-account.ts';
import { calmMs, measureTap, tapPeer } from './measure-one-tap.ts';
import { enterGallery, openOurKiosk, type OurKiosk } from './our-kiosk.ts';
import { servePeerPages } from './peer-pages.ts';
import { recordTaps } from './tap-record.ts';

const runs = 5;
const slowdown = 4;
const emptyLimit = 1.5;
const inkTarget = 0.95;
const tapsOfThePeer = 12;
/** A long signature, at the rate at which a touch screen tells of a finger. */
const inkMoves = 240;
const moveMs = 1_000 / 60;

interface Run {
  /** Milliseconds to the next frame, by what was touched. */
  taps: Record<'keyboard' | 'key' | 'film' | 'seal', number[]>;
  ink: FrameAccount;
}

export async function measure(say: Say): Promise<BenchResult> {
  const kiosk = await openOurKiosk(say);
  const peers = await servePeerPages(kiosk.editionDir);
  const browser = await openBenchBrowser();
  const ours: Run[] = [];
  const empty: number[][] = [];
  const dots: FrameAccount[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      ours.push(await takePart(browser, kiosk));
      const taps = await tapPeer(browser, `${peers.url}/empty`, tapsOfThePeer, slowdown);
      empty.push(taps.map(({ nextFrameMs }) => nextFrameMs));
      dots.push(await followADot(browser, `${peers.url}/dot`));
      say(
        `taking-part, run ${run} of ${runs}: p95 ${p95Of(ours.at(-1))} ms, empty ${p95(empty.at(-1) ?? [])} ms`,
      );
    }
  } finally {
    await browser.close();
    await peers.stop();
    await kiosk.stop();
  }
  return judge(ours, empty, dots);
}

function judge(ours: Run[], empty: number[][], dots: FrameAccount[]): BenchResult {
  const oursMs = median(ours.map(p95Of));
  const emptyMs = median(empty.map(p95));
  const ratio = oursMs / emptyMs;
  const inkShare = median(ours.map(({ ink }) => shareWithWaits(ink)));
  const dotShare = median(dots.map(shareWithWaits));
  const of = (what: keyof Run['taps']) => round(median(ours.map(({ taps }) => p95(taps[what]))));
  return {
    bench: 'taking-part',
    ours: round(oursMs),
    peer: round(emptyMs),
    limit: round(emptyMs * emptyLimit),
    unit: 'ms',
    ratio: round(ratio),
    target: emptyLimit,
    pass: ratio <= emptyLimit && inkShare / dotShare >= inkTarget,
    runs,
    figures: {
      slowdown,
      keyboardOpensMs: of('keyboard'),
      keyMs: of('key'),
      filmStartsMs: of('film'),
      sealMs: of('seal'),
      inkShareOnTime: round(inkShare),
      dotShareOnTime: round(dotShare),
      inkRatio: round(inkShare / dotShare),
      targetInkRatio: inkTarget,
    },
  };
}

const p95 = (values: number[]) => percentile(values, 0.95);
const p95Of = (run: Run | undefined) => p95(Object.values(run?.taps ?? {}).flat());

/** Through the side hall: each of its doings is opened three times, and left. */
async function takePart(browser: Browser, { url, exhibition }: OurKiosk): Promise<Run> {
  const open = await openTouchPage(browser, url, { slowdown, before: recordTaps });
  const { page } = open;
  const taps: Run['taps'] = { keyboard: [], key: [], film: [], seal: [] };
  const touch = async (of: keyof Run['taps'], selector: string, index = 0) =>
    taps[of].push((await measureTap(open, selector, index)).nextFrameMs);
  await enterGallery(open, exhibition);
  await wait(calmMs);
  await open.tap('.gallery-hall');
  await page.waitForSelector('.hall-doings');
  await wait(calmMs);
  for (let time = 0; time < 3; time += 1) {
    await touch('keyboard', '.hall-doing', 0);
    await page.waitForSelector('.reflection-field');
    await page.waitForSelector('.key-letter');
    for (const key of [3, 8, 12, 5]) await touch('key', '.key-letter', key);
    await open.tap('.reflection-head .link');
    await page.waitForSelector('.hall-doings');
    await wait(calmMs);
    await touch('film', '.hall-chapter[data-kind="film"]');
    await page.waitForSelector('.film-frame[data-shown]', { timeout: 60_000 });
    await open.tap('.crumb-back');
    await page.waitForSelector('.hall-doings');
    await wait(calmMs);
  }
  // It stands below the edge of the scroll, under the hint that there is more.
  await page
    .locator('.hall-doing')
    .nth(1)
    .evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await wait(calmMs);
  await open.tap('.hall-doing', 1);
  await page.waitForSelector('.pledge .ink-sheet');
  await wait(calmMs);
  const ink = await accountFor(browser, page, () => drawOn(open, '.ink-sheet canvas'));
  await touch('seal', '.pledge .button-next');
  await page.waitForSelector('.pledge[data-signed]');
  await open.close();
  return { taps, ink };
}

async function followADot(browser: Browser, url: string): Promise<FrameAccount> {
  const open = await openTouchPage(browser, url, { slowdown });
  await open.page.waitForSelector('body[data-ready]');
  await wait(calmMs);
  const account = await accountFor(browser, open.page, () => drawOn(open, '#sheet'));
  await open.close();
  return account;
}

/** One finger writes loops along the sheet, as fast as a hand signs. */
async function drawOn({ page, cdp }: TouchPage, selector: string): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`there is nothing to write on at ${selector}`);
  const point = (move: number) => ({
    x: box.x + box.width * (0.1 + (0.8 * move) / inkMoves),
    y: box.y + box.height * (0.5 + 0.3 * Math.sin(move / 4)),
  });
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', move?: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: move === undefined ? [] : [point(move)] });
  await send('touchStart', 0);
  const beganMs = performance.now();
  for (let move = 1; move <= inkMoves; move += 1) {
    await wait(Math.max(0, beganMs + move * moveMs - performance.now()));
    // Not awaited: a page that is slow to answer must not slow the finger.
    void send('touchMove', move);
  }
  await send('touchEnd');
}
