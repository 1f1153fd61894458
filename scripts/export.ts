// npm run export -- KIND --data DIR --out FILE [--from DATE --to DATE --stop ID --lang L]
// Numbers out of a kiosk's visit log, also while the kiosk is running.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError } from '../kiosk/app-error.ts';
import { logPath } from '../kiosk/log/data-folder.ts';
import { openLogReader, toAppError, type OpenReader } from '../kiosk/log/open-reader.ts';
import { languages, languageSchema } from '../model/language.ts';
import {
  exportFormats,
  exportKinds,
  exportLog,
  type ExportFormat,
  type ExportKind,
  type LogSource,
} from '../report/export-log.ts';

/** Something that the caller can put right: one sentence, exit 2, no stack. */
class UsageError extends Error {}

/** A file is written in pieces of about this length. */
const pieceLength = 64 * 1024;

const kinds: Record<ExportKind, string> = {
  visits: 'one row a visit',
  panels: 'one row a panel',
  days: 'one row a day and stop',
  reflections: 'one row a reflection; as .zip with what was written in ink or sealed',
};

const anyOf = new Intl.ListFormat('en', { type: 'disjunction' });
const endings = (kind: ExportKind) => anyOf.format(exportFormats[kind].map((format) => `.${format}`));
const offered = `Offered: ${exportKinds.map((kind) => `${kind} (${kinds[kind]}; as ${endings(kind)})`).join(', ')}. Usage: npm run export -- KIND --data DIR --out FILE [--from DATE] [--to DATE] [--stop ID] [--lang ${languages.join('|')}]`;

try {
  run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof AppError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function run(argv: readonly string[]): void {
  const options = readOptions(argv);
  const path = logPath(options.dataDir);
  const opened = openLogReader(options.dataDir);
  try {
    const text = exportLog({ ...options, source: makeSource(opened) });
    const sizeBytes = writeWhole(options.out, text, (error) => toAppError(error, path));
    console.error(`Wrote ${options.out} (${sizeBytes} bytes).`);
  } finally {
    opened.close();
  }
}

function readOptions(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  const [kind, ...more] = positionals;
  const isKind = (name: string | undefined): name is ExportKind =>
    exportKinds.some((known) => known === name);
  if (!isKind(kind) || more.length > 0) throw new UsageError(`Say what to export. ${offered}`);
  if (values.hub) throw new UsageError(`Exports from the hub are not offered yet. ${offered}`);
  if (!values.data) throw new UsageError(`Say which kiosk with --data DIR. ${offered}`);
  if (!values.out) throw new UsageError(`Say where to write with --out FILE. ${offered}`);
  const format = extname(values.out).slice(1).toLowerCase();
  const isFormat = (name: string): name is ExportFormat =>
    exportFormats[kind].some((known) => known === name);
  if (!isFormat(format)) throw new UsageError(`A file ending in “.${format}” is not offered. ${offered}`);
  const language = languageSchema.safeParse(values.lang ?? 'zh-Hans');
  if (!language.success) throw new UsageError(`--lang is one of ${languages.join(', ')}.`);
  const from = readDay('from', values.from);
  const to = readDay('to', values.to);
  return {
    kind,
    format,
    language: language.data,
    dataDir: fromCaller(values.data),
    out: fromCaller(values.out),
    filter: {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(values.stop !== undefined && { stopId: values.stop }),
    },
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: text,
        out: text,
        from: text,
        to: text,
        stop: text,
        lang: text,
        hub: { type: 'boolean' },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UsageError(`${reason} ${offered}`);
  }
}

function readDay(name: string, day: string | undefined): string | undefined {
  if (day === undefined || z.iso.date().safeParse(day).success) return day;
  throw new UsageError(`--${name} is a day such as 2026-11-23, not “${day}”.`);
}

/** npm changes the folder; paths are meant from where the command was typed. */
function fromCaller(path: string): string {
  return resolve(process.env.JINGZHONG_CALLED_FROM ?? process.cwd(), path);
}

/** All of one moment: what a running kiosk writes meanwhile is left for the next export. */
function makeSource({ kioskId, reader }: OpenReader): LogSource {
  const end = reader.findEnd();
  return {
    kioskId,
    eventsOutsideVisits: (type) => reader.eventsOutsideVisits(type, end),
    visits: () => reader.visits(end),
    findWords: reader.findWords,
  };
}

/** Writes beside the place and renames, so that nobody ever opens half a file. */
function writeWhole(
  out: string,
  text: Iterable<string | Uint8Array>,
  explain: (error: unknown) => unknown,
): number {
  const partial = `${out}.${randomBytes(4).toString('hex')}.part`;
  try {
    const sizeBytes = writePieces(partial, out, gather(text, explain));
    attempt(out, () => renameSync(partial, out));
    return sizeBytes;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function writePieces(partial: string, out: string, pieces: Iterable<string | Uint8Array>): number {
  const file = attempt(out, () => openSync(partial, 'wx'));
  try {
    let sizeBytes = 0;
    for (const piece of pieces) sizeBytes += attempt(out, () => writeFully(file, piece));
    attempt(out, () => fsyncSync(file));
    return sizeBytes;
  } finally {
    closeSync(file);
  }
}

/** A nearly full disk takes a part and reports no error until the next write. */
function writeFully(file: number, piece: string | Uint8Array): number {
  const bytes = Buffer.from(piece);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  return bytes.length;
}

function* gather(
  text: Iterable<string | Uint8Array>,
  explain: (error: unknown) => unknown,
): Generator<string | Uint8Array> {
  let piece = '';
  try {
    for (const part of text) {
      if (typeof part !== 'string') {
        yield part;
        continue;
      }
      piece += part;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
  } catch (error) {
    throw explain(error);
  }
  yield piece;
}

function attempt<Result>(out: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${out} cannot be written (${reason}). Choose another place with --out FILE.`);
  }
}
