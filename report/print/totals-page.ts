// The first numbers: people reached with both of its terms, what else the exhibition saw, and
// what a reader must be told beside them: time off, time unknown.
import type { Counts } from '../count-log.ts';
import { hasAnything, type Making } from '../describe-making.ts';
import { reportWords, sayLeftOut, sayOff, sayTerms, sayUnknownTime } from '../report-words.ts';
import { colours, contentWidth, page, type Paper } from './paper.ts';

const countText = (value: number) => value.toLocaleString('en-US');

export function printTotals(
  paper: Paper,
  { totals, days, leftOut, withHeadcounts }: Counts,
  making: Making,
): void {
  const { doc, language } = paper;
  const say = (word: keyof typeof reportWords) => reportWords[word][language];
  paper.newPage();
  paper.section(say('peopleReached'), say('peopleReachedNote'));

  const top = paper.y + 4;
  doc.rect(page.left, top, contentWidth, 112).fill(colours.paper);
  const orNone = (value: number) => (withHeadcounts ? countText(value) : '–');
  const terms: [string, string][] = [
    [orNone(totals.peopleReached), say('peopleReached')],
    [orNone(totals.groupPeople), say('groupPeople')],
    [countText(totals.visitsOutsideGroups), say('visitsOutsideGroups')],
  ];
  const third = contentWidth / 3;
  for (const [index, [value, name]] of terms.entries()) {
    const x = page.left + index * third;
    const colour = index === 0 ? colours.celadon : colours.ink;
    const size = index === 0 ? 44 : 32;
    paper.line(value, x + 6, top + (index === 0 ? 14 : 24), third - 12, {
      size,
      bold: true,
      colour,
      align: 'center',
    });
    paper.line(name, x + 6, top + 82, third - 12, { size: 10, align: 'center' });
    const sign = ['=', '+'][index];
    if (sign) {
      const style = { size: 24, colour: colours.bronze, align: 'center' } as const;
      paper.line(sign, x + third - 14, top + 30, 28, style);
    }
  }
  paper.moveTo(top + 132);
  printSmallTotals(paper, [
    [countText(totals.visits), say('visits')],
    [countText(totals.touches), say('touches')],
    [orNone(totals.groups), say('groups')],
    [countText(Math.round(totals.attendedMs / 3_600_000)), say('attendedHours')],
    [countText(totals.panelsOpened), say('panelsOpened')],
    [countText(totals.reflections), say('reflections')],
    [countText(totals.pledges), say('pledges')],
    [countText(totals.staffTests), say('staffTests')],
  ]);

  const offMs = days.reduce((total, day) => total + day.offMs, 0);
  const offDays = days.filter((day) => day.offMs > 0).length;
  const { at_unknown_time: unknown, left_out: out } = making;
  const notes = [
    ...(withHeadcounts ? [] : [say('withoutHeadcounts')]),
    ...(hasAnything(totals.atUnknownTime) ? [sayUnknownTime(sayTerms(unknown, language), language)] : []),
    ...(hasAnything(leftOut) ? [sayLeftOut(sayTerms(out, language), language)] : []),
    ...(offMs > 0 ? [sayOff(offMs / 3_600_000, offDays, language)] : []),
  ];
  for (const note of notes) {
    const height = paper.heightOf(note, contentWidth - 24, { size: 9.5 }) + 14;
    doc.rect(page.left, paper.y, 2.5, height - 4).fill(colours.bronze);
    paper.paragraph(note, page.left + 12, paper.y + 3, contentWidth - 24, { size: 9.5 });
    paper.down(height + 4);
  }
  paper.down(18);
}

function printSmallTotals(paper: Paper, totals: readonly [string, string][]): void {
  const width = contentWidth / 4;
  for (const [index, [value, name]] of totals.entries()) {
    const x = page.left + (index % 4) * width;
    const top = paper.y + Math.floor(index / 4) * 50;
    paper.line(value, x, top, width - 8, { size: 18, bold: true });
    paper.line(name, x, top + 25, width - 8, { size: 8.5, colour: colours.bronzeText });
  }
  paper.down(Math.ceil(totals.length / 4) * 50 + 8);
}
