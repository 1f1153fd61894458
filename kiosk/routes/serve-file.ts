// Sends a file: whole or in part, or only its head. What is small is read at once; a film is
// streamed, and its file is closed when the player goes away.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { isFresh } from './answer.ts';
import { readRange, type ByteRange } from '../../model/byte-range.ts';
import { findContentType } from './content-types.ts';

export type ServedFile = {
  path: string;
  sizeBytes: number;
  etag: string;
  cacheControl: string;
};

/** Below this a file is read in one go. */
const streamFromBytes = 512 * 1024;

/** Throws what the disk says. */
export async function serveFile(request: Request, file: ServedFile): Promise<Response> {
  const headers = new Headers({
    ETag: file.etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': file.cacheControl,
    'Content-Type': findContentType(file.path),
  });
  if (isFresh(request, file.etag)) return new Response(null, { status: 304, headers });
  const isHead = request.method === 'HEAD';
  const asked = isHead || !isRangeFor(request, file.etag) ? null : request.headers.get('Range');
  const answer = readRange(asked, file.sizeBytes);
  if (answer.kind === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${file.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const range = answer.kind === 'part' ? answer.range : { first: 0, last: file.sizeBytes - 1 };
  headers.set('Content-Length', String(range.last - range.first + 1));
  if (answer.kind === 'part') {
    headers.set('Content-Range', `bytes ${range.first}-${range.last}/${file.sizeBytes}`);
  }
  const body = isHead ? null : await readBody(file.path, range);
  return new Response(body, { status: answer.kind === 'part' ? 206 : 200, headers });
}

/** A player that holds another version of the file asks for the rest only if it is the same. */
function isRangeFor(request: Request, etag: string): boolean {
  const condition = request.headers.get('If-Range');
  return condition === null || condition === etag;
}

async function readBody(path: string, { first, last }: ByteRange): Promise<BodyInit> {
  const length = last - first + 1;
  if (length < streamFromBytes) {
    const file = await open(path, 'r');
    try {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, first);
      if (bytesRead !== length) throw new Error(`${path} is shorter than it says`);
      return bytes;
    } finally {
      await file.close();
    }
  }
  const stream = Readable.toWeb(createReadStream(path, { start: first, end: last }));
  // Node's and the DOM's types name the same object.
  return stream as WebStream<Uint8Array> as unknown as ReadableStream<Uint8Array>;
}
