// Reads a request's body up to a limit and no further, unpacks it up to a limit and no further, and
// gives up on one that comes too slowly: whatever is sent, it costs the hub little.
import { gunzipSync } from 'node:zlib';
import { readBytes } from '../../model/read-bytes.ts';
import { parsePlainJson } from '../store/plain-json.ts';

export type BodyLimits = { packedBytes: number; unpackedBytes: number; withinMs: number };
export type BodyOutcome =
  { kind: 'json'; value: unknown } | { kind: 'too-large' } | { kind: 'too-slow' } | { kind: 'not-json' };

export const kioskBodyLimits: BodyLimits = {
  packedBytes: 1024 * 1024,
  unpackedBytes: 4 * 1024 * 1024,
  withinMs: 15_000,
};

export async function readJsonBody(request: Request, limits: BodyLimits): Promise<BodyOutcome> {
  const encoding = request.headers.get('Content-Encoding') ?? 'identity';
  const isPacked = encoding === 'gzip';
  if (!isPacked && encoding !== 'identity') return { kind: 'not-json' };
  const limitBytes = isPacked ? limits.packedBytes : limits.unpackedBytes;
  const read = await readWithin(request, limitBytes, limits.withinMs);
  if (read.kind !== 'read') return read;
  return parse(read.bytes, isPacked, limits);
}

function parse(bytes: Uint8Array, isPacked: boolean, { unpackedBytes }: BodyLimits): BodyOutcome {
  try {
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: unpackedBytes }) : bytes;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain);
    return { kind: 'json', value: parsePlainJson(text) };
  } catch (error) {
    const isBomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { kind: isBomb ? 'too-large' : 'not-json' };
  }
}

type Read = { kind: 'read'; bytes: Uint8Array } | { kind: 'too-large' } | { kind: 'too-slow' };

/** Rejects with what a broken connection says. */
export async function readWithin(request: Request, limitBytes: number, withinMs: number): Promise<Read> {
  const late = Promise.withResolvers<Read>();
  const timer = setTimeout(() => late.resolve({ kind: 'too-slow' }), withinMs);
  const reading = readBytes(request, limitBytes).then((bytes): Read =>
    bytes ? { kind: 'read', bytes } : { kind: 'too-large' },
  );
  // Where the connection breaks after it was given up, nobody listens any more.
  reading.catch(() => undefined);
  try {
    return await Promise.race([reading, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
