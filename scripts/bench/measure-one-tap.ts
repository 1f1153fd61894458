// One tap and its answer, measured alike on our own page and on a peer's.
import type { Browser } from 'playwright-core';
import { openTouchPage, wait, type TouchPage } from './bench-browser.ts';
import { forgetTaps, readTap, recordTaps, type Tap } from './tap-record.ts';

/** Until what was opened has come to rest: our sheets settle in 0.9 s, reveal.js slides for 0.8 s. */
export const calmMs = 1_200;

/** Touches the one button of a peer's page `times` times, on a page `slowdown` times as slow. */
export async function tapPeer(
  browser: Browser,
  url: string,
  times: number,
  slowdown: number,
): Promise<Tap[]> {
  const open = await openTouchPage(browser, url, { slowdown, before: recordTaps });
  await open.page.waitForSelector('body[data-ready]');
  await wait(calmMs);
  const taps: Tap[] = [];
  while (taps.length < times) taps.push(await measureTap(open, '#next', 0));
  await open.close();
  return taps;
}

/** One tap, and what the browser says of it once what it opened has come to rest. */
export async function measureTap({ page, tap }: TouchPage, selector: string, index: number): Promise<Tap> {
  await forgetTaps(page);
  await tap(selector, index);
  await wait(calmMs);
  return readTap(page);
}
