// Where one is in the dashboard stands in the address after `#`: a path, and what is set there. So every
// view can be sent to somebody else, and the browser's own “back” works. Browsers send this part to nobody.

export type Route = { path: string; query: Readonly<Record<string, string>> };

/** What cannot be read is the beginning. */
export function readRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  return {
    path: path.startsWith('/') && path.length > 1 ? path.replace(/\/+$/, '') : '/',
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

/** The same route is always the same text. An empty value stays: it asks for what is at none. */
export function writeRoute({ path, query }: Route): string {
  const pairs = Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const search = new URLSearchParams(pairs).toString();
  return `#${path}${search === '' ? '' : `?${search}`}`;
}

/** The token of `/link/TOKEN`, as the hub prints it; undefined on any other page. */
export function readLinkToken({ path }: Route): string | undefined {
  return /^\/link\/([0-9A-Za-z_-]{43})$/.exec(path)?.[1];
}
