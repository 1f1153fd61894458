// Makes one export out of a visit log: counts it visit by visit with the model's rule and
// yields the file's text piece by piece, so that memory does not grow with the log.
import type { Language } from '../model/language.ts';
import type { Scope } from '../model/scope.ts';
import { describeMaking } from './describe-making.ts';
import {
  countLog,
  readContext,
  readVisits,
  startCounting,
  type LogSource,
  type OnProgress,
} from './count-log.ts';
import {
  makeTable,
  readReflections,
  tableKinds,
  type ColumnId,
  type CountedKind,
  type TableKind,
} from './export-tables.ts';
import { reflectionColumns } from './reflection-rows.ts';
import type { Table } from './table.ts';
import { makeVisitRows, visitColumns } from './visit-rows.ts';
import { writeCsv } from './write-csv.ts';
import { writeJson } from './write-json.ts';
import { writeWorkbook } from './write-workbook.ts';
import { writeZip } from './write-zip.ts';

export const exportKinds = [...tableKinds, 'report'] as const;
export type ExportKind = (typeof exportKinds)[number];
export type ExportFormat = 'csv' | 'json' | 'xlsx' | 'pdf' | 'zip';

const tableFormats: readonly ExportFormat[] = ['csv', 'json', 'xlsx'];

/** What each kind is offered as. */
export function formatsOf(kind: ExportKind): readonly ExportFormat[] {
  if (kind === 'report') return ['pdf', 'xlsx', 'json'];
  return kind === 'reflections' ? [...tableFormats, 'zip'] : tableFormats;
}

export type ExportOptions = {
  source: LogSource;
  kind: ExportKind;
  /** One of `formatsOf(kind)`, but for `pdf`, which print-report.ts makes. */
  format: Exclude<ExportFormat, 'pdf'>;
  language: Language;
  scope: Scope;
  /** Unix milliseconds, for “made at”. */
  madeAtMs: number;
  onProgress?: OnProgress | undefined;
};

/** Yields the file's pieces. Errors are those of the source. */
export function exportLog(options: ExportOptions): Iterable<string | Uint8Array> {
  const { kind, format } = options;
  if (format === 'xlsx') return writeWorkbook(options, kind === 'report' ? tableKinds : [kind]);
  if (kind === 'report') return writeWholeJson(options);
  if (kind === 'reflections' && format === 'zip') return writeReflectionZip(options);
  const table = readTable(kind, options);
  return format === 'csv' ? writeCsv(table) : writeJson(table);
}

type ReadOptions = Pick<ExportOptions, 'source' | 'scope' | 'language' | 'onProgress'>;

function readTable(kind: TableKind, options: ReadOptions): Table<ColumnId> {
  const { source, scope, language } = options;
  const context = readContext(source);
  if (kind === 'visits') {
    return { columns: visitColumns, rows: makeVisitRows(readVisits({ ...options, context }), context) };
  }
  if (kind === 'reflections') {
    return { columns: reflectionColumns, rows: rowsOf(readReflections(source, scope, context)) };
  }
  return makeTable(kind, countLog({ ...options, context }), { context, language });
}

function* rowsOf<Row>(records: Iterable<{ row: Row }>): Generator<Row> {
  for (const { row } of records) yield row;
}

const countedKinds = tableKinds.filter(
  (kind): kind is CountedKind => kind !== 'visits' && kind !== 'reflections',
);

/** One object; the visits come before what is counted from them, so that the log is read once. */
function* writeWholeJson(options: ExportOptions): Generator<string> {
  const { source, scope, language } = options;
  const context = readContext(source);
  const counting = startCounting({ ...options, context });
  yield `{\n"visits": `;
  yield* writeJson({ columns: visitColumns, rows: makeVisitRows(counting.visits(), context) });
  const counts = counting.finish();
  yield `,\n"about": ${JSON.stringify(describeMaking(options, context, counts))}`;
  for (const kind of countedKinds) {
    yield `,\n"${kind}": `;
    yield* writeJson(makeTable(kind, counts, { context, language }));
  }
  yield `,\n"reflections": `;
  yield* writeJson({ columns: reflectionColumns, rows: rowsOf(readReflections(source, scope, context)) });
  yield '}\n';
}

function writeReflectionZip(options: ExportOptions): Iterable<Uint8Array> {
  const { source, scope } = options;
  const context = readContext(source);
  const entries = function* () {
    const rows = rowsOf(readReflections(source, scope, context));
    yield { path: 'reflections.csv', pieces: writeCsv({ columns: reflectionColumns, rows }) };
    for (const { file } of readReflections(source, scope, context)) {
      if (file) yield { path: file.path, pieces: [file.content] };
    }
  };
  return writeZip(entries());
}
