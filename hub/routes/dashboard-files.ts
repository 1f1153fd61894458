// The built dashboard: its page at /, and its scripts, styles and fonts. Names under /assets/ carry a
// hash of their content, so they may be kept for ever; the page may not. What may be asked for is
// listed at the start, so that an address is never made into a path.
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Undefined for an address that is none of the dashboard's. `dashboardDir` undefined or not built: for all. */
export type AnswerFile = (request: Request) => Promise<Response | undefined>;

export function serveDashboard(dashboardDir: string | undefined): AnswerFile {
  const files = listFiles(dashboardDir);
  return async ({ method, url }) => {
    const { pathname } = new URL(url);
    const path = files.get(pathname === '/' ? '/index.html' : pathname);
    if (path === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
    const isHashed = pathname.startsWith('/assets/');
    const headers = {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-store',
    };
    return new Response(method === 'HEAD' ? null : await readFile(path), { headers });
  };
}

function listFiles(dir: string | undefined): ReadonlyMap<string, string> {
  if (dir === undefined || !existsSync(dir)) return new Map();
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [`/${relative(dir, path).split(sep).join('/')}`, path]));
}
