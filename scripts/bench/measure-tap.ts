// npm run bench -- tap: how soon the glass answers. From the touch that opens a board to the
// next painted frame, and to the whole board with its picture, at a quarter of the machine's
// speed: against reveal.js moving to the same boards, and against a page with nothing in it.
import type { Browser } from 'playwright-core';
import { openBenchBrowser, openTouchPage, wait } from './bench-browser.ts';
import { median, percentile, round, type BenchResult, type Say } from './figures.ts';
import { enterGallery, foldedIndex, openOurKiosk, type OurKiosk } from './our-kiosk.ts';
import { servePeerPages } from './peer-pages.ts';
import { calmMs, measureTap, tapPeer } from './measure-one-tap.ts';
import { recordTaps, type Tap } from './tap-record.ts';

const runs = 5;
const slowdown = 4;
const emptyLimit = 1.5;

/** p95 of the time to the next frame, and the median time to the whole board, of one run, in ms. */
interface Run {
  p95: number;
  median: number;
  whole: number;
}

export async function measure(say: Say): Promise<BenchResult> {
  const kiosk = await openOurKiosk(say);
  const peers = await servePeerPages(kiosk.editionDir);
  const browser = await openBenchBrowser();
  const boards = kiosk.exhibition.panels.length;
  const ours: Run[] = [];
  const reveal: Run[] = [];
  const empty: Run[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      ours.push(summarise(await tapOurBoards(browser, kiosk)));
      reveal.push(summarise(await tapPeer(browser, `${peers.url}/reveal`, boards, slowdown)));
      empty.push(summarise(await tapPeer(browser, `${peers.url}/empty`, boards, slowdown)));
      say(`tap, run ${run} of ${runs}: ${describe({ ours, reveal, empty })}`);
    }
  } finally {
    await browser.close();
    await peers.stop();
    await kiosk.stop();
  }
  return judge(ours, reveal, empty);
}

function judge(ours: Run[], reveal: Run[], empty: Run[]): BenchResult {
  const middle = (of: Run[], which: keyof Run) => median(of.map((run) => run[which]));
  const ratio = middle(ours, 'p95') / middle(reveal, 'p95');
  const againstEmpty = middle(ours, 'p95') / middle(empty, 'p95');
  const whole = middle(ours, 'whole') / middle(reveal, 'whole');
  return {
    bench: 'tap',
    ours: round(middle(ours, 'p95')),
    peer: round(middle(reveal, 'p95')),
    limit: round(middle(empty, 'p95') * emptyLimit),
    unit: 'ms',
    ratio: round(ratio),
    target: 1,
    pass: ratio <= 1 && againstEmpty <= emptyLimit && whole <= 1,
    runs,
    figures: {
      slowdown,
      tapsEachRun: 21,
      oursMedianMs: round(middle(ours, 'median')),
      revealMedianMs: round(middle(reveal, 'median')),
      emptyMedianMs: round(middle(empty, 'median')),
      emptyP95Ms: round(middle(empty, 'p95')),
      ratioToEmpty: round(againstEmpty),
      targetToEmpty: emptyLimit,
      oursWholeBoardMs: round(middle(ours, 'whole')),
      revealWholeBoardMs: round(middle(reveal, 'whole')),
      ratioWholeBoard: round(whole),
      targetWholeBoard: 1,
    },
  };
}

/** Every board, from the gallery: the bay is opened and the way back taken without measuring. */
export async function tapOurBoards(
  browser: Browser,
  { url, exhibition }: Pick<OurKiosk, 'url' | 'exhibition'>,
): Promise<Tap[]> {
  const open = await openTouchPage(browser, url, { slowdown, before: recordTaps });
  const taps: Tap[] = [];
  let openBay = await enterGallery(open, exhibition);
  for (const [bay, { panels }] of exhibition.aspects.entries()) {
    if (bay !== openBay) await open.tap('.bay-folded', foldedIndex(bay, openBay));
    openBay = bay;
    await wait(calmMs);
    for (const index of panels.keys()) {
      taps.push(await measureTap(open, '.bay-board', index));
      await open.tap('.crumb-back');
      await open.page.waitForSelector('.bay-open');
      await wait(calmMs);
    }
  }
  await open.close();
  return taps;
}

function summarise(taps: Tap[]): Run {
  const nextFrame = taps.map(({ nextFrameMs }) => nextFrameMs);
  const whole = taps.flatMap(({ wholeMs }) => wholeMs ?? []);
  return { p95: percentile(nextFrame, 0.95), median: median(nextFrame), whole: median(whole) };
}

function describe(groups: Record<string, Run[]>): string {
  return Object.entries(groups)
    .map(([name, of]) => {
      const last = of.at(-1);
      return `${name} p95 ${last?.p95} ms, whole board ${round(last?.whole ?? Number.NaN, 0)} ms`;
    })
    .join('; ');
}
