// A zip written file by file, so that memory does not grow with what is in it.
import { Zip, ZipDeflate } from 'fflate';

export type ZipEntry = { path: string; pieces: Iterable<string> };

/** Entries in their order; the last may depend on what came before it. */
export function* writeZip(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, bytes) => {
    if (error) failure = error;
    else ready.push(bytes);
  });
  function* take(): Generator<Uint8Array> {
    if (failure) throw failure;
    yield* ready.splice(0);
  }
  for (const { path, pieces } of entries) {
    const file = new ZipDeflate(path, { level: 6 });
    zip.add(file);
    for (const piece of pieces) {
      file.push(Buffer.from(piece));
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
