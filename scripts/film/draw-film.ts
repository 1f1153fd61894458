// Draws the film frame by frame in a Chromium without a window.
import { chromium, type JSHandle } from 'playwright-core';
import { requireBrowser } from '../shells/find-browser.ts';
import type { FilmPage } from './page/draw-frame.ts';
import { servePage } from './serve-page.ts';
import { filmSeconds } from './timing.ts';

export interface Drawing {
  width: number;
  height: number;
  framesPerSecond: number;
  /** In seconds; the whole film where they are left out. */
  from?: number;
  until?: number;
  pixels: 'yuv420' | 'rgba';
  /** Frames in their order. */
  takeFrame(pixels: Buffer): Promise<void>;
  onProgress(done: number, total: number): void;
}

/** Frames between two reports of progress. */
const framesAtOnce = 25;

export async function drawFilm({
  width,
  height,
  framesPerSecond,
  pixels,
  from = 0,
  until = filmSeconds,
  takeFrame,
  onProgress,
}: Drawing): Promise<void> {
  const executablePath = requireBrowser((line) => console.error(line));
  const site = await servePage(takeFrame);
  const browser = await chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(site.url);
    await page.waitForFunction('window.openFilm !== undefined', undefined, { timeout: 20_000 }).catch(() => {
      throw new Error(`the page that draws the film did not open: ${faults.join('; ')}`);
    });
    const film: JSHandle<FilmPage> = await page.evaluateHandle(
      ({ width, height }) => window.openFilm(width, height),
      {
        width,
        height,
      },
    );
    const first = Math.round(from * framesPerSecond);
    const last = Math.round(until * framesPerSecond);
    for (let frame = first; frame < last; frame += framesAtOnce) {
      const end = Math.min(frame + framesAtOnce, last);
      await film.evaluate((page, range) => page.send(...range), [
        frame,
        end,
        framesPerSecond,
        pixels,
      ] as const);
      onProgress(end - first, last - first);
    }
  } finally {
    await browser.close();
    site.stop();
  }
}
