// What a page holds once everything that can be collected is.
import { wait, type TouchPage } from './bench-browser.ts';

export interface Held {
  heapBytes: number;
  nodes: number;
  listeners: number;
}

/** Nodes and listeners that a page may hold more of by chance, such as a ripple not yet collected. */
export const nodeAllowance = 50;
export const listenerAllowance = 5;

const settleMs = 2_000;

export async function findHeld({ cdp }: TouchPage): Promise<Held> {
  await wait(settleMs);
  for (let times = 0; times < 3; times += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners };
}
