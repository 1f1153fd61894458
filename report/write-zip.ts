// A zip written file by file, so that memory does not grow with what is in it.
import { Zip, ZipPassThrough } from 'fflate';
import { constants, deflateRawSync } from 'node:zlib';

export type ZipEntry = { path: string; pieces: Iterable<string> };

/** A workbook's rows are short; the compressor is called for this many characters at a time. */
const blockLength = 48 * 1024;

/** fflate writes the zip; Node's own zlib compresses it, several times as fast, block by block. */
class DeflatedFile extends ZipPassThrough {
  constructor(path: string) {
    super(path);
    this.compression = 8;
  }
  protected override process(block: Uint8Array, isFinal: boolean): void {
    const finishFlush = isFinal ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    this.ondata(null, deflateRawSync(block, { level: 6, finishFlush }), isFinal);
  }
}

/** Entries in their order; the last may depend on what came before it. */
export function* writeZip(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let failure: Error | undefined;
  let scratch = Buffer.alloc(0);
  const zip = new Zip((error, bytes) => {
    if (error) failure = error;
    else ready.push(bytes);
  });
  function* take(): Generator<Uint8Array> {
    if (failure) throw failure;
    yield* ready.splice(0);
  }
  for (const { path, pieces } of entries) {
    const file = new DeflatedFile(path);
    zip.add(file);
    for (const block of gather(pieces)) {
      // A character of a string is at most three bytes; what is pushed has been compressed on return.
      if (scratch.length < block.length * 3) scratch = Buffer.alloc(block.length * 3);
      file.push(scratch.subarray(0, scratch.write(block)));
      yield* take();
    }
    file.push(new Uint8Array(), true);
    yield* take();
  }
  zip.end();
  yield* take();
}

function* gather(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < blockLength) continue;
    yield block;
    block = '';
  }
  yield block;
}
