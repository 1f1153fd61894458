// One sheet of a workbook as SpreadsheetML (ECMA-376, part 1, chapter 18), written row by row.
// Numbers and dates are typed cells; every text is an inline string, which no spreadsheet ever
// takes for a formula, whatever it begins with.
import type { Language } from '../model/language.ts';
import { headOf, typeOf, widthOf } from './column-words.ts';
import type { ColumnId } from './export-tables.ts';
import { styles } from './workbook-styles.ts';
import type { Cell, Row } from './table.ts';
import { sayValue } from './value-words.ts';

/** A sheet has 1,048,576 rows, the head among them. */
export const maxRows = 1_048_575;

const sheetStart =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const onePageWide = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
const landscape = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
const portrait = '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>';

/** `rows` are at most `maxRows`. */
export function* writeTableSheet(
  columns: readonly ColumnId[],
  rows: Iterable<Partial<Row<ColumnId>>>,
  language: Language,
): Generator<string> {
  const letters = columns.map((_, index) => nameColumn(index));
  const writers = columns.map((column) => makeCellWriter(column, language));
  yield `${sheetStart}${onePageWide}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  yield `<cols>${columns.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`).join('')}</cols>`;
  const heads = columns.map((column, index) =>
    writeText(`${letters[index]}1`, headOf(column, language), styles.head),
  );
  yield `<sheetData><row r="1" ht="34" customHeight="1">${heads.join('')}</row>`;
  let last = 1;
  for (const row of rows) {
    last += 1;
    let line = `<row r="${last}">`;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      const value = column && row[column];
      if (value === undefined || value === '') continue;
      line += writers[index]?.(`${letters[index]}${last}`, value) ?? '';
    }
    yield `${line}</row>`;
  }
  yield `</sheetData><autoFilter ref="A1:${letters.at(-1)}${last}"/>${landscape}</worksheet>`;
}

export type NoteRow = { label?: string; value: Cell; style?: number };

/** Two columns of labels and values, for people to read. */
export function* writeNoteSheet(rows: readonly NoteRow[]): Generator<string> {
  yield `${sheetStart}${onePageWide}<sheetViews><sheetView showGridLines="0" workbookViewId="0" tabSelected="1"/></sheetViews>`;
  yield `<cols><col min="1" max="1" width="${labelWidth}" customWidth="1"/><col min="2" max="2" width="${valueWidth}" customWidth="1"/></cols><sheetData>`;
  for (const [index, { label, value, style = styles.wrapped }] of rows.entries()) {
    const row = index + 1;
    const lines = Math.max(countLines(label ?? '', labelWidth), countLines(String(value), valueWidth));
    const heading = style === styles.title || style === styles.section;
    yield `<row r="${row}" ht="${lines * 16 + (heading ? 16 : 4)}" customHeight="1">`;
    if (heading) yield writeText(`A${row}`, String(value), style);
    else {
      if (label) yield writeText(`A${row}`, label, styles.label);
      if (typeof value === 'number') yield writeNumber(`B${row}`, value, styles.noteCount);
      else if (value !== '') yield writeText(`B${row}`, value, style);
    }
    yield '</row>';
  }
  yield `</sheetData>${portrait}</worksheet>`;
}

const labelWidth = 28;
const valueWidth = 92;

/** A row with wrapped text must be told its height, or it shows one line. */
function countLines(text: string, width: number): number {
  const units = [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2.1 : 1.05), 0);
  return Math.max(1, Math.ceil(units / width));
}

type CellWriter = (at: string, value: Cell) => string;

function makeCellWriter(column: ColumnId, language: Language): CellWriter {
  const type = typeOf(column);
  if (type === 'word') {
    const said = new Map<Cell, string>();
    return (at, value) => {
      let word = said.get(value);
      if (word === undefined) {
        word = sayValue(String(value), language, column);
        said.set(value, word);
      }
      return writeText(at, word);
    };
  }
  if (type === 'date') return (at, value) => writeDay(at, String(value), styles.date);
  if (type === 'moment') return (at, value) => writeDay(at, String(value), styles.moment);
  return (at, value) =>
    typeof value === 'number' ? writeNumber(at, value, styles.count) : writeText(at, value);
}

function writeNumber(at: string, value: number, style: number): string {
  return `<c r="${at}" s="${style}"><v>${value}</v></c>`;
}

function writeText(at: string, text: string, style = 0): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

const dayMs = 24 * 3_600_000;
/** Day 0 of a spreadsheet; right from March 1900 on. */
const dayZeroMs = Date.UTC(1899, 11, 30);
const firstDay = 61;
/** Days are binary fractions; without it some seconds would be shown as the one before. */
const hairMs = 0.1;

/** The time as the exhibition's clock showed it: a spreadsheet knows of no time zones. */
function writeDay(at: string, iso: string, style: number): string {
  const isDay = iso.length === 10;
  const local = isDay ? `${iso}T00:00:00Z` : `${iso.slice(0, 23)}Z`;
  const serial = (Date.parse(local) - dayZeroMs + (isDay ? 0 : hairMs)) / dayMs;
  return serial >= firstDay ? writeNumber(at, Number(serial.toFixed(10)), style) : writeText(at, iso);
}

const mustEscape = /[&<>_\p{Cc}\p{Cs}\ufffe\uffff]/u;

/** What XML cannot hold is dropped; `_x0041_` would be read as an escape, so its start is one. */
export function escapeText(text: string): string {
  if (!mustEscape.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '_x000D_');
}

/** A, B, … Z, AA … */
export function nameColumn(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${nameColumn(Math.floor(index / 26) - 1)}${letter}`;
}
