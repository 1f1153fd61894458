// A table in the making: visits are added one by one, and what it holds grows with what there
// is to tell, days or stops or panels, and not with the visits.
import type { VisitFacts } from './count-visits.ts';

export type Tally<Result> = {
  add(visit: VisitFacts): void;
  result(): Result;
};

export function tallyAll<Result>(visits: Iterable<VisitFacts>, tally: Tally<Result>): Result {
  for (const visit of visits) tally.add(visit);
  return tally.result();
}
