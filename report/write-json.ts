// JSON: one array of rows, written row by row.
import type { Table } from './table.ts';

export function* writeJson<Column extends string>({ columns, rows }: Table<Column>): Generator<string> {
  let before = '[\n';
  for (const row of rows) {
    const ordered = Object.fromEntries(columns.map((column) => [column, row[column] ?? '']));
    yield `${before}${JSON.stringify(ordered)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
