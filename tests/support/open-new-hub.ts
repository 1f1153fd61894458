// A hub on which nothing is yet, with its pages where they are wanted, a clock that the test moves, and a
// second way into its store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveHub } from '../../hub/serve.ts';
import { openStore, type Store } from '../../hub/store/open-store.ts';
import { buildDashboard } from '../../scripts/build.ts';

export type NewHub = {
  url: string;
  firstLink: string;
  /** By how much the hub's clock is ahead of this machine's. */
  clock: { aheadMs: number };
  store: Store;
  stop(): Promise<void>;
};

export async function openNewHub({ hasPages = true } = {}): Promise<NewHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingzhong-new-hub-'));
  // It is an hour old: a hub whose clock stands before the day it was made corrects nobody's.
  const clock = { aheadMs: -3_600_000 };
  const hub = await serveHub({
    dataDir,
    dashboardDir: hasPages ? await buildDashboard(() => undefined) : undefined,
    version: '0.1.0',
    port: 0,
    host: '127.0.0.1',
    now: () => Date.now() + clock.aheadMs,
    tell: (line) => console.error(line),
    passwordCost: { N: 16, r: 8, p: 1 },
  });
  if (hub.firstLink === undefined) throw new Error('The new hub has an account already.');
  clock.aheadMs = 0;
  const store = await openStore({ dataDir });
  return {
    url: hub.url,
    firstLink: hub.firstLink,
    clock,
    store,
    async stop() {
      await store.close();
      await hub.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
