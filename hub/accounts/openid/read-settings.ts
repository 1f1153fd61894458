// What the hub is told about the organisation's own sign-in service (OpenID Connect), by variables of
// its environment: all of it, or nothing. Half of it is a mistake, and is said at the start.
import { AppError } from '../../app-error.ts';

/** What of a token says who somebody is here: an account is called by it. */
export const loginClaims = ['email', 'preferred_username'] as const;
export type LoginClaim = (typeof loginClaims)[number];

export type OpenidSettings = {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  loginClaim: LoginClaim;
  /** Under which the hub is open to people; never taken from what a request says. */
  publicUrl: URL;
};

type Environment = Readonly<Record<string, string | undefined>>;
type ReadText = (path: string) => string;

const known = [
  'HUB_OIDC_ISSUER',
  'HUB_OIDC_CLIENT_ID',
  'HUB_OIDC_CLIENT_SECRET',
  'HUB_OIDC_CLIENT_SECRET_FILE',
  'HUB_OIDC_LOGIN_CLAIM',
] as const;
const publicUrlName = 'HUB_PUBLIC_URL';

/** The hub's own address, where it was told. Throws AppError `public-url`. */
export function readPublicUrl(environment: Environment): URL | undefined {
  const text = environment[publicUrlName] ?? '';
  if (text === '') return undefined;
  const url = readUrl(text);
  if (!url || url.pathname !== '/' || url.search !== '' || url.hash !== '') throw new AppError('public-url');
  return url;
}

/**
 * Undefined where nothing is set. Throws AppError `public-url`, `openid-unknown`, `openid-half`,
 * `openid-issuer`, `openid-claim` or `openid-secret-file`.
 */
export function readOpenidSettings(environment: Environment, readText: ReadText): OpenidSettings | undefined {
  const set = Object.keys(environment).filter((name) => name.startsWith('HUB_OIDC_') && environment[name]);
  if (set.length === 0) return undefined;
  const stranger = set.find((name) => !known.some((one) => one === name));
  if (stranger !== undefined)
    throw new AppError('openid-unknown', { name: stranger, known: known.join(', ') });
  const publicUrl = readPublicUrl(environment);
  const issuerText = environment['HUB_OIDC_ISSUER'] ?? '';
  const clientId = environment['HUB_OIDC_CLIENT_ID'] ?? '';
  const clientSecret = readSecret(environment, readText);
  const missing = [
    ...(issuerText === '' ? ['HUB_OIDC_ISSUER'] : []),
    ...(clientId === '' ? ['HUB_OIDC_CLIENT_ID'] : []),
    ...(clientSecret === '' ? ['HUB_OIDC_CLIENT_SECRET_FILE'] : []),
    ...(publicUrl ? [] : [publicUrlName]),
  ];
  if (missing.length > 0 || !publicUrl) throw new AppError('openid-half', { missing: missing.join(', ') });
  const issuer = readUrl(issuerText);
  if (!issuer || issuer.search !== '' || issuer.hash !== '') throw new AppError('openid-issuer');
  const wanted = environment['HUB_OIDC_LOGIN_CLAIM'] || 'email';
  const loginClaim = loginClaims.find((claim) => claim === wanted);
  if (!loginClaim) throw new AppError('openid-claim', { known: loginClaims.join(', ') });
  return { issuer, clientId, clientSecret, loginClaim, publicUrl };
}

/** Encrypted, or never leaving this machine; without a name or password in it. */
function readUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'https:') return url;
  return url.protocol === 'http:' && isThisMachine(url) ? url : undefined;
}

export function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function readSecret(environment: Environment, readText: ReadText): string {
  const given = environment['HUB_OIDC_CLIENT_SECRET'] ?? '';
  const path = environment['HUB_OIDC_CLIENT_SECRET_FILE'] ?? '';
  if (path === '') return given;
  if (given !== '') throw new AppError('openid-secret-twice');
  try {
    // An editor ends a file with a line break; no service gives out such a secret.
    const secret = readText(path).trim();
    if (secret !== '') return secret;
  } catch (error) {
    throw new AppError('openid-secret-file', { path, reason: reasonOf(error) }, error);
  }
  throw new AppError('openid-secret-file', { path, reason: 'empty' });
}

const reasonOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
