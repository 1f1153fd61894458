// What a page holds once everything that can be collected is.
import type { CDPSession } from 'playwright-core';
import { wait } from './bench-browser.ts';
import { round, type BenchResult } from './figures.ts';

export interface Held {
  heapBytes: number;
  nodes: number;
  listeners: number;
}

/** Nodes and listeners that a page may hold more of by chance, such as a ripple not yet collected. */
export const nodeAllowance = 50;
export const listenerAllowance = 5;
/** How much more heap it may hold than at first. */
const heapTarget = 1.1;

const settleMs = 2_000;

export async function findHeld({ cdp }: { cdp: Pick<CDPSession, 'send'> }): Promise<Held> {
  await wait(settleMs);
  for (let times = 0; times < 3; times += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners };
}

/** Whether a page that holds `last` after all that was done on it has left nothing behind since `first`. */
export function judgeHeld(
  first: Held,
  last: Held,
): Pick<BenchResult, 'ours' | 'peer' | 'limit' | 'unit' | 'ratio' | 'target' | 'pass'> {
  const ratio = last.heapBytes / first.heapBytes;
  const isHeldStill =
    ratio <= heapTarget &&
    last.nodes - first.nodes <= nodeAllowance &&
    last.listeners - first.listeners <= listenerAllowance;
  return {
    ours: last.heapBytes,
    peer: null,
    limit: Math.round(first.heapBytes * heapTarget),
    unit: 'bytes of heap in use',
    ratio: round(ratio),
    target: heapTarget,
    pass: isHeldStill,
  };
}
