// CSV as RFC 4180 has it: CRLF, quotes where needed; in UTF-8 with a byte order mark, without
// which a Chinese spreadsheet shows mojibake.
import type { Cell, Table } from './table.ts';

/** A text that a spreadsheet would take for a formula (OWASP, “CSV Injection”). */
const formulaStart = /^[=+\-@\t\r\n]/;
const needsQuotes = /[",\r\n]/;

export function* writeCsv<Column extends string>({ columns, rows }: Table<Column>): Generator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for (const row of rows) yield `${columns.map((column) => writeCell(row[column] ?? '')).join(',')}\r\n`;
}

function writeCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const safe = formulaStart.test(cell) ? `'${cell}` : cell;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
