// The stick as courier, from the dashboard: a kiosk's file of batches comes in, and the answer brings the
// file of acknowledgements for the way back. What else goes by stick are packs and the recall list
// (editions.ts).
import { batchesMedia, importedSchema } from '../../model/hub-desk.ts';
import { importBatches } from '../courier/import-batches.ts';
import { makeKeyFinder } from '../ingest/open-batch.ts';
import type { TakeIn } from '../ingest/take-in.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import { guardedRoute, type HubRoute } from './define-route.ts';
import { actorOf } from './people.ts';
import { answerJson, refuse } from './refusals.ts';

export type CourierDeps = {
  store: Store;
  identity: HubIdentity;
  takeIn: TakeIn;
  /** Something is there to be counted. */
  onNews(): void;
  /** Unix milliseconds. */
  now(): number;
};

/** A line that is refused is told; a file of nothing else would be an answer without end. */
const mostRefused = 100;

export function courierRoutes({ store, identity, takeIn, onNews, now }: CourierDeps): HubRoute[] {
  const deps = { store, identity, takeIn, findKiosk: makeKeyFinder(store), now };
  return [
    guardedRoute({
      method: 'POST',
      path: '/api/courier',
      may: 'manage-kiosks',
      summary: 'A stick’s file of batches. Taking the same file in again changes nothing.',
      body: { media: batchesMedia },
      answers: importedSchema,
      async answer({ request, me }) {
        const stream = watchEnd(request);
        // What was taken in is to be counted, also where the rest could not be.
        const imported = await importBatches({ ...deps, by: actorOf(me) }, stream.bytes()).finally(onNews);
        if (stream.isCut()) return refuse('cut-off');
        return answerJson({ ...imported, refused: imported.refused.slice(0, mostRefused) });
      },
    }),
  ];
}

/** What came before a connection broke is taken in like a stick that was pulled out. */
function watchEnd(request: Request) {
  let isCut = false;
  return {
    isCut: () => isCut,
    async *bytes(): AsyncGenerator<Uint8Array> {
      const reader = request.body?.getReader();
      while (reader) {
        const piece = await reader.read().catch(() => undefined);
        if (piece === undefined) {
          isCut = true;
          return;
        }
        if (piece.done) return;
        yield piece.value;
      }
    },
  };
}
