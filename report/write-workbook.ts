// A workbook (.xlsx) out of one reading of the log: a first sheet that says what it was made from
// and how it is counted, then one sheet a table. The parts are written in the order in which the
// reading brings them; the sheets' own order is told by the workbook part, which comes last.
import { tableKinds, makeTable, readReflections, type ColumnId, type TableKind } from './export-tables.ts';
import type { ExportOptions } from './export-log.ts';
import { readContext, startCounting } from './count-log.ts';
import { describeMaking } from './describe-making.ts';
import { makeNotes } from './about-notes.ts';
import { reflectionColumns } from './reflection-rows.ts';
import { reportWords } from './report-words.ts';
import type { Row, Table } from './table.ts';
import { sayTable } from './value-words.ts';
import { makeVisitRows, visitColumns } from './visit-rows.ts';
import { escapeText, maxRows, writeNoteSheet, writeTableSheet } from './write-sheet.ts';
import { writeStyles } from './workbook-styles.ts';
import { writeZip, type ZipEntry } from './write-zip.ts';

type Sheet = { kind: TableKind | 'about'; path: string; name: string };

/** Errors are those of the source. */
export function writeWorkbook(options: ExportOptions, kinds: readonly TableKind[]): Generator<Uint8Array> {
  return writeZip(writeParts(options, kinds));
}

function* writeParts(options: ExportOptions, kinds: readonly TableKind[]): Generator<ZipEntry> {
  const { source, scope, language } = options;
  const context = readContext(source);
  const counting = startCounting({ ...options, context });
  const sheets: Sheet[] = [];

  function* addTable(kind: TableKind, { columns, rows }: Table<ColumnId>): Generator<ZipEntry> {
    let part = 0;
    for (const some of splitRows(rows, maxRows)) {
      part += 1;
      const path = `xl/worksheets/${kind}-${part}.xml`;
      const name = part === 1 ? sayTable(kind, language) : `${sayTable(kind, language)} ${part}`;
      sheets.push({ kind, path, name });
      yield { path, pieces: writeTableSheet(columns, some, language) };
    }
  }

  const visits = makeVisitRows(counting.visits(), context);
  if (kinds.includes('visits')) yield* addTable('visits', { columns: visitColumns, rows: visits });
  else for (const _ of visits);
  const counts = counting.finish();
  for (const kind of kinds) {
    if (kind === 'visits') continue;
    if (kind === 'reflections') {
      const records = readReflections(source, scope, context);
      yield* addTable(kind, { columns: reflectionColumns, rows: rowsOf(records) });
    } else yield* addTable(kind, makeTable(kind, counts, { context, language }));
  }
  const making = describeMaking(options, context, counts);
  const about: Sheet = { kind: 'about', path: 'xl/worksheets/about.xml', name: reportWords.about[language] };
  yield { path: about.path, pieces: writeNoteSheet(makeNotes(making, language)) };
  const order = (sheet: Sheet) => (sheet.kind === 'about' ? -1 : tableKinds.indexOf(sheet.kind));
  yield* writeEnvelope(
    [about, ...sheets].sort((a, b) => order(a) - order(b)),
    making.made_at,
    options,
  );
}

function* rowsOf<R>(records: Iterable<{ row: R }>): Generator<R> {
  for (const { row } of records) yield row;
}

/** At least one part. Each is to be read before the next is asked for; what is not read is dropped. */
export function* splitRows(
  rows: Iterable<Partial<Row<ColumnId>>>,
  atMost: number,
): Generator<Iterable<Partial<Row<ColumnId>>>> {
  const iterator = rows[Symbol.iterator]();
  let next = iterator.next();
  const take = function* () {
    for (let count = 0; count < atMost && !next.done; count += 1) {
      const { value } = next;
      next = iterator.next();
      yield value;
    }
  };
  do {
    const some = take();
    yield some;
    for (const _ of some);
  } while (!next.done);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const partType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function* writeEnvelope(
  sheets: readonly Sheet[],
  madeAt: string,
  { language }: Pick<ExportOptions, 'language'>,
): Generator<ZipEntry> {
  const overrides = sheets
    .map(({ path }) => `<Override PartName="/${path}" ContentType="${partType}.worksheet+xml"/>`)
    .join('');
  yield part(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${partType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${partType}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides}</Types>`,
  );
  yield part(
    '_rels/.rels',
    `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  );
  yield part(
    'docProps/core.xml',
    `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeText(`${reportWords.bell[language]} ${reportWords.report[language]}`)}</dc:title><dc:creator>${reportWords.bell[language]}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${madeAt.replace(/\.\d+/, '')}</dcterms:created></cp:coreProperties>`,
  );
  yield part(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.map(({ name }, index) => `<sheet name="${escapeText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets><definedNames>${sheets.map(({ kind, name }, index) => (kind === 'about' ? '' : `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escapeText(name)}'!$1:$1</definedName>`)).join('')}</definedNames></workbook>`,
  );
  yield part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${relations}">${sheets.map(({ path }, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="${path.slice('xl/'.length)}"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  );
  yield { path: 'xl/styles.xml', pieces: [writeStyles(language)] };
}

function part(path: string, content: string): ZipEntry {
  return { path, pieces: [`${xml}${content}`] };
}
