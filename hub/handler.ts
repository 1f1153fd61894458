// The hub is one function from a Request to a Response: a Node server mounts it, tests call it.
// Kiosks ask under /v1, the dashboard under /api; both are lists of routes.
import { Hono } from 'hono';
import { makeBatchQueue } from './ingest/batch-queue.ts';
import { makeKeyFinder } from './ingest/open-batch.ts';
import type { TakeIn } from './ingest/take-in.ts';
import { answerJson, refuse } from './routes/answer.ts';
import { batchRoute } from './routes/batches.ts';
import { enrolmentRoute } from './routes/enrolments.ts';
import { feedRoute } from './routes/feed.ts';
import { healthRoutes } from './routes/health.ts';
import { describeApi } from './routes/openapi.ts';
import { packRoute } from './routes/packs.ts';
import type { Caller, Route } from './routes/route.ts';
import { stateRoute } from './routes/states.ts';
import type { HubIdentity } from './store/hub-identity.ts';
import type { Store } from './store/open-store.ts';

export type HubDeps = {
  store: Store;
  identity: HubIdentity;
  version: string;
  takeIn: TakeIn;
  /** Something is there to be counted. */
  onNews(): void;
  /** Unix milliseconds. */
  now(): number;
  /** From 0 up to but without 1. */
  random(): number;
  /** Where one line about each fault goes; never with a visitor's words. */
  tell(line: string): void;
};

export type HubHandler = (request: Request, caller?: Caller) => Promise<Response>;

/** Bodies that may be on their way at once; who sends slowly must not keep the others out. */
const bodiesAtOnce = 512;
/** Batches that were read and wait to be written; each is a quarter of a megabyte mostly. */
const waitingBatches = 128;
/** SQLite writes one after another anyway. */
const batchesAtOnce = { sqlite: 1, postgres: 4 };

export function createHandler(deps: HubDeps): HubHandler {
  const { store, random } = deps;
  const atOnce = batchesAtOnce[store.dialect];
  const queue = makeBatchQueue({ waiting: waitingBatches, atOnce, random });
  const reading = makeBatchQueue({ waiting: bodiesAtOnce, atOnce: bodiesAtOnce, random });
  const kiosk = { ...deps, findKiosk: makeKeyFinder(store), queue, reading };
  const routes: Route[] = [
    batchRoute(kiosk),
    enrolmentRoute(kiosk),
    stateRoute(kiosk),
    feedRoute(kiosk),
    packRoute(kiosk),
    ...healthRoutes(deps),
  ];
  const document = describeApi(routes, deps.version);
  const app = new Hono<{ Bindings: Caller }>();
  for (const { method, path, answer } of routes) {
    app.on(method, path, ({ req, env }) =>
      answer(req.raw, { address: env.address, parameters: req.param() as Record<string, string> }),
    );
  }
  app.get('/openapi.json', () => answerJson(document));
  app.notFound(() => refuse('not-found'));
  app.onError((error) => {
    deps.tell(`fault: ${error.stack ?? String(error)}`);
    return answerJson({ code: 'fault', sentence: 'Something went wrong in the hub.' }, { status: 500 });
  });
  return async (request, caller = { address: '' }) => app.fetch(request, caller);
}
