// A sign-in service as an organisation runs one: oidc-provider, with its own pages, on an address of
// another site than the hub's.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { Provider } from 'oidc-provider';

export type Staff = Readonly<Record<string, { email: string; email_verified: boolean }>>;

export type RealIssuer = {
  url: URL;
  clientId: string;
  clientSecret: string;
  /** As if its machine were switched off. */
  stop(): Promise<void>;
};

/** `staff`: who can sign in there, by the name that they type. `hubUrl`: where it leads back to. */
export async function openRealIssuer(hubUrl: string, staff: Staff): Promise<RealIssuer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  // The hub is at 127.0.0.1: to a browser this is another site.
  const url = new URL(`http://localhost:${typeof bound === 'object' && bound ? bound.port : 0}`);
  const [clientId, clientSecret] = ['jingzhong-hub', 'bell tower + dusk'];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(url.origin, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [new URL('/api/openid/return', hubUrl).href],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_, sub) => {
      const person = staff[sub];
      return person && { accountId: sub, claims: () => ({ sub, ...person }) };
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 60, IdToken: 60 },
    cookies: { keys: ['for this test only'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  });
  server.on('request', provider.callback());
  return {
    url,
    clientId,
    clientSecret,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Fills in the service's own page, and agrees. */
export async function signInThere(page: Page, { url }: RealIssuer, name: string): Promise<void> {
  await page.waitForURL((at) => at.origin === url.origin);
  await page.fill('input[name="login"]', name);
  await page.fill('input[name="password"]', 'theirs alone');
  await page.click('button[type="submit"]');
  await page.waitForSelector('input[name="prompt"][value="consent"]', { state: 'attached' });
  await page.click('button[type="submit"]');
}
