// The hub is one function from a Request to a Response: a Node server mounts it, tests call it.
// Kiosks ask under /v1, people under /api, and everything else is the dashboard's own page.
import { Hono } from 'hono';
import { dressAnswer } from './accounts/guard.ts';
import type { Access } from './accounts/open-access.ts';
import type { Exports } from './exports/make-exports.ts';
import type { Uploads } from './packs/uploads.ts';
import type { RequestOrigin } from './accounts/request-origin.ts';
import { makeBatchQueue } from './ingest/batch-queue.ts';
import { makeBodyRoom } from './ingest/body-room.ts';
import { makeKeyFinder } from './ingest/open-batch.ts';
import type { TakeIn } from './ingest/take-in.ts';
import { answerJson, refuse as refuseKiosk } from './routes/answer.ts';
import { batchRoute } from './routes/batches.ts';
import { serveDashboard } from './routes/dashboard-files.ts';
import { dashboardRoutes } from './routes/dashboard-routes.ts';
import { enrolmentRoute } from './routes/enrolments.ts';
import { feedRoute } from './routes/feed.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { mountRoutes } from './routes/mount-routes.ts';
import { describeApi } from './routes/openapi.ts';
import { packRoute } from './routes/packs.ts';
import { kioskBodyLimits } from './routes/read-body.ts';
import { refuse } from './routes/refusals.ts';
import type { Route } from './routes/route.ts';
import { stateRoute } from './routes/states.ts';
import type { HubIdentity } from './store/hub-identity.ts';
import type { Store } from './store/open-store.ts';
import { watchRequests, type Answered } from './watch-requests.ts';

export type HubDeps = {
  store: Store;
  identity: HubIdentity;
  access: Access;
  uploads: Uploads;
  exports: Exports;
  version: string;
  /** The built dashboard. */
  dashboardDir?: string | undefined;
  takeIn: TakeIn;
  /** Something is there to be counted. */
  onNews(): void;
  /** Unix milliseconds. */
  now(): number;
  /** From 0 up to but without 1. */
  random(): number;
  dataDir: string;
  /** Who brings it may read /metrics from elsewhere. */
  metricsToken?: string | undefined;
  onAnswered?: ((answered: Answered) => void) | undefined;
  /** Where one line about each fault goes; never with a visitor's words. */
  tell(line: string): void;
};

/** `origin`: as the server knows it; left out where there is no server, as in a test. */
export type HubHandler = (request: Request, origin?: RequestOrigin) => Promise<Response>;

/** Bodies that may be on their way at once, by what they say of their length. */
const bodiesAtOnceBytes = 512 * 1024 * 1024;
/** Batches that were read and wait to be written; each is a quarter of a megabyte mostly. */
const waitingBatches = 128;
/** Well within what a kiosk waits for its answer; who would wait longer comes again. */
const longestWaitMs = 1_200;
/** SQLite writes one after another anyway. */
const batchesAtOnce = { sqlite: 1, postgres: 4 };

type Env = { Bindings: RequestOrigin };

export function createHandler(deps: HubDeps): HubHandler {
  const forPeople = dashboardRoutes(deps);
  const kioskRoutes = listKioskRoutes(deps);
  const paths = [...kioskRoutes, ...forPeople].map(({ path }) => path);
  const watch = watchRequests({
    paths: [...paths, '/metrics', '/openapi.json', '/'],
    onAnswered: deps.onAnswered ?? (() => undefined),
  });
  const forKiosks = [...kioskRoutes, metricsRoute({ ...deps, watch })];
  const document = describeApi({ forKiosks, forPeople }, deps.version);
  const answerFile = serveDashboard(deps.dashboardDir);
  const app = new Hono<Env>();
  for (const { method, path, answer } of forKiosks) {
    app.on(method, path, ({ req, env }) =>
      answer(req.raw, { ...env, parameters: req.param() as Record<string, string> }),
    );
  }
  app.get('/openapi.json', () => answerJson(document));
  app.route('/', mountRoutes(forPeople, { sessions: deps.access.sessions, originOf: ({ env }) => env }));
  app.notFound(async ({ req }) => {
    if (req.path.startsWith('/v1/')) return refuseKiosk('not-found');
    return (await answerFile(req.raw)) ?? refuse('not-found');
  });
  app.onError((error, { req }) => {
    deps.tell(`fault: ${error.stack ?? String(error)}`);
    if (!req.path.startsWith('/v1/')) return refuse('fault');
    return answerJson({ code: 'fault', sentence: 'Something went wrong in the hub.' }, { status: 500 });
  });
  return async (request, origin = originWithoutServer(request)) => {
    const beganMs = performance.now();
    const answer = await app.fetch(request, origin);
    const took = { ms: performance.now() - beganMs, address: origin.address };
    watch.note(request, answer.status, took);
    return dressAnswer(answer, origin);
  };
}

function listKioskRoutes(deps: HubDeps): Route[] {
  const { store, random } = deps;
  const atOnce = batchesAtOnce[store.dialect];
  const queue = makeBatchQueue({ waiting: waitingBatches, atOnce, longestMs: longestWaitMs, random });
  const reading = makeBodyRoom({ bytes: bodiesAtOnceBytes, unstatedBytes: kioskBodyLimits.packedBytes });
  const kiosk = { ...deps, findKiosk: makeKeyFinder(store), queue, reading };
  return [
    batchRoute(kiosk),
    enrolmentRoute(kiosk),
    stateRoute(kiosk),
    feedRoute(kiosk),
    packRoute(kiosk),
    ...healthRoutes(deps),
  ];
}

function originWithoutServer({ url }: Request): RequestOrigin {
  const { host, protocol } = new URL(url);
  return { address: '', isSecure: protocol === 'https:', host };
}
