// The lists of a printed report: stops, groups, activities, pledges. A long list is cut here and
// says where the rest is: in the workbook.
import type { Calendar } from '../../model/calendar.ts';
import type { Counts } from '../count-log.ts';
import { reportWords, sayRest } from '../report-words.ts';
import { sayTable, sayValue } from '../value-words.ts';
import { headOf } from '../column-words.ts';
import type { ColumnId, TableKind } from '../export-tables.ts';
import { colours, contentWidth, page, type Paper } from './paper.ts';
import { printTable, type PrintColumn } from './print-table.ts';

type Stop = Counts['stops'][number];

/** About five pages. */
const mostRows = 180;

export function printListTables(paper: Paper, counts: Counts, calendar: Calendar): void {
  const { language } = paper;
  const head = (column: ColumnId) => headOf(column, language);
  const number = <Row>(column: ColumnId, read: (row: Row) => number, share = 1): PrintColumn<Row> => ({
    head: head(column),
    share,
    align: 'right',
    cell: (row) => read(row).toLocaleString('en-US'),
  });
  const day = (unixMs: number | undefined) => (unixMs === undefined ? '' : calendar.dayOf(unixMs));
  const entryOf = (entry: string | null) => (entry === null ? '' : sayValue(entry, language));
  const placeOf = (stopName: string, stopId: string | null) =>
    stopName || (stopId ?? reportWords.noStop[language]);

  printList(paper, 'stops', counts.stops, [
    { head: head('stop_name'), share: 2.5, bold: true, cell: (row) => placeOf(row.stopName, row.stopId) },
    { head: head('entry'), share: 1.7, cell: (row) => entryOf(row.entry) },
    { head: head('arrived_at'), share: 1.45, cell: (row) => day(row.arrivedMs) },
    { head: head('left_at'), share: 1.45, cell: (row) => day(row.leftMs) },
    number('visits', (row) => row.visits),
    number('touches', (row) => row.touches, 1.15),
    ...(counts.withHeadcounts ? [number<Stop>('group_people', (row) => row.groupPeople, 1.1)] : []),
    number('visits_outside_groups', (row) => row.visitsOutsideGroups, 1.3),
    ...(counts.withHeadcounts
      ? [{ ...number<Stop>('people_reached', (row) => row.peopleReached, 1.2), bold: true }]
      : []),
    {
      head: reportWords.offHours[language],
      share: 1,
      align: 'right',
      cell: ({ offMs }) => (offMs / 3_600_000).toFixed(1),
    },
  ]);
  printList(paper, 'groups', counts.groups, [
    {
      head: head('date'),
      share: 1.4,
      cell: (row) => (row.timeQuality === 'unknown' ? sayValue('unknown', language) : row.date),
    },
    { head: head('organisation'), share: 2.7, bold: true, cell: (row) => row.organisation },
    { head: head('entry'), share: 2, cell: (row) => entryOf(row.entry) },
    { head: head('stop_name'), share: 2.4, cell: ({ place }) => placeOf(place.stopName, place.stopId) },
    number('headcount', (row) => row.headcount, 1.3),
    number('member_visits', (row) => row.memberVisits, 1.2),
  ]);
  printList(paper, 'activities', counts.activities, [
    { head: head('date'), share: 1.4, cell: (row) => row.date },
    { head: head('activity'), share: 2, bold: true, cell: (row) => sayValue(row.kind, language) },
    { head: head('organisation'), share: 3, cell: (row) => row.organisation },
    { head: head('entry'), share: 2, cell: (row) => entryOf(row.entry) },
    { head: head('stop_name'), share: 2.4, cell: (row) => placeOf(row.stopName, row.stopId) },
    number('headcount', (row) => row.headcount, 1.3),
  ]);
  printList(paper, 'pledges', counts.pledges, [
    { head: head('pledge_id'), share: 2, bold: true, cell: (row) => row.pledge },
    { head: head('stop_name'), share: 3, cell: (row) => placeOf(row.stopName, row.stopId) },
    { head: head('entry'), share: 2, cell: (row) => entryOf(row.entry) },
    number('signed', (row) => row.signed),
    number('signatures', (row) => row.signatures),
  ]);
}

function printList<Row>(
  paper: Paper,
  kind: TableKind,
  rows: readonly Row[],
  columns: readonly PrintColumn<Row>[],
): void {
  if (rows.length === 0) return;
  paper.need(110);
  paper.section(sayTable(kind, paper.language));
  printTable(paper, columns, rows.slice(0, mostRows));
  const rest = rows.length - mostRows;
  if (rest <= 0) return;
  paper.moveTo(paper.y - 18);
  const style = { size: 9, colour: colours.bronzeText } as const;
  paper.down(paper.paragraph(sayRest(rest, paper.language), page.left, paper.y, contentWidth, style) + 22);
}
