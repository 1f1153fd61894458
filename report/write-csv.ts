// CSV as RFC 4180 has it: CRLF, quotes where needed; in UTF-8 with a byte order mark, without
// which a Chinese spreadsheet shows mojibake.
import type { Cell, Table } from './table.ts';

/** A text that a spreadsheet would take for a formula (OWASP, “CSV Injection”). */
const formulaStart = /^[=+\-@\t\r\n]/;
const needsQuotes = /[",\r\n]/;
/** Either of them: most texts are neither, and are asked once. */
const needsCare = /^[=+\-@\t]|[",\r\n]/;

export function* writeCsv<Column extends string>({ columns, rows }: Table<Column>): Generator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for (const row of rows) {
    let line = '';
    let before = '';
    for (const column of columns) {
      line += before + writeCell(row[column] ?? '');
      before = ',';
    }
    yield `${line}\r\n`;
  }
}

function writeCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (!needsCare.test(cell)) return cell;
  const safe = formulaStart.test(cell) ? `'${cell}` : cell;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
