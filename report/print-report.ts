// The printed report (.pdf): what an organiser hands on. Cover, people reached with both terms, the
// five entries and six ones, charts, stops, groups, activities, and how it was counted. Text is
// text, to be searched and copied; the fonts hold only the characters used.
import { countLog, readContext, type Counts } from './count-log.ts';
import { countingRule } from './counting-rule.ts';
import { describeMaking, type Making } from './describe-making.ts';
import type { ExportOptions } from './export-log.ts';
import type { ReportFonts } from './report-fonts.ts';
import { printCharts } from './print/chart-pages.ts';
import { drawCover } from './print/cover.ts';
import { printListTables } from './print/list-tables.ts';
import { printMatrix } from './print/matrix-table.ts';
import { colours, contentWidth, makePaper, page, type Paper } from './print/paper.ts';
import { printTotals } from './print/totals-page.ts';
import { reportWords, sayCuts, sayPeriod, sayStop } from './report-words.ts';

export type PrintOptions = Omit<ExportOptions, 'kind' | 'format'> & { fonts: ReportFonts };

/** Errors are those of the source, and of a font file that is not there. */
export function printReport(options: PrintOptions): Uint8Array {
  const { source, language } = options;
  const context = readContext(source);
  const counts: Counts = countLog({ ...options, context });
  const making = describeMaking(options, context, counts);
  const title = `${reportWords.bell[language]} · ${reportWords.report[language]}`;
  const paper = makePaper(options.fonts, language, title);
  drawCover(paper, making);
  printTotals(paper, counts, making);
  printMatrix(paper, counts.matrix);
  printCharts(paper, counts);
  printListTables(paper, counts, context.newest.calendar);
  printRule(paper);
  printFooters(paper, making);
  return paper.finish();
}

function printRule(paper: Paper): void {
  const { language } = paper;
  paper.need(430);
  paper.section(reportWords.rule[language], reportWords.ruleNote[language]);
  const termWidth = 108;
  for (const { term, text } of countingRule) {
    const width = contentWidth - termWidth - 12;
    const height = paper.heightOf(text[language], width, { size: 9.5 });
    const termStyle = { size: 9.5, bold: true, colour: colours.bronzeText } as const;
    const termHeight = paper.heightOf(term[language], termWidth, termStyle);
    paper.need(Math.max(height, termHeight) + 10);
    paper.paragraph(term[language], page.left, paper.y, termWidth, termStyle);
    paper.paragraph(text[language], page.left + termWidth + 12, paper.y, width, { size: 9.5 });
    paper.down(Math.max(height, termHeight) + 6);
    paper.rule();
    paper.down(7);
  }
}

/** On every page but the cover, once their number is known. */
function printFooters(paper: Paper, making: Making): void {
  const { doc, language } = paper;
  const { count } = doc.bufferedPageRange();
  const about = [
    `${reportWords.bell[language]} · ${reportWords.report[language]}`,
    making.stop_id === '' && making.cut_by.stop_id === undefined ? '' : sayStop(making, language),
    making.kiosk_id,
    sayPeriod(making, language),
    ...sayCuts(making, language).map(([, value]) => value),
  ];
  const style = { size: 8, colour: colours.grey } as const;
  for (let index = 1; index < count; index += 1) {
    doc.switchToPage(index);
    doc.moveTo(page.left, 798).lineTo(page.right, 798).lineWidth(0.5).stroke(colours.bronzeLight);
    const text = about.filter((part) => part !== '').join('    ');
    paper.line(text, page.left, 804, contentWidth - 60, style);
    paper.line(`${index + 1} / ${count}`, page.right - 60, 804, 60, { ...style, align: 'right' });
  }
}
