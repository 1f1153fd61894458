import { unzipSync, strFromU8 } from 'fflate';
import { expect, test } from 'vitest';
import type { ColumnId } from './export-tables.ts';
import type { Row } from './table.ts';
import { nameColumn, writeTableSheet } from './write-sheet.ts';
import { splitRows } from './write-workbook.ts';
import { writeZip } from './write-zip.ts';

const columns = ['date', 'started_at', 'entry', 'visits', 'stop_name'] as const;
const write = (...rows: Partial<Row<ColumnId>>[]) => [...writeTableSheet(columns, rows, 'zh-Hans')].join('');

test('numbers, days and moments are typed cells, words are said in the language', () => {
  const sheet = write({
    date: '2026-11-20',
    started_at: '2026-11-20T18:00:00.000+08:00',
    entry: 'villages',
    visits: 3,
    stop_name: '图书馆',
  });
  expect(sheet).toContain('<c r="A2" s="2"><v>46346</v></c>');
  expect(sheet).toContain('<c r="B2" s="3"><v>46346.7500000012</v></c>');
  expect(sheet).toContain('农村（社区）');
  expect(sheet).toContain('<c r="D2" s="4"><v>3</v></c>');
});

test('a text is a text, whatever it begins with', () => {
  for (const stop_name of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1']) {
    const sheet = write({ stop_name });
    expect(sheet).toContain(`<c r="E2" t="inlineStr"><is><t xml:space="preserve">${stop_name}</t></is></c>`);
    expect(sheet).not.toContain('<f>');
  }
});

test('what XML cannot hold is left out, what it would misread is escaped', () => {
  const sheet = write({ stop_name: '<&>"\u0000\ud800_x0041_\r' });
  expect(sheet).toContain('>&lt;&amp;&gt;"\ufffd_x005F_x0041__x000D_</t>');
});

test('the head stays in view, and every column can be filtered', () => {
  const sheet = write({ visits: 1 }, { visits: 2 });
  expect(sheet).toContain('state="frozen"');
  expect(sheet).toContain('<autoFilter ref="A1:E3"/>');
  expect(write()).toContain('<autoFilter ref="A1:E1"/>');
});

test('rows beyond what a sheet holds go on in the next one', () => {
  const rows = [1, 2, 3, 4, 5].map((visits) => ({ visits }));
  const split = (from: typeof rows, atMost: number) => {
    const lengths: number[] = [];
    for (const part of splitRows(from, atMost)) lengths.push([...part].length);
    return lengths;
  };
  expect(split(rows, 2)).toEqual([2, 2, 1]);
  expect(split(rows, 5)).toEqual([5]);
  expect(split([], 5)).toEqual([0]);
});

test('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(nameColumn)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('a file longer than a block comes out of the zip as it went in', () => {
  const pieces = Array.from({ length: 40_000 }, (_, row) => `第 ${row} 行, ${(row * 7919) % 1000}\r\n`);
  const zip = Buffer.concat([
    ...writeZip([
      { path: 'long.csv', pieces },
      { path: 'empty.csv', pieces: [] },
    ]),
  ]);
  const files = unzipSync(zip);
  expect(strFromU8(files['long.csv'] ?? new Uint8Array())).toBe(pieces.join(''));
  expect(files['empty.csv']).toHaveLength(0);
});
