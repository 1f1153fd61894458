// The browser's own account of its frames, from its trace: of every refresh of the screen for
// which something new was due, whether it was shown. A frame that came late while something moved
// is a stutter; one that came late while nothing moved is a slow answer, which `bench -- tap` measures.
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

export interface FrameAccount {
  /** Shown when they were due. */
  shown: number;
  /** Due while something moved, and not shown. */
  missed: number;
  /** Due while nothing moved: the page was still at work on its answer. */
  waited: number;
}

/** The one category of trace events that is needed; recording more would cost frames itself. */
const frameCategory = 'disabled-by-default-devtools.timeline.frame';

const traceSchema = z.object({ traceEvents: z.array(z.unknown()) });

const reporterSchema = z.object({
  name: z.literal('PipelineReporter'),
  ph: z.literal('b'),
  pid: z.number(),
  args: z.object({
    frame_reporter: z.object({
      state: z.enum([
        'STATE_NO_UPDATE_DESIRED',
        'STATE_PRESENTED_ALL',
        'STATE_PRESENTED_PARTIAL',
        'STATE_DROPPED',
      ]),
      affects_smoothness: z.boolean(),
    }),
  }),
});

/** The browser's account of its frames while `act` runs. */
export async function accountFor(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<FrameAccount> {
  await browser.startTracing(page, { categories: [frameCategory] });
  await act();
  return countFrames(await browser.stopTracing());
}

/** Reads a trace; throws where it holds no frames, since a share of nothing would pass. */
function countFrames(trace: Buffer): FrameAccount {
  const { traceEvents } = traceSchema.parse(JSON.parse(trace.toString('utf8')));
  const account = { shown: 0, missed: 0, waited: 0 };
  for (const event of traceEvents) {
    const parsed = reporterSchema.safeParse(event);
    if (!parsed.success) continue;
    const { state, affects_smoothness } = parsed.data.args.frame_reporter;
    if (state === 'STATE_NO_UPDATE_DESIRED') continue;
    if (state !== 'STATE_DROPPED') account.shown += 1;
    else if (affects_smoothness) account.missed += 1;
    else account.waited += 1;
  }
  if (account.shown === 0) throw new Error('the browser gave no account of its frames');
  return account;
}

/** Shown when due, of all that were due while something moved. */
export function shareOnTime({ shown, missed }: FrameAccount): number {
  return shown / (shown + missed);
}

/** The same, with the frames for which the page made the visitor wait counted as missed. */
export function shareWithWaits({ shown, missed, waited }: FrameAccount): number {
  return shown / (shown + missed + waited);
}
