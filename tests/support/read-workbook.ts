// The cells of one table of a workbook, as text, row by row; a cell that is not there is empty.
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

/** `table`: as exports name it. With the row of heads. */
export function readWorkbook(path: string, table: string): string[][] {
  const files = unzipSync(readFileSync(path));
  const sheets = Object.keys(files).filter((name) => name.startsWith(`xl/worksheets/${table}-`));
  return sheets.sort().flatMap((name) => readRows(strFromU8(files[name] ?? new Uint8Array())));
}

function readRows(sheet: string): string[][] {
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => {
    const cells: string[] = [];
    for (const [, column = '', cell = ''] of row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(.*?)<\/c>/gs))
      cells[numberOf(column)] = cell.replace(/<[^>]*>/g, '');
    return Array.from(cells, (cell) => cell ?? '');
  });
}

/** `A` is 0, `AA` 26. */
function numberOf(column: string): number {
  return [...column].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
