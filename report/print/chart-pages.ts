// When visitors came, what held them, and which entries were reached: four charts.
import { audiences } from '../../model/aspects.ts';
import type { Counts } from '../count-log.ts';
import { reportWords, sayOpened, sayStops } from '../report-words.ts';
import { sayValue } from '../value-words.ts';
import { drawBars, drawNamedBars, type Bar, type ChartPart } from './charts.ts';
import { colours, type Paper } from './paper.ts';

/** More bars than this cannot be told apart; then a bar is a month. */
const mostBars = 92;
const dayMinutes = 24 * 60;

export function printCharts(paper: Paper, counts: Counts): void {
  const { language } = paper;
  const say = (word: keyof typeof reportWords) => reportWords[word][language];
  const reachParts: ChartPart[] = [
    ...(counts.withHeadcounts ? [{ name: say('groupPeople'), colour: colours.bronze }] : []),
    { name: say('visitsOutsideGroups'), colour: colours.celadon },
  ];

  const days = gatherDays(counts);
  paper.need(250);
  paper.section(
    say(counts.withHeadcounts ? 'daysChart' : 'outsideDaysChart'),
    say(days.isByMonth ? 'monthsNote' : 'daysNote'),
  );
  drawBars(paper, { bars: days.bars, parts: reachParts, offName: say('off') });

  paper.need(240);
  paper.section(say('hoursChart'), say('hoursNote'));
  drawBars(paper, { bars: gatherHours(counts), parts: [{ name: say('visits'), colour: colours.celadon }] });

  paper.need(190);
  paper.section(say(counts.withHeadcounts ? 'entriesChart' : 'outsideEntriesChart'), say('entriesNote'));
  drawNamedBars(paper, { bars: gatherEntries(paper, counts), parts: reachParts });

  paper.need(160);
  paper.section(say('panelsChart'), say('panelsNote'));
  const panels = counts.panels
    .toSorted((a, b) => b.attendedMedianS - a.attendedMedianS || b.opened - a.opened)
    .map((panel) => ({
      name: panel.titles.get(language) ?? panel.lastTitle,
      parts: [panel.attendedMedianS],
      value: `${panel.attendedMedianS} s`,
      note: sayOpened(panel.opened, panel.finished, language),
    }));
  drawNamedBars(paper, { bars: panels, parts: [{ name: '', colour: colours.bronze }] });
}

/** Each day of the period has its bar, also the days of which the log says nothing. */
function gatherDays({ days, withHeadcounts }: Counts): { bars: Bar[]; isByMonth: boolean } {
  const dates = listDates(days.map(({ date }) => date));
  const isByMonth = dates.length > mostBars;
  const cut = (date: string) => date.slice(0, isByMonth ? 7 : 10);
  const bars = new Map<string, { group: number; outside: number; off: number; days: number }>();
  for (const date of dates) {
    const bar = bars.get(cut(date)) ?? { group: 0, outside: 0, off: 0, days: 0 };
    bar.days += 1;
    bars.set(cut(date), bar);
  }
  for (const day of days) {
    const bar = bars.get(cut(day.date));
    if (!bar) continue;
    bar.group += day.groupPeople;
    bar.outside += day.visitsOutsideGroups;
    bar.off += day.offMs / 60_000;
  }
  return {
    isByMonth,
    bars: [...bars].map(([date, { group, outside, off, days: length }]) => ({
      label: isByMonth ? date : date.slice(5),
      parts: withHeadcounts ? [group, outside] : [outside],
      off: Math.min(1, off / (length * dayMinutes)),
    })),
  };
}

function listDates(dates: readonly string[]): string[] {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const listed: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMinutes * 60_000) {
    listed.push(new Date(at).toISOString().slice(0, 10));
  }
  return listed;
}

function gatherHours({ hours }: Counts): Bar[] {
  const visits = Array.from({ length: 24 }, () => 0);
  for (const row of hours) visits[row.hour] = (visits[row.hour] ?? 0) + row.visits;
  return visits.map((value, hour) => ({ label: String(hour), parts: [value] }));
}

function gatherEntries({ language }: Paper, { stops, withHeadcounts }: Counts) {
  const known = audiences.map((entry) => ({ entry, name: sayValue(entry, language) }));
  const rows = [...known, { entry: null, name: reportWords.noEntry[language] }];
  return rows.flatMap(({ entry, name }) => {
    const own = stops.filter((stop) => stop.entry === entry);
    const sum = (field: 'groupPeople' | 'visitsOutsideGroups' | 'peopleReached') =>
      own.reduce((total, stop) => total + stop[field], 0);
    if (entry === null && sum('peopleReached') === 0) return [];
    return {
      name,
      note: sayStops(own.length, language),
      parts: withHeadcounts ? [sum('groupPeople'), sum('visitsOutsideGroups')] : [sum('visitsOutsideGroups')],
      value: sum('peopleReached').toLocaleString('en-US'),
    };
  });
}
