// A hub put together: its store, who it is, and the handler; what runs beside it is started here.
import { startCounter, type Counter } from './count/counter.ts';
import { createHandler, type HubHandler } from './handler.ts';
import { makeTakeIn } from './ingest/take-in.ts';
import { findOrMakeHub, type HubIdentity } from './store/hub-identity.ts';
import { takeHubLock } from './store/hub-lock.ts';
import { makePartitions } from './store/make-partitions.ts';
import { openStore, type Store, type StoreOptions } from './store/open-store.ts';

export type AssembleOptions = StoreOptions & {
  version: string;
  now?(): number;
  random?(): number;
  tell(line: string): void;
};

export type Hub = {
  fetch: HubHandler;
  store: Store;
  identity: HubIdentity;
  counter: Counter;
  /** Lets what is under way come to its end and closes the store. */
  stop(): Promise<void>;
};

const dayMs = 24 * 3_600_000;

/** Throws AppError `hub-in-use`, or what openStore throws. */
export async function assembleHub(options: AssembleOptions): Promise<Hub> {
  const { dataDir, databaseUrl, version, tell, now = Date.now, random = Math.random } = options;
  const lock = databaseUrl === undefined ? takeHubLock(dataDir) : undefined;
  try {
    const store = await openStore(options);
    const identity = await findOrMakeHub(store, now());
    const takeIn = makeTakeIn(store, identity.madeMs);
    const counter = startCounter({ store, tell });
    const onNews = counter.wake;
    const fetch = createHandler({ store, identity, version, takeIn, onNews, now, random, tell });
    const partitions = setInterval(() => {
      makePartitions(store, now()).catch((error: unknown) => tell(`partitions: ${String(error)}`));
    }, dayMs);
    partitions.unref();
    return {
      fetch,
      store,
      identity,
      counter,
      async stop() {
        clearInterval(partitions);
        await counter.stop();
        await store.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}
