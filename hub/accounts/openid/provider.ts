// The organisation's sign-in service, as openid-client speaks to it: where to send somebody, and what
// comes back of them. Nothing that it says is passed on as it is: an outcome is one of a few kinds, and
// the hub's log gets the library's code for what was wrong.
import * as client from 'openid-client';
import type { Attempt } from './attempt.ts';
import { isThisMachine, type OpenidSettings } from './read-settings.ts';

/** Who it says somebody is. */
export type Told = {
  issuer: string;
  subject: string;
  /** As the token spells it; undefined where it does not say, or does not answer for it. */
  login: string | undefined;
};
/** It does not answer, or not as such a service must. */
export type Failed = { kind: 'away' } | { kind: 'broken' };
export type Finished = { kind: 'told'; told: Told } | { kind: 'denied' } | Failed;

type ProviderDeps = {
  settings: OpenidSettings;
  nowMs(): number;
  tell(line: string): void;
  timeoutSeconds?: number;
};

/** For each request; somebody waits before a page meanwhile. */
const ordinaryTimeoutSeconds = 5;
/** What it says of itself is read again after so long. */
const knownForMs = 3_600_000;
const returnPath = '/api/openid/return';

export function makeProvider({
  settings,
  nowMs,
  tell,
  timeoutSeconds = ordinaryTimeoutSeconds,
}: ProviderDeps) {
  let known: { config: client.Configuration; atMs: number } | undefined;
  let asking: Promise<client.Configuration> | undefined;

  /** However many want to know it at once, it is asked once. */
  async function discover(): Promise<client.Configuration> {
    if (known && nowMs() - known.atMs < knownForMs) return known.config;
    asking ??= askForConfiguration(settings, timeoutSeconds).finally(() => (asking = undefined));
    const config = await asking;
    known = { config, atMs: nowMs() };
    return config;
  }

  function explain(error: unknown): Failed['kind'] {
    const kind = isAway(error) ? 'away' : 'broken';
    tell(`The sign-in service ${settings.issuer.host} is ${kind}: ${nameFault(error)}`);
    return kind;
  }

  return {
    /** Where the browser goes to sign in. */
    async begin({ state, nonce, codeVerifier }: Attempt): Promise<{ kind: 'go'; address: URL } | Failed> {
      try {
        const config = await discover();
        const address = client.buildAuthorizationUrl(config, {
          redirect_uri: new URL(returnPath, settings.publicUrl).href,
          scope: settings.loginClaim === 'email' ? 'openid email' : 'openid profile',
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        });
        return { kind: 'go', address };
      } catch (error) {
        return { kind: explain(error) };
      }
    },

    /** Redeems what somebody came back with. `search`: the query of the address that they came back to. */
    async finish(search: string, { state, nonce, codeVerifier }: Attempt): Promise<Finished> {
      const address = new URL(returnPath, settings.publicUrl);
      address.search = search;
      try {
        const config = await discover();
        const tokens = await client.authorizationCodeGrant(config, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) return { kind: 'broken' };
        const { iss: issuer, sub: subject } = claims;
        // A service for many organisations lets each of them name people as it likes: only ours counts.
        if (!isNamed(issuer, settings)) {
          tell(`The sign-in service ${settings.issuer.host} is broken: it speaks for another issuer`);
          return { kind: 'broken' };
        }
        let login = readLogin(claims, settings);
        if (login === undefined && config.serverMetadata().userinfo_endpoint !== undefined) {
          login = readLogin(await client.fetchUserInfo(config, tokens.access_token, subject), settings);
        }
        return { kind: 'told', told: { issuer, subject, login } };
      } catch (error) {
        const isRefusal = error instanceof client.AuthorizationResponseError;
        // The person turned back, or the service does not let them in.
        if (isRefusal && error.error === 'access_denied') return { kind: 'denied' };
        return { kind: explain(error) };
      }
    },
  };
}

async function askForConfiguration(
  { issuer, clientId, clientSecret }: OpenidSettings,
  timeoutSeconds: number,
): Promise<client.Configuration> {
  const metadata = { client_secret: clientSecret, [client.clockTolerance]: 60 };
  return client.discovery(issuer, clientId, metadata, showSecret(clientSecret), {
    timeout: timeoutSeconds,
    execute: [
      // By itself the library trusts a token because of the connection that it came through.
      client.enableNonRepudiationChecks,
      ...(isThisMachine(issuer) ? [client.allowInsecureRequests] : []),
    ],
  });
}

/** As the service takes it; where it does not say, as the standard has it. */
function showSecret(secret: string): client.ClientAuth {
  const [inHead, inBody] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (service, ...rest) => {
    const taken = service.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? inHead : inBody)(service, ...rest);
  };
}

const isNamed = (issuer: string, settings: OpenidSettings) =>
  URL.canParse(issuer) && new URL(issuer).href === settings.issuer.href;

type Claims = Readonly<Record<string, unknown>>;

/** An address counts only where the service has seen that it is the person's own. */
function readLogin(claims: Claims, { loginClaim }: OpenidSettings): string | undefined {
  const login = claims[loginClaim];
  if (typeof login !== 'string' || login === '') return undefined;
  return loginClaim === 'email' && claims['email_verified'] !== true ? undefined : login;
}

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'OAUTH_TIMEOUT') return true;
  if (error.cause instanceof Response) return error.cause.status >= 500;
  return error instanceof TypeError && error.message === 'fetch failed';
}

/** Codes only: what a service or a browser wrote does not come into the log. */
function nameFault(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const codes = [error, error.cause].flatMap((one) =>
    one instanceof Error && 'code' in one ? [String(one.code)] : [],
  );
  return codes.length > 0 ? codes.join(' ') : error.name;
}
