// A hub put together: its store, who it is, and the handler; what runs beside it is started here.
import { openAccess, type Access } from './accounts/open-access.ts';
import type { OpenidSettings } from './accounts/openid/read-settings.ts';
import type { ScryptCost } from './accounts/passwords.ts';
import { startCounter, type Counter } from './count/counter.ts';
import { makeExports, type Exports } from './exports/make-exports.ts';
import { createHandler, type HubHandler } from './handler.ts';
import { makeTakeIn, type TakeIn } from './ingest/take-in.ts';
import { runCheck, type RunCheck } from './packs/run-check.ts';
import { keepUploads, tidyUploads, type UploadLimits, type Uploads } from './packs/uploads.ts';
import { findOrMakeHub, type HubIdentity } from './store/hub-identity.ts';
import { takeHubLock } from './store/hub-lock.ts';
import { makePartitions } from './store/make-partitions.ts';
import { openWorkFolder } from './store/work-folder.ts';
import { openStore, type Store, type StoreOptions } from './store/open-store.ts';
import type { Answered } from './watch-requests.ts';

export type AssembleOptions = StoreOptions & {
  version: string;
  now?(): number;
  random?(): number;
  tell(line: string): void;
  /** The built dashboard; without it kiosks are served and nobody else. */
  dashboardDir?: string | undefined;
  /** Who brings it may read /metrics from another machine. */
  metricsToken?: string | undefined;
  onAnswered?: ((answered: Answered) => void) | undefined;
  /** The organisation's own sign-in service, beside passwords. */
  openid?: OpenidSettings | undefined;
  /** Lower in tests only. */
  passwordCost?: ScryptCost;
  /** Shorter in tests only. */
  openidTimeoutSeconds?: number;
  /** Another one in tests only. */
  runCheck?: RunCheck;
  uploadLimits?: UploadLimits;
};

export type Hub = {
  fetch: HubHandler;
  store: Store;
  identity: HubIdentity;
  counter: Counter;
  access: Access;
  takeIn: TakeIn;
  uploads: Uploads;
  exports: Exports;
  /** Lets what is under way come to its end and closes the store. */
  stop(): Promise<void>;
};

const dayMs = 24 * 3_600_000;

/** Throws AppError `hub-in-use`, or what openStore throws. */
export async function assembleHub(options: AssembleOptions): Promise<Hub> {
  const { dataDir, databaseUrl, version, tell, dashboardDir, passwordCost } = options;
  const { metricsToken, onAnswered } = options;
  const { now = Date.now, random = Math.random } = options;
  const lock = databaseUrl === undefined ? takeHubLock(dataDir) : undefined;
  try {
    const store = await openStore(options);
    const identity = await findOrMakeHub(store, now());
    const takeIn = makeTakeIn(store, identity.madeMs);
    const counter = startCounter({ store, tell });
    const onNews = counter.wake;
    const cost = passwordCost && { cost: passwordCost };
    const openid = options.openid && {
      settings: options.openid,
      tell,
      ...(options.openidTimeoutSeconds !== undefined && { timeoutSeconds: options.openidTimeoutSeconds }),
    };
    const access = openAccess({ db: store.db, nowMs: now, openid, ...cost });
    // Nobody waits for it: passwords serve while it is away.
    void access.openid?.look();
    const stopTidying = access.keepTidy(tell);
    await tidyUploads(store, now());
    const work = openWorkFolder(dataDir, now());
    const beside = { workDir: work.path, now, tell };
    const checking = { runCheck: options.runCheck ?? runCheck, limits: options.uploadLimits };
    const uploads = keepUploads({ store, version, ...checking, ...beside });
    const exports = makeExports({ dataDir, databaseUrl, hubId: identity.hubId, ...beside });
    const fetch = createHandler({
      store,
      identity,
      access,
      uploads,
      exports,
      version,
      dashboardDir,
      dataDir,
      metricsToken,
      onAnswered,
      takeIn,
      onNews,
      now,
      random,
      tell,
    });
    const partitions = setInterval(() => {
      makePartitions(store, now()).catch((error: unknown) => tell(`partitions: ${String(error)}`));
    }, dayMs);
    partitions.unref();
    return {
      fetch,
      store,
      identity,
      counter,
      access,
      takeIn,
      uploads,
      exports,
      async stop() {
        clearInterval(partitions);
        stopTidying();
        exports.stop();
        await uploads.stop();
        work.remove();
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
