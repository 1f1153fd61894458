// Keeps the numbers up to date behind what comes in: a little at a time, and less while much comes in,
// since what is not taken in yet is of more worth than what is not counted yet. Several processes on
// one PostgreSQL take turns; one counts at a time.
import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';
import { settleReflections } from './reflection-counts.ts';
import { settleContext } from './settle-context.ts';
import { settleVisits } from './settle-visits.ts';

export type Counter = {
  /** Something is there to be counted. */
  wake(): void;
  /** Resolves when nothing is stale any more. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

type CounterDeps = { store: Store; tell(line: string): void };

const counterLock = 4_720_003;
/** How long news must have been quiet before it is counted, and how long it may wait at most. */
const quietMs = 150;
const longestMs = 2_000;
/** Other processes, and what was left by one that was killed. */
const lookMs = 5_000;

/** Returns how many were counted; undefined where another process is counting. */
export async function countSome(store: Store): Promise<number | undefined> {
  return store.db.transaction().execute(async (transaction) => {
    if (store.dialect === 'postgres') {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(${counterLock}) as mine`.execute(transaction);
      if (rows[0]?.mine !== true) return undefined;
    }
    return (
      (await settleContext(transaction)) ||
      (await settleVisits(store, transaction)) ||
      settleReflections(store, transaction)
    );
  });
}

export function startCounter({ store, tell }: CounterDeps): Counter {
  let isStopped = false;
  let newsAt = 0;
  let waitingSince = 0;
  let timer: NodeJS.Timeout | undefined;
  let counting: Promise<void> = Promise.resolve();
  let isCounting = false;
  let isSoon = false;

  function plan(delayMs: number): void {
    if (isStopped) return;
    isSoon = delayMs <= quietMs;
    clearTimeout(timer);
    timer = setTimeout(look, delayMs);
    timer.unref();
  }

  function look(): void {
    const now = performance.now();
    const isQuiet = now - newsAt >= quietMs;
    if (!isQuiet && now - waitingSince < longestMs) return plan(quietMs);
    if (isCounting) return plan(quietMs);
    isCounting = true;
    isSoon = false;
    counting = countNow().finally(() => (isCounting = false));
  }

  /** While it is quiet to the end; between other news only a part. */
  async function countNow(): Promise<void> {
    try {
      for (;;) {
        const counted = await countSome(store);
        waitingSince = performance.now();
        if (counted === undefined || counted === 0) return plan(lookMs);
        if (isStopped) return;
        if (performance.now() - newsAt < quietMs) return plan(quietMs);
        // Others may want to write.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      if (!isStopped) tell(`counting: ${error instanceof Error ? error.message : String(error)}`);
      plan(lookMs);
    }
  }

  plan(quietMs);
  return {
    wake() {
      const now = performance.now();
      if (now - newsAt >= quietMs) waitingSince = now;
      newsAt = now;
      // News that never end must not put it off for ever.
      if (!isCounting && !isSoon) plan(quietMs);
    },
    async settled() {
      await counting;
      while ((await countSome(store)) !== 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await counting;
    },
  };
}
