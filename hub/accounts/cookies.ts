// The session's cookie, and the one of a sign-in that is under way at another service. Under TLS their
// names begin with __Host-, by which browsers see to it that no other host and no unencrypted page can
// set them.

const plainName = 'jingzhong-hub';
const prefix = (isSecure: boolean) => (isSecure ? '__Host-' : '');
const nameOf = (isSecure: boolean) => `${prefix(isSecure)}${plainName}`;
const openidNameOf = (isSecure: boolean) => `${prefix(isSecure)}${plainName}-openid`;
const attributes = (isSecure: boolean) => `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;

export function readSessionCookie(request: Request, isSecure: boolean): string | undefined {
  const token = readCookie(request, nameOf(isSecure));
  return token !== undefined && /^[0-9A-Za-z_-]{43}$/.test(token) ? token : undefined;
}

export function readCookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.filter((pair) => pair.startsWith(`${name}=`));
  // Two of one name: somebody else set one of them.
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
}

export function writeSessionCookie(token: string, isSecure: boolean): string {
  return `${nameOf(isSecure)}=${token}; ${attributes(isSecure)}`;
}

export function clearSessionCookie(isSecure: boolean): string {
  return `${nameOf(isSecure)}=; ${attributes(isSecure)}; Max-Age=0`;
}

/** Lax: the way back from another site's page must bring it, and nothing else of another site's does. */
const openidAttributes = (isSecure: boolean) => `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

export function readOpenidCookie(request: Request, isSecure: boolean): string | undefined {
  return readCookie(request, openidNameOf(isSecure));
}

export function writeOpenidCookie(
  text: string,
  { isSecure, forMs }: { isSecure: boolean; forMs: number },
): string {
  return `${openidNameOf(isSecure)}=${text}; ${openidAttributes(isSecure)}; Max-Age=${Math.floor(forMs / 1000)}`;
}

export function clearOpenidCookie(isSecure: boolean): string {
  return `${openidNameOf(isSecure)}=; ${openidAttributes(isSecure)}; Max-Age=0`;
}
