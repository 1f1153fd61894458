// An export as a file: written in pieces beside its place and renamed when it is whole, so that
// nobody ever opens half a file, and so that memory does not grow with it. For the command, and
// for a kiosk's worker.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { exportLog, type ExportFormat, type ExportOptions } from './export-log.ts';
import type { ReportFonts } from './report-fonts.ts';

/** The place cannot be written; the source's own errors come as they are. */
export class ExportPlaceError extends Error {
  readonly path: string;
  /** What the system says, `ENOSPC`. */
  readonly reason: string;
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    super(`${path} cannot be written (${reason}).`, { cause });
    this.path = path;
    this.reason = reason;
  }
}

/** Text is written in pieces of about this length, all through one buffer: memory stays where it was. */
const pieceLength = 16 * 1024;

export type FileOptions = Omit<ExportOptions, 'format'> & {
  /** One of `formatsOf(kind)`. */
  format: ExportFormat;
  /** For a printed report. */
  fonts: ReportFonts;
};

/** Returns the file's size. Throws ExportPlaceError, or what the source throws. */
export async function exportToFile(path: string, options: FileOptions): Promise<number> {
  const { format } = options;
  if (format !== 'pdf') return writeWhole(path, exportLog({ ...options, format }));
  // What draws pages takes 30 MB to load, which nothing else needs.
  const { printReport } = await import('./print-report.ts');
  return writeWhole(path, [printReport(options)]);
}

function writeWhole(path: string, pieces: Iterable<string | Uint8Array>): number {
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const sizeBytes = writePieces(partial, path, gather(pieces));
    attempt(path, () => renameSync(partial, path));
    return sizeBytes;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function writePieces(partial: string, path: string, pieces: Iterable<string | Uint8Array>): number {
  const file = attempt(path, () => openSync(partial, 'wx'));
  try {
    let sizeBytes = 0;
    let scratch = Buffer.alloc(0);
    for (const piece of pieces) {
      if (typeof piece !== 'string') {
        sizeBytes += attempt(path, () => writeFully(file, piece));
        continue;
      }
      // A character of a string is at most three bytes.
      if (scratch.length < piece.length * 3) scratch = Buffer.alloc(piece.length * 3);
      const bytes = scratch.subarray(0, scratch.write(piece));
      sizeBytes += attempt(path, () => writeFully(file, bytes));
    }
    attempt(path, () => fsyncSync(file));
    return sizeBytes;
  } finally {
    closeSync(file);
  }
}

/** A nearly full disk takes a part and reports no error until the next write. */
function writeFully(file: number, bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  return bytes.length;
}

function* gather(pieces: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let piece = '';
  for (const part of pieces) {
    if (typeof part !== 'string') {
      yield part;
      continue;
    }
    piece += part;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function attempt<Result>(path: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw new ExportPlaceError(path, error);
  }
}
