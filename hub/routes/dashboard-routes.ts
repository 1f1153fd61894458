// Every route that people ask, in one list: what is in it is mounted behind the same gate
// (mount-routes.ts), is in /openapi.json, and is tried by every role in the tests.
import type { Access } from '../accounts/open-access.ts';
import type { Exports } from '../exports/make-exports.ts';
import type { TakeIn } from '../ingest/take-in.ts';
import type { Uploads } from '../packs/uploads.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import type { HubRoute } from './define-route.ts';
import { courierRoutes } from './courier.ts';
import { editionRoutes } from './editions.ts';
import { exportRoutes } from './exports.ts';
import { itineraryRoutes } from './itinerary.ts';
import { kioskDeskRoutes } from './kiosks.ts';
import { openidRoutes } from './openid.ts';
import { peopleRoutes } from './people.ts';
import { reviewRoutes } from './review.ts';
import { sealedRoutes } from './sealed.ts';
import { sessionRoutes } from './session.ts';
import { uploadRoutes } from './uploads.ts';
import { viewRoutes } from './views.ts';

export type DashboardDeps = {
  store: Store;
  identity: HubIdentity;
  access: Access;
  uploads: Uploads;
  exports: Exports;
  takeIn: TakeIn;
  /** Something is there to be counted. */
  onNews(): void;
  /** Unix milliseconds. */
  now(): number;
  tell(line: string): void;
};

export function dashboardRoutes(deps: DashboardDeps): HubRoute[] {
  const { store, identity, access, now } = deps;
  const desk = { store, now };
  return [
    ...sessionRoutes({ store, access, hubName: identity.name }),
    ...openidRoutes(access),
    ...peopleRoutes(access),
    ...viewRoutes(desk),
    ...reviewRoutes(desk),
    ...kioskDeskRoutes(desk),
    ...editionRoutes(desk),
    ...uploadRoutes(deps),
    ...courierRoutes(deps),
    ...exportRoutes(deps),
    ...sealedRoutes(desk),
    ...itineraryRoutes(desk),
  ];
}
