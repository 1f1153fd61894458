// The session's cookie. Under TLS its name begins with __Host-, by which browsers see to it that no
// other host and no unencrypted page can set it.

const plainName = 'jingzhong-hub';
const nameOf = (isSecure: boolean) => (isSecure ? `__Host-${plainName}` : plainName);
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
