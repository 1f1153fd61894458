// A table over as many pages as it needs, its head repeated on each.
import { colours, contentWidth, page, type Paper } from './paper.ts';

export type PrintColumn<Row> = {
  head: string;
  /** Parts of the width; the columns share it by them. */
  share: number;
  align?: 'left' | 'right';
  bold?: boolean;
  cell(row: Row): string;
};

const rowHeight = 18;
const gap = 7;

export function printTable<Row>(
  paper: Paper,
  columns: readonly PrintColumn<Row>[],
  rows: readonly Row[],
): void {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / total) * contentWidth);
  const headLines = columns.map(({ head }, index) =>
    paper.heightOf(head, (widths[index] ?? 0) - gap, { size: 7.5, bold: true }),
  );
  const headHeight = Math.max(...headLines) + 8;

  function printHead(): void {
    paper.doc.rect(page.left, paper.y, contentWidth, headHeight).fill(colours.ink);
    let x = page.left;
    for (const [index, { head, align = 'left' }] of columns.entries()) {
      const width = widths[index] ?? 0;
      const style = { size: 7.5, bold: true, colour: colours.paper, align } as const;
      paper.paragraph(head, x + gap / 2, paper.y + 5, width - gap, style);
      x += width;
    }
    paper.down(headHeight);
  }

  paper.need(headHeight + rowHeight * Math.min(3, rows.length));
  printHead();
  for (const [number, row] of rows.entries()) {
    if (paper.y + rowHeight > page.bottom) {
      paper.newPage();
      printHead();
    }
    if (number % 2 === 1) {
      paper.doc.rect(page.left, paper.y, contentWidth, rowHeight).fill('#faf6ee');
    }
    let x = page.left;
    for (const [index, { cell, align = 'left', bold = false }] of columns.entries()) {
      const width = widths[index] ?? 0;
      paper.line(cell(row), x + gap / 2, paper.y + 3, width - gap, { size: 8.5, align, bold });
      x += width;
    }
    paper.down(rowHeight);
  }
  paper.rule(colours.bronze);
  paper.down(26);
}
