// The first numbers: people reached with both of its terms, what else the exhibition saw, and
// what a reader must be told beside them: time off, time unknown.
import type { Reach } from '../../model/count-reach.ts';
import type { Counts } from '../count-log.ts';
import { hasAnything } from '../describe-making.ts';
import { reportWords, sayLeftOut, sayOff, sayTerms, sayUnknownTime } from '../report-words.ts';
import { colours, contentWidth, page, type Paper } from './paper.ts';

const countText = (value: number) => value.toLocaleString('en-US');

export function printTotals(paper: Paper, { totals, days, leftOut }: Counts): void {
  const { doc, language } = paper;
  const say = (word: keyof typeof reportWords) => reportWords[word][language];
  paper.newPage();
  paper.section(say('peopleReached'), say('peopleReachedNote'));

  const top = paper.y + 4;
  doc.rect(page.left, top, contentWidth, 112).fill(colours.paper);
  const terms: [number, string][] = [
    [totals.peopleReached, say('peopleReached')],
    [totals.groupPeople, say('groupPeople')],
    [totals.visitsOutsideGroups, say('visitsOutsideGroups')],
  ];
  const third = contentWidth / 3;
  for (const [index, [value, name]] of terms.entries()) {
    const x = page.left + index * third;
    const colour = index === 0 ? colours.celadon : colours.ink;
    const size = index === 0 ? 44 : 32;
    paper.line(countText(value), x + 6, top + (index === 0 ? 14 : 24), third - 12, {
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
    [countText(totals.groups), say('groups')],
    [countText(Math.round(totals.attendedMs / 3_600_000)), say('attendedHours')],
    [countText(totals.panelsOpened), say('panelsOpened')],
    [countText(totals.reflections), say('reflections')],
    [countText(totals.pledges), say('pledges')],
    [countText(totals.staffTests), say('staffTests')],
  ]);

  const offMs = days.reduce((total, day) => total + day.offMs, 0);
  const offDays = days.filter((day) => day.offMs > 0).length;
  const terms2 = (reach: Reach) => sayTerms(reach.visits, reach.touches, reach.groupPeople, language);
  const notes = [
    ...(hasAnything(totals.atUnknownTime) ? [sayUnknownTime(terms2(totals.atUnknownTime), language)] : []),
    ...(hasAnything(leftOut) ? [sayLeftOut(terms2(leftOut), language)] : []),
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
