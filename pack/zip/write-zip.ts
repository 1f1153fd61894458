// Writes a zip that is the same, byte for byte, wherever and whenever it is made: no times, no
// owners, entries in the order they are given, and deflated by JavaScript, since every system's
// zlib squeezes a little differently. File by file, so that memory does not grow.
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

interface ZipSource {
  path: string;
  /** A file to be copied in. */
  file: string;
}

/** What a zip can say earliest; taken by the local clock and so the same in every time zone. */
const noTime = new Date(1980, 0, 1);
/** The rest is squeezed already. */
const squeezable = /\.(json|ya?ml|txt|md|vtt|svg|sig|wav)$/;

/** Zips `paths` of `dir`; `outFile` appears under its name only when it is whole. Throws what the disk says. */
export async function zipWhole(
  dir: string,
  paths: readonly string[],
  outFile: string,
  onProgress: (path: string) => void,
): Promise<void> {
  const part = `${outFile}.part`;
  const out = openSync(part, 'w');
  try {
    const entries = paths.map((path) => ({ path, file: join(dir, path) }));
    await writeZip(out, entries, onProgress);
    fsyncSync(out);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(out);
  }
  renameSync(part, outFile);
}

/** Writes `entries` into the open file `out`. Throws what the disk says. */
async function writeZip(
  out: number,
  entries: Iterable<ZipSource>,
  onProgress: (path: string) => void,
): Promise<void> {
  let failure: Error | undefined;
  const zip = new Zip((error, bytes) => {
    failure ??= error ?? undefined;
    if (!error) writeWhole(out, bytes);
  });
  for (const { path, file } of entries) {
    const entry = squeezable.test(path) ? new ZipDeflate(path, { level: 9 }) : new ZipPassThrough(path);
    entry.mtime = noTime;
    // Flagged as UTF-8 only where it must be; fflate does so by itself.
    zip.add(entry);
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
      const bytes: unknown = chunk;
      if (Buffer.isBuffer(bytes)) entry.push(bytes);
      if (failure) throw failure;
    }
    entry.push(new Uint8Array(), true);
    if (failure) throw failure;
    onProgress(path);
  }
  zip.end();
  if (failure) throw failure;
}

function writeWhole(out: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(out, bytes, written);
}
