// The five entries and six ones as one table: in each cell what staff recorded and, below it in
// another colour, what the kiosk counted.
import { activityKinds } from '../../model/staff-events.ts';
import type { MatrixCell } from '../../model/count-matrix.ts';
import { reportWords, sayStops, sayTimes } from '../report-words.ts';
import { sayTable, sayValue } from '../value-words.ts';
import { colours, contentWidth, page, type Paper } from './paper.ts';

const headHeight = 34;
const rowHeight = 50;
const nameWidth = 84;

export function printMatrix(paper: Paper, matrix: readonly MatrixCell[]): void {
  const { doc, language } = paper;
  const entries = [...new Set(matrix.map(({ entry }) => entry))];
  paper.need(60 + headHeight + entries.length * rowHeight);
  paper.section(sayTable('matrix', language), reportWords.matrixNote[language]);
  const width = (contentWidth - nameWidth) / activityKinds.length;

  doc.rect(page.left, paper.y, contentWidth, headHeight).fill(colours.ink);
  for (const [index, activity] of activityKinds.entries()) {
    const x = page.left + nameWidth + index * width;
    const style = { size: 9, bold: true, colour: colours.paper, align: 'center' } as const;
    const words = sayValue(activity, language);
    const height = paper.heightOf(words, width - 6, style);
    paper.paragraph(words, x + 3, paper.y + (headHeight - height) / 2 + 1, width - 6, style);
  }
  paper.down(headHeight);
  for (const entry of entries) {
    const name = entry === null ? reportWords.noEntry[language] : sayValue(entry, language);
    const style = { size: 10, bold: true } as const;
    const nameHeight = paper.heightOf(name, nameWidth - 8, style);
    paper.paragraph(name, page.left, paper.y + (rowHeight - nameHeight) / 2, nameWidth - 8, style);
    for (const [index, activity] of activityKinds.entries()) {
      const cell = matrix.find((one) => one.entry === entry && one.activity === activity);
      if (cell) drawCell(paper, cell, page.left + nameWidth + index * width, width);
    }
    paper.down(rowHeight);
    paper.rule();
  }
  paper.down(24);
}

function drawCell(paper: Paper, cell: MatrixCell, x: number, width: number): void {
  const { doc, language } = paper;
  const lines = [
    {
      people: cell.recordedPeople,
      times: cell.recordedOccasions,
      rest: sayTimes(cell.recordedOccasions, language),
      colour: colours.ink,
    },
    {
      people: cell.kioskPeople,
      times: cell.kioskOccasions,
      rest: (cell.activity === 'panels' ? sayStops : sayTimes)(cell.kioskOccasions, language),
      colour: colours.celadon,
    },
  ].filter(({ times }) => times > 0);
  if (lines.length === 0) {
    const style = { size: 10, colour: colours.bronzeLight, align: 'center' } as const;
    paper.line('–', x, paper.y + rowHeight / 2 - 7, width, style);
    return;
  }
  doc.rect(x + 1, paper.y + 1, width - 2, rowHeight - 2).fill(colours.paper);
  const first = paper.y + (rowHeight - lines.length * 21) / 2;
  for (const [index, { people, rest, colour }] of lines.entries()) {
    const count = people.toLocaleString('en-US');
    const top = first + index * 21;
    // Figures end, and occasions begin, on one line down the column.
    const middle = x + width * 0.56;
    paper.line(count, x, top, middle - x, { size: 12.5, bold: true, colour, align: 'right' });
    paper.line(rest, middle + 4, top + 5.5, x + width - middle - 4, { size: 7.5, colour });
  }
}
