import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './write-csv.ts';
import { writeJson } from './write-json.ts';

const columns = ['id', 'title', 'count'] as const;
const write = (...rows: { id: string; title: string; count: number }[]) =>
  [...writeCsv({ columns, rows })].join('');

test('begins with a byte order mark and ends every line with CRLF', () => {
  expect(write({ id: 'a', title: '信封', count: 3 })).toBe('\ufeffid,title,count\r\na,信封,3\r\n');
});

test('quotes commas, quotes and line breaks', () => {
  expect(write({ id: 'a', title: 'He said "no",\r\nthen\nyes', count: 0 })).toContain(
    '"He said ""no"",\r\nthen\nyes"',
  );
});

test('never lets a text become a formula, nor a number a text', () => {
  for (const title of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A1']) {
    const cell = write({ id: 'a', title, count: -5 }).split('\r\na,')[1] ?? '';
    expect(cell.startsWith("'") || cell.startsWith(`"'`), title).toBe(true);
    expect(cell).toContain(',-5\r\n');
  }
});

/** A reader of RFC 4180 as small as it can be. */
function readCsv(text: string): string[][] {
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.slice(1).matchAll(cells)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('any text comes back as it was, but for the mark before a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' }))),
      (texts) => {
        const rows = texts.map(([id, title], count) => ({ id, title, count }));
        const back = readCsv([...writeCsv({ columns, rows })].join('')).slice(1);
        const marked = texts.map((text) => text.map((each) => each.replace(/^(?=[=+\-@\t\r\n])/, "'")));
        expect(back.map(([id, title]) => [id, title])).toEqual(marked);
      },
    ),
  );
});

test('JSON is one array with the same columns, and [] for none', () => {
  const rows = [{ count: 1, title: '=1', id: 'a' }];
  expect(JSON.parse([...writeJson({ columns, rows })].join(''))).toEqual([
    { id: 'a', title: '=1', count: 1 },
  ]);
  expect(Object.keys(JSON.parse([...writeJson({ columns, rows })].join(''))[0] as object)).toEqual([
    ...columns,
  ]);
  expect([...writeJson({ columns, rows: [] })].join('')).toBe('[]\n');
});
