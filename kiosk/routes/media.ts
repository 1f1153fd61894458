// GET /media/…: the edition's pictures, sound and films, and nothing that its manifest does
// not name. Editions change under the same address, so every use is revalidated by its hash.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition } from '../edition.ts';
import { refuse } from './answer.ts';
import { serveFile } from './serve-file.ts';
import { readServedPath } from './served-path.ts';

/**
 * From the first of `editions` that has the file: after a switch a visitor's screens still ask for
 * pictures of the one before. `noteBroken` hears of files that are missing or of another size than
 * the manifest says.
 */
export async function answerMedia(
  request: Request,
  editions: readonly (Edition | undefined)[],
  noteBroken: (path: string) => void,
  prefix = '/media/',
): Promise<Response> {
  const asked = readServedPath(new URL(request.url).pathname, prefix);
  const edition = editions.find((each) => asked !== undefined && each?.media.has(asked));
  const file = asked === undefined ? undefined : edition?.media.get(asked);
  if (!edition || !file) return refuse('not-found');
  const path = join(edition.dir, file.path);
  try {
    const found = await stat(path);
    if (found.isFile() && found.size === file.sizeBytes) {
      const etag = `"${file.sha256.slice(0, 32)}"`;
      const { sizeBytes } = file;
      return await serveFile(request, { path, sizeBytes, etag, cacheControl: 'no-cache' });
    }
  } catch {
    // Told below.
  }
  noteBroken(file.path);
  return refuse('media-broken');
}
