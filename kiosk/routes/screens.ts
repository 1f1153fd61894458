// The built screens: the page at /, and its scripts, styles and fonts. Names under /assets/
// carry a hash of their content, so they may be kept for ever; the page may not.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from './answer.ts';
import { serveFile } from './serve-file.ts';
import { readServedPath } from './served-path.ts';

export async function answerScreen(request: Request, rendererDir: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  const asked = pathname === '/' ? 'index.html' : readServedPath(pathname, '/');
  if (asked === undefined || asked.split('/').some((part) => part.startsWith('.'))) {
    return refuse('not-found');
  }
  const path = join(rendererDir, asked);
  try {
    const { size, mtimeMs, ...found } = await findFile(path);
    if (!found.isFile) return refuse('not-found');
    return await serveFile(request, {
      path,
      sizeBytes: size,
      etag: `"${size.toString(16)}-${Math.round(mtimeMs).toString(16)}"`,
      cacheControl: asked.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  } catch {
    return refuse(asked === 'index.html' ? 'screens-not-built' : 'not-found');
  }
}

async function findFile(path: string) {
  const found = await stat(path);
  return { isFile: found.isFile(), size: found.size, mtimeMs: found.mtimeMs };
}
