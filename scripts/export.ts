// npm run export -- KIND --data DIR --out FILE [--from DATE --to DATE --stop ID --lang L] [--hub]
// Numbers out of a kiosk's visit log, or with --hub out of the hub's store, also while they are running.
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { z } from 'zod';

import { logPath } from '../kiosk/log/data-folder.ts';
import { makeExportSource } from '../kiosk/log/export-source.ts';
import { openLogReader, toAppError } from '../kiosk/log/open-reader.ts';
import { languages, languageSchema } from '../model/language.ts';
import type { Scope } from '../model/scope.ts';
import type { Progress } from '../report/count-log.ts';
import { exportKinds, formatsOf, type ExportFormat, type ExportKind } from '../report/export-log.ts';
import { ExportPlaceError, exportToFile } from '../report/export-to-file.ts';
import { findReportFonts } from '../report/report-fonts.ts';
import { rootDir } from './build.ts';
import { openHubSource } from './open-hub-source.ts';

/** Something that the caller can put right: one sentence, exit 2, no stack. */
class UsageError extends Error {}

const kinds: Record<ExportKind, string> = {
  matrix: 'five entries, six ones',
  stops: 'one row a stop',
  days: 'one row a day and stop',
  hours: 'one row an hour and stop',
  groups: 'one row a group',
  activities: 'what staff recorded',
  panels: 'one row a panel',
  pledges: 'one row a pledge and stop',
  reflections: 'one row a reflection',
  visits: 'one row a visit',
  report: 'all of them, or printed',
};

const anyOf = new Intl.ListFormat('en', { type: 'disjunction' });
const endings = (kind: ExportKind) => anyOf.format(formatsOf(kind).map((format) => `.${format}`));
const offered = `Offered: ${exportKinds.map((kind) => `${kind} (${kinds[kind]}; as ${endings(kind)})`).join(', ')}. Usage: npm run export -- KIND --data DIR --out FILE [--from DATE] [--to DATE] [--stop ID] [--lang ${languages.join('|')}], and with --hub of a hub: its --data DIR, or DATABASE_URL.`;

// All that an export makes is gone in a moment. The engine would give it ever more room meanwhile,
// up to a hundred megabytes that a small machine does not have.
setFlagsFromString('--semi-space-growth-factor=1');

try {
  await run(process.argv.slice(2));
} catch (error) {
  const isSaid = error instanceof UsageError || (error instanceof Error && 'sentences' in error);
  if (!isSaid) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function run(argv: readonly string[]): Promise<void> {
  const { dataDir, isOfHub, out, ...options } = readOptions(argv);
  const opened = isOfHub ? await openHub(dataDir, options.scope) : openKiosk(dataDir);
  try {
    const sizeBytes = await exportToFile(out, {
      ...options,
      source: opened.source,
      madeAtMs: Date.now(),
      fonts: findReportFonts(join(rootDir, 'node_modules')),
      onProgress: showProgress,
    });
    console.error(`Wrote ${out} (${sizeBytes} bytes).`);
  } catch (error) {
    if (!(error instanceof ExportPlaceError)) throw isOfHub ? error : toAppError(error, logPath(dataDir));
    throw new UsageError(`${error.message} Choose another place with --out FILE.`);
  } finally {
    await opened.close();
  }
}

function openKiosk(dataDir: string) {
  const opened = openLogReader(dataDir);
  return { source: makeExportSource(opened), close: opened.close };
}

function openHub(dataDir: string, scope: Scope) {
  return openHubSource({ dataDir, databaseUrl: hubDatabase(), scope, workDir: tmpdir() });
}

function hubDatabase(): string | undefined {
  return process.env.DATABASE_URL === '' ? undefined : process.env.DATABASE_URL;
}

function readOptions(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  const [kind, ...more] = positionals;
  const isKind = (name: string | undefined): name is ExportKind =>
    exportKinds.some((known) => known === name);
  if (!isKind(kind) || more.length > 0) throw new UsageError(`Say what to export. ${offered}`);
  const isOfHub = values.hub === true;
  const needsData = !isOfHub || hubDatabase() === undefined;
  if (needsData && !values.data)
    throw new UsageError(`Say which ${isOfHub ? 'hub' : 'kiosk'} with --data DIR. ${offered}`);
  if (!values.out) throw new UsageError(`Say where to write with --out FILE. ${offered}`);
  const format = extname(values.out).slice(1).toLowerCase();
  const isFormat = (name: string): name is ExportFormat => formatsOf(kind).some((known) => known === name);
  if (!isFormat(format)) {
    throw new UsageError(`${kind} is written as ${endings(kind)}, not as “.${format}”. ${offered}`);
  }
  const language = languageSchema.safeParse(values.lang ?? 'zh-Hans');
  if (!language.success) throw new UsageError(`--lang is one of ${languages.join(', ')}.`);
  const from = readDay('from', values.from);
  const to = readDay('to', values.to);
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}.`);
  }
  return {
    kind,
    format,
    language: language.data,
    dataDir: fromCaller(values.data ?? ''),
    isOfHub,
    out: fromCaller(values.out),
    scope: {
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

/** On a terminal one line that is written over; in a log file nothing. */
function showProgress({ visits, of }: Progress): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${visits} of ${of} visits read`);
  if (visits >= of) process.stderr.write('\r\u001b[K');
}
