// What the browser itself says of a tap: how long each interaction took to its next painted frame
// (Event Timing), and when a picture was painted first (Element Timing).
import type { Page } from 'playwright-core';

export interface Tap {
  /** The longest event of the interaction, to the next painted frame. */
  nextFrameMs: number;
  /** From the finger's leaving to the first frame with the picture; undefined without one. */
  wholeMs: number | undefined;
}

/** Event Timing reports nothing shorter; an interaction it does not report counts as this. */
const leastMs = 16;

declare global {
  interface PerformanceObserverInit {
    durationThreshold?: number;
  }
  var tapRecord: { events: { id: number; ms: number }[]; clickedMs: number; pictures: number[] };
}

/** Runs in the page before anything of its own. */
export function recordTaps(): void {
  globalThis.tapRecord = { events: [], clickedMs: 0, pictures: [] };
  addEventListener('click', ({ timeStamp }) => (globalThis.tapRecord.clickedMs = timeStamp), {
    capture: true,
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      globalThis.tapRecord.events.push({ id: entry.interactionId, ms: entry.duration });
    }
  }).observe({ type: 'event', durationThreshold: 16 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('identifier' in entry && entry.identifier === 'board-picture') {
        globalThis.tapRecord.pictures.push(entry.startTime);
      }
    }
  }).observe({ type: 'element', buffered: true });
}

/** Forgets what was recorded so far. */
export async function forgetTaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.tapRecord.events = [];
    globalThis.tapRecord.pictures = [];
    globalThis.tapRecord.clickedMs = 0;
  });
}

/** The one tap since taps were last forgotten. */
export async function readTap(page: Page): Promise<Tap> {
  const { events, clickedMs, pictures } = await page.evaluate(() => globalThis.tapRecord);
  if (clickedMs === 0) throw new Error('the tap did not arrive');
  const interactions = events.filter(({ id }) => id > 0).map(({ ms }) => ms);
  const nextFrameMs = Math.max(leastMs, ...interactions);
  const [picture] = pictures;
  return { nextFrameMs, wholeMs: picture === undefined ? undefined : picture - clickedMs };
}
