// GET /v1/packs/HASH: a pack's bytes, whole or in part, so that a kiosk on a bad line goes on where it
// was cut off. What comes is verified by the kiosk against the hash and the edition's signature.
import { ReadableStream as NodeStream } from 'node:stream/web';
import { z } from 'zod';
import { readRange } from '../../model/byte-range.ts';
import { troubleSchema } from '../../model/sync-api.ts';
import { knowKiosk, type KnowDeps } from '../kiosks/know-kiosk.ts';
import { readPack } from '../packs/keep-pack.ts';
import type { Store } from '../store/open-store.ts';
import { refuse } from './answer.ts';
import type { Route } from './route.ts';

export function packRoute(deps: KnowDeps): Route {
  const bytes = z.string().meta({ format: 'binary', contentMediaType: 'application/zip' });
  return {
    method: 'GET',
    path: '/v1/packs/:hash',
    summary: 'A pack’s bytes; takes Range and If-Range.',
    answers: { 200: bytes, 206: bytes, 401: troubleSchema, 403: troubleSchema, 404: troubleSchema },
    async answer(request, { parameters: { hash = '' } }) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return refuse('not-found');
      const known = await knowKiosk(request, deps);
      if (known.kind === 'refused') return refuse(known.code);
      return answerPack(request, deps.store, hash);
    },
  };
}

async function answerPack(request: Request, store: Store, sha256: string): Promise<Response> {
  const pack = await store.db
    .selectFrom('packs')
    .select('size_bytes')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (!pack) return refuse('not-found');
  const etag = `"${sha256}"`;
  const headers = new Headers({
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Content-Type': 'application/zip',
    'Cache-Control': 'no-transform',
  });
  if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers });
  const condition = request.headers.get('If-Range');
  const isForThis = condition === null || condition === etag;
  const range = readRange(isForThis ? request.headers.get('Range') : null, pack.size_bytes);
  if (range.kind === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${pack.size_bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range.kind === 'part' ? range.range : { first: 0, last: pack.size_bytes - 1 };
  headers.set('Content-Length', String(part.last - part.first + 1));
  if (range.kind === 'part') {
    headers.set('Content-Range', `bytes ${part.first}-${part.last}/${pack.size_bytes}`);
  }
  // Node's and the DOM's types name the same object.
  const body = NodeStream.from(readPack(store, sha256, part)) as unknown as ReadableStream<Uint8Array>;
  return new Response(body, { status: range.kind === 'part' ? 206 : 200, headers });
}
