// What holds visitors: for each panel, how many visits opened and finished it, how long they
// stayed, what they answered. Touches and staff sessions are left out.
import type { AspectId } from './aspects.ts';
import type { PanelFacts, VisitFacts } from './count-visits.ts';
import type { Language } from './language.ts';
import { tallyAll, type Tally as VisitTally } from './tally.ts';

export type PanelCount = {
  panel: string;
  /** As last shown in each language, so that history survives deleted content. */
  titles: Map<Language, string>;
  lastTitle: string;
  aspect: AspectId;
  opened: number;
  finished: number;
  attendedMs: number;
  /** Whole seconds, over the visits that opened it. */
  attendedMedianS: number;
  quizRight: number;
  quizAnswered: number;
};

type Tally = PanelCount & { bySecond: Map<number, number> };

/** One row a panel, in order of their first opening. */
export function tallyPanels(): VisitTally<PanelCount[]> {
  const tallies = new Map<string, Tally>();
  return {
    add({ kind, panels, language }) {
      if (kind !== 'visit') return;
      for (const facts of panels) {
        const tally = tallies.get(facts.panel) ?? makeTally(facts);
        tallies.set(facts.panel, tally);
        addFacts(tally, facts, language);
      }
    },
    result: () =>
      [...tallies.values()].map(({ bySecond, ...count }) => ({
        ...count,
        attendedMedianS: findMedian(bySecond, count.opened),
      })),
  };
}

export function countPanels(visits: Iterable<VisitFacts>): PanelCount[] {
  return tallyAll(visits, tallyPanels());
}

function makeTally({ panel, title, aspect }: PanelFacts): Tally {
  return {
    panel,
    titles: new Map(),
    lastTitle: title,
    aspect,
    opened: 0,
    finished: 0,
    attendedMs: 0,
    attendedMedianS: 0,
    quizRight: 0,
    quizAnswered: 0,
    bySecond: new Map(),
  };
}

function addFacts(tally: Tally, facts: PanelFacts, language: Language): void {
  tally.titles.set(language, facts.title);
  tally.lastTitle = facts.title;
  tally.aspect = facts.aspect;
  tally.opened += 1;
  if (facts.isFinished) tally.finished += 1;
  tally.attendedMs += facts.attendedMs;
  if (facts.quiz) tally.quizAnswered += 1;
  if (facts.quiz === 'right') tally.quizRight += 1;
  const second = Math.round(facts.attendedMs / 1000);
  tally.bySecond.set(second, (tally.bySecond.get(second) ?? 0) + 1);
}

/** Of seconds held as counts, whose memory grows with the longest stay and not with the log. */
function findMedian(bySecond: ReadonlyMap<number, number>, count: number): number {
  if (count === 0) return 0;
  const seconds = [...bySecond].sort(([a], [b]) => a - b);
  const at = (rank: number): number => {
    let passed = 0;
    for (const [second, times] of seconds) {
      passed += times;
      if (passed > rank) return second;
    }
    return 0;
  };
  return Math.round((at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2);
}
