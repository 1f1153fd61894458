// Every table of a report, as columns with stable ids and rows: the same for each format.
import type { CountContext } from '../model/count-context.ts';
import type { Language } from '../model/language.ts';
import { asksForVisitors, isInside, isOfKiosk, type Scope } from '../model/scope.ts';
import { activityColumns, makeActivityRows } from './activity-rows.ts';
import { readVisits, type Counts, type LogSource } from './count-log.ts';
import { dayColumns, makeDayRows } from './day-rows.ts';
import { groupColumns, makeGroupRows } from './group-rows.ts';
import { hourColumns, makeHourRows } from './hour-rows.ts';
import { makeMatrixRows, matrixColumns } from './matrix-rows.ts';
import { makePanelRows, panelColumns } from './panel-rows.ts';
import { makePledgeRows, pledgeColumns } from './pledge-rows.ts';
import { readReflectionRecords, reflectionColumns, type ReflectionRecord } from './reflection-rows.ts';
import { makeStopRows, stopColumns } from './stop-rows.ts';
import type { Table } from './table.ts';
import { visitColumns } from './visit-rows.ts';

/** In the order of a workbook's sheets. */
export const tableKinds = [
  'matrix',
  'stops',
  'days',
  'hours',
  'groups',
  'activities',
  'panels',
  'pledges',
  'reflections',
  'visits',
] as const;
export type TableKind = (typeof tableKinds)[number];
/** Those whose rows are gathered while the log is read; the other two are as long as the log. */
export type CountedKind = Exclude<TableKind, 'visits' | 'reflections'>;

/** The union of all columns, each with a head in words.ts. */
export type ColumnId =
  | (typeof activityColumns)[number]
  | (typeof dayColumns)[number]
  | (typeof groupColumns)[number]
  | (typeof hourColumns)[number]
  | (typeof matrixColumns)[number]
  | (typeof panelColumns)[number]
  | (typeof pledgeColumns)[number]
  | (typeof reflectionColumns)[number]
  | (typeof stopColumns)[number]
  | (typeof visitColumns)[number];

export function makeTable(
  kind: CountedKind,
  counts: Counts,
  { context, language }: { context: CountContext; language: Language },
): Table<ColumnId> {
  const { calendar } = context.newest;
  switch (kind) {
    case 'matrix':
      return { columns: matrixColumns, rows: makeMatrixRows(counts) };
    case 'stops':
      return { columns: stopColumns, rows: makeStopRows(counts, calendar) };
    case 'days':
      return { columns: dayColumns, rows: makeDayRows(counts) };
    case 'hours':
      return { columns: hourColumns, rows: makeHourRows(counts.hours) };
    case 'groups':
      return { columns: groupColumns, rows: makeGroupRows(counts.groups, calendar) };
    case 'activities':
      return { columns: activityColumns, rows: makeActivityRows(counts.activities) };
    case 'panels':
      return { columns: panelColumns, rows: makePanelRows(counts.panels, language) };
    case 'pledges':
      return { columns: pledgeColumns, rows: makePledgeRows(counts.pledges) };
  }
}

export function* readReflections(
  source: LogSource,
  scope: Scope,
  context: CountContext,
): Generator<ReflectionRecord> {
  const writers = findWriters(source, scope, context);
  const decisions = source.eventsOutsideVisits('review.decided');
  const reflections = source.reflections();
  for (const record of readReflectionRecords(
    { reflections, decisions, findWords: source.findWords },
    context,
  )) {
    if (!isInside(record.placed, scope, context) || !isOfKiosk(record.kioskId, scope)) continue;
    if (writers === undefined || writers.has(record.visitId)) yield record;
  }
}

/** A reflection says nothing of its visitor's language; its visit does. Undefined: whoever wrote it. */
function findWriters(
  source: LogSource,
  scope: Scope,
  context: CountContext,
): ReadonlySet<string> | undefined {
  if (!asksForVisitors(scope)) return undefined;
  // Of any day: who begins before midnight may write after it.
  const ofVisitors = { ...scope, from: undefined, to: undefined };
  const writers = new Set<string>();
  for (const visit of readVisits({ source, scope: ofVisitors, context })) {
    if (visit.reflections > 0) writers.add(visit.visitId);
  }
  return writers;
}
