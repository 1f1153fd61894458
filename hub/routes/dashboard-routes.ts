// Every route that people ask, in one list: what is in it is mounted behind the same gate
// (mount-routes.ts), is in /openapi.json, and is tried by every role in the tests.
import type { Access } from '../accounts/open-access.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import type { HubRoute } from './define-route.ts';
import { editionRoutes } from './editions.ts';
import { kioskDeskRoutes } from './kiosks.ts';
import { peopleRoutes } from './people.ts';
import { reviewRoutes } from './review.ts';
import { sessionRoutes } from './session.ts';
import { viewRoutes } from './views.ts';

export type DashboardDeps = {
  store: Store;
  identity: HubIdentity;
  access: Access;
  /** Unix milliseconds. */
  now(): number;
};

export function dashboardRoutes({ store, identity, access, now }: DashboardDeps): HubRoute[] {
  const desk = { store, now };
  return [
    ...sessionRoutes({ store, access, hubName: identity.name }),
    ...peopleRoutes(access),
    ...viewRoutes(desk),
    ...reviewRoutes(desk),
    ...kioskDeskRoutes(desk),
    ...editionRoutes(desk),
  ];
}
