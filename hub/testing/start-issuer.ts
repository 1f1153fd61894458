// A sign-in service of OpenID Connect as strict as the standard asks, whose answers a test can bend: a
// real one would not give out a wrong token.
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { OpenidSettings } from '../accounts/openid/read-settings.ts';

export type Person = { sub: string; [claim: string]: unknown };
type Claims = Readonly<Record<string, unknown>>;
type Head = Readonly<Record<string, unknown>>;

/** What is wrong with it; all of it off to begin with. */
export type Bent = {
  isDown: boolean;
  /** Accepts a request and says nothing. */
  isSilent: boolean;
  /** Of the address that is asked. */
  statusOf: Readonly<Record<string, number>>;
  claims(claims: Claims): Claims;
  head(head: Head): Head;
  /** Signs by another key than it publishes, or not at all. */
  signs: 'as-published' | 'by-another-key' | 'not-at-all';
  /** Claims of a person that come by the userinfo address only. */
  isTerse: boolean;
};

export type Issuer = {
  url: string;
  bent: Bent;
  settings(more?: Partial<OpenidSettings>): OpenidSettings;
  /** What somebody does there: `address` is where the hub sent them. Returns the path that they come back by. */
  signIn(address: string, person: Person): string;
  /** How often each of its addresses was asked. */
  asked: Map<string, number>;
};

const clientId = 'jingzhong-hub';
// Such letters must survive the way into the head of a request.
const clientSecret = 'bell:tower +/%é';
const straight = (): Bent => ({
  isDown: false,
  isSilent: false,
  statusOf: {},
  claims: (claims) => claims,
  head: (head) => head,
  signs: 'as-published',
  isTerse: false,
});

type Grant = { asked: URLSearchParams; person: Person };

export async function startIssuer(): Promise<Issuer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bent = straight();
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, Person>();
  const asked = new Map<string, number>();

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const bound = server.address();
  const url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url);
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    if (bent.isDown) return void request.socket.destroy();
    if (bent.isSilent) return;
    const status = bent.statusOf[pathname];
    if (status !== undefined) return sendJson(response, { error: 'server_error' }, status);
    if (pathname === '/.well-known/openid-configuration') return sendJson(response, describe());
    if (pathname === '/jwks') {
      const jwk = keys.publicKey.export({ format: 'jwk' });
      return sendJson(response, { keys: [{ ...jwk, kid: 'one', use: 'sig', alg: 'RS256' }] });
    }
    if (pathname === '/token') return redeem(request, response);
    if (pathname === '/userinfo') {
      const person = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''));
      return person ? sendJson(response, person) : sendJson(response, { error: 'invalid_token' }, 401);
    }
    return sendJson(response, {}, 404);
  }

  const describe = () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  });

  async function redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = new URLSearchParams(await text(request));
    const code = sent.get('code') ?? '';
    const grant = codes.get(code);
    codes.delete(code);
    if (readBasic(request.headers.authorization) !== `${clientId}:${clientSecret}`) {
      return sendJson(response, { error: 'invalid_client' }, 401);
    }
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood =
      grant?.asked.get('code_challenge') === challenge &&
      grant.asked.get('redirect_uri') === sent.get('redirect_uri');
    if (!grant || !isGood) return sendJson(response, { error: 'invalid_grant' }, 400);
    const accessToken = randomBytes(16).toString('hex');
    tokens.set(accessToken, grant.person);
    return sendJson(response, {
      access_token: accessToken,
      token_type: 'Bearer',
      id_token: makeToken(grant),
    });
  }

  function makeToken({ asked: wanted, person }: Grant): string {
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = bent.claims({
      ...(bent.isTerse ? { sub: person.sub } : person),
      iss: url,
      aud: wanted.get('client_id'),
      nonce: wanted.get('nonce'),
      iat: nowSeconds,
      exp: nowSeconds + 60,
    });
    const head = bent.head({ alg: 'RS256', kid: 'one', typ: 'JWT' });
    const code = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const signed = `${code(head)}.${code(claims)}`;
    if (bent.signs === 'not-at-all') return `${signed}.`;
    const { privateKey } = bent.signs === 'by-another-key' ? others : keys;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  }

  return {
    url,
    bent,
    asked,
    settings: (more = {}) => ({
      issuer: new URL(url),
      clientId,
      clientSecret,
      loginClaim: 'email',
      publicUrl: new URL('http://hub.test'),
      ...more,
    }),
    signIn(address, person) {
      const { origin, pathname, searchParams } = new URL(address);
      if (origin !== url || pathname !== '/authorize') throw new Error(`Sent elsewhere: ${address}`);
      const code = randomBytes(16).toString('hex');
      codes.set(code, { asked: searchParams, person });
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return `${back.pathname}${back.search}`;
    },
  };
}

/** Name and secret come as in a form, so that any letter may be in them. */
function readBasic(head = ''): string {
  const sent = Buffer.from(head.replace(/^Basic /, ''), 'base64').toString();
  return sent
    .split(':')
    .map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
    .join(':');
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}
