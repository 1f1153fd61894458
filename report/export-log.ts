// Makes one export out of a visit log: counts it visit by visit with the model's rule and
// yields the file's text piece by piece, so that memory does not grow with the log.
import { contextTypes, gatherContext, type CountContext } from '../model/count-context.ts';
import { countDays } from '../model/count-days.ts';
import { countPanels } from '../model/count-panels.ts';
import { countVisits, type VisitFacts } from '../model/count-visits.ts';
import type { Language } from '../model/language.ts';
import type { StoredEvent } from '../model/log-event.ts';
import { dayColumns, makeDayRows } from './day-rows.ts';
import { makePanelRows, panelColumns } from './panel-rows.ts';
import { readReflectionRecords, reflectionColumns } from './reflection-rows.ts';
import { makeVisitRows, visitColumns, type Row } from './visit-rows.ts';
import { writeCsv } from './write-csv.ts';
import { writeJson } from './write-json.ts';
import { writeZip } from './write-zip.ts';

export const exportKinds = ['visits', 'panels', 'days', 'reflections'] as const;
export type ExportKind = (typeof exportKinds)[number];
export type ExportFormat = 'csv' | 'json' | 'zip';
/** What each kind is offered as. */
export const exportFormats: Record<ExportKind, readonly ExportFormat[]> = {
  visits: ['csv', 'json'],
  panels: ['csv', 'json'],
  days: ['csv', 'json'],
  reflections: ['csv', 'json', 'zip'],
};

/** What an export reads: the visit log of a kiosk, and one day the hub's store. */
export type LogSource = {
  kioskId: string;
  eventsOutsideVisits(type: StoredEvent['type']): Iterable<StoredEvent>;
  visits(): Iterable<readonly StoredEvent[]>;
  /** The words of a reflection; undefined once erased. */
  findWords(eventId: string): string | undefined;
};

export type ExportFilter = {
  /** Days in the exhibition's time zone, both included. */
  from?: string;
  to?: string;
  stopId?: string;
};

export type ExportOptions = {
  source: LogSource;
  kind: ExportKind;
  format: ExportFormat;
  language: Language;
  filter: ExportFilter;
};

/** Yields the file's pieces. Errors are those of the source. */
export function exportLog({
  source,
  kind,
  format,
  language,
  filter,
}: ExportOptions): Iterable<string | Uint8Array> {
  const context = gatherContext(
    source.kioskId,
    contextTypes.flatMap((type) => [...source.eventsOutsideVisits(type)]),
  );
  if (kind === 'reflections') return exportReflections(source, format, filter, context);
  const visits = filterVisits(countVisits(source.visits(), context), filter);
  function write<Column extends string>(columns: readonly Column[], rows: Iterable<Row<Column>>) {
    return format === 'csv' ? writeCsv(columns, rows) : writeJson(columns, rows);
  }
  if (kind === 'visits') return write(visitColumns, makeVisitRows(visits, context));
  if (kind === 'panels') return write(panelColumns, makePanelRows(countPanels(visits), language));
  const days = countDays(visits, source.eventsOutsideVisits('kiosk.started'), context);
  return write(dayColumns, makeDayRows(days.filter((day) => isInside(day, filter))));
}

function exportReflections(
  source: LogSource,
  format: ExportFormat,
  filter: ExportFilter,
  context: CountContext,
): Iterable<string | Uint8Array> {
  const readRecords = function* () {
    const decisions = source.eventsOutsideVisits('review.decided');
    const visits = source.visits();
    for (const record of readReflectionRecords({ visits, decisions, findWords: source.findWords }, context)) {
      const date = String(record.row.written_at).slice(0, 10);
      if (isInside({ date, stopId: String(record.row.stop_id) || null }, filter)) yield record;
    }
  };
  const readRows = function* () {
    for (const { row } of readRecords()) yield row;
  };
  if (format === 'csv') return writeCsv(reflectionColumns, readRows());
  if (format === 'json') return writeJson(reflectionColumns, readRows());
  const entries = function* () {
    yield { path: 'reflections.csv', pieces: writeCsv(reflectionColumns, readRows()) };
    for (const { file } of readRecords()) if (file) yield { path: file.path, pieces: [file.content] };
  };
  return writeZip(entries());
}

function* filterVisits(visits: Iterable<VisitFacts>, filter: ExportFilter): Generator<VisitFacts> {
  for (const visit of visits) if (isInside(visit, filter)) yield visit;
}

function isInside(
  { date, stopId }: { date: string; stopId: string | null },
  { from, to, stopId: wanted }: ExportFilter,
): boolean {
  if (from !== undefined && date < from) return false;
  if (to !== undefined && date > to) return false;
  return wanted === undefined || stopId === wanted;
}
