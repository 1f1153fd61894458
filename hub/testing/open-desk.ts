// Routes of the dashboard behind the real gate, with one person whose role the test chooses.
import type { HubRole } from '../../model/hub-access.ts';
import type { keepSessions } from '../accounts/sessions.ts';
import type { HubRoute } from '../routes/define-route.ts';
import { mountRoutes } from '../routes/mount-routes.ts';

/** `role` undefined: nobody has signed in. */
export function openDesk(routes: readonly HubRoute[], role: HubRole | undefined) {
  const me = { accountId: 'a', login: 'a', name: '甲', role: role ?? 'viewer', hasPassword: true };
  // The gate asks for nothing else of the sessions.
  const sessions = { find: async () => (role ? me : undefined) } as unknown as ReturnType<
    typeof keepSessions
  >;
  const originOf = () => ({ address: '192.0.2.1', isSecure: false, host: 'hub.test' });
  const app = mountRoutes(routes, { sessions, originOf });
  const cookie = { Cookie: `jingzhong-hub=${'x'.repeat(43)}` };
  return {
    get: async (path: string, headers: Record<string, string> = {}) =>
      app.request(`http://hub.test${path}`, { headers: { ...cookie, ...headers } }),
    change: async (method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = undefined) =>
      app.request(`http://hub.test${path}`, {
        method,
        headers: { ...cookie, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  };
}
