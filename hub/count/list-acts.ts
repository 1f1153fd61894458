// What one visit did that figures count, a row each: the rows behind pledges, chapters, reflections and steps.
// Of the same sessions as their aggregates (contributions.ts): staff tests do nothing, touches guess nothing.
import { compareText } from '../../model/compare-text.ts';
import { chapters } from '../../model/count-matrix.ts';
import type { VisitFacts } from '../../model/count-visits.ts';
import type { StepTouch } from './count-steps.ts';
import type { VisitActsTable } from './visit-tables.ts';

export type VisitAct = Pick<VisitActsTable, 'act' | 'n' | 'about' | 'times' | 'signatures' | 'right_times'>;

type Done = Pick<VisitFacts, 'kind' | 'signed' | 'played' | 'reflections'>;

const none = { n: 1, about: '', times: 1, signatures: 0, right_times: 0 };

export function listActs({ facts, steps }: { facts: Done; steps: readonly StepTouch[] }): VisitAct[] {
  const { kind, signed, played, reflections } = facts;
  if (kind === 'staff-test') return [];
  const pledges = signed.map(({ pledge, signatures }, index) => ({
    ...none,
    act: 'talk' as const,
    n: index + 1,
    about: pledge,
    signatures,
  }));
  const shown = chapters.flatMap((act) => {
    const times = played.find(({ media }) => media === act)?.times ?? 0;
    return times === 0 ? [] : [{ ...none, act, times }];
  });
  const written = reflections === 0 ? [] : [{ ...none, act: 'reflection' as const, times: reflections }];
  return [...pledges, ...shown, ...written, ...(kind === 'visit' ? listSteps(steps) : [])];
}

/** One an aspect, in an order that both databases know. */
function listSteps(steps: readonly StepTouch[]): VisitAct[] {
  return [...Map.groupBy(steps, ({ aspect }) => aspect)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([aspect, touches], index) => ({
      ...none,
      act: 'step',
      n: index + 1,
      about: aspect,
      times: touches.reduce((sum, { guessed }) => sum + guessed, 0),
      right_times: touches.reduce((sum, { right }) => sum + right, 0),
    }));
}
