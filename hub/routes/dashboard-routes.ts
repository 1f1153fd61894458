// Every route that people ask, in one list: what is in it is mounted behind the same gate
// (mount-routes.ts), is in /openapi.json, and is tried by every role in the tests.
import type { Access } from '../accounts/open-access.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import type { HubRoute } from './define-route.ts';
import { peopleRoutes } from './people.ts';
import { sessionRoutes } from './session.ts';

export type DashboardDeps = {
  store: Store;
  identity: HubIdentity;
  access: Access;
  /** Unix milliseconds. */
  now(): number;
};

export function dashboardRoutes({ store, identity, access }: DashboardDeps): HubRoute[] {
  return [...sessionRoutes({ store, access, hubName: identity.name }), ...peopleRoutes(access)];
}
