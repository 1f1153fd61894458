// The Regulations on Disciplinary Action (2023), as far as they have been verified: which
// articles belong to which aspect, which may be printed, and how far each one's sanctions go.
// An article that is not here must not be cited: wrong law on a public panel is worse than none.
import type { AspectId } from '../../model/aspects.ts';
import { partySanctions, type PartySanction } from '../../model/edition-source.ts';

export const regulationsId = 'regs-2023';

/** First and last article of each discipline's chapter (chapters 6 to 11 of part two). */
export const chapterArticles: Record<Exclude<AspectId, 'law'>, [first: number, last: number]> = {
  political: [49, 76],
  organisational: [77, 93],
  integrity: [94, 121],
  public: [122, 129],
  work: [130, 149],
  life: [150, 154],
};

type Range = [lightest: PartySanction, heaviest: PartySanction];
const unknownRange = undefined;

/** Verified articles and the range of sanctions in them; undefined where no range was verified. */
const ranges: Record<number, Range | undefined> = {
  29: unknownRange,
  30: unknownRange,
  33: ['removal', 'expulsion'],
  34: unknownRange,
  35: unknownRange,
  49: ['warning', 'expulsion'],
  54: unknownRange,
  55: ['severe-warning', 'expulsion'],
  57: ['warning', 'expulsion'],
  63: ['warning', 'expulsion'],
  70: ['warning', 'expulsion'],
  77: ['warning', 'probation'],
  81: ['warning', 'probation'],
  82: ['warning', 'removal'],
  83: unknownRange,
  89: ['warning', 'removal'],
  90: ['removal', 'expulsion'],
  91: ['warning', 'expulsion'],
  94: ['warning', 'expulsion'],
  97: ['warning', 'expulsion'],
  98: ['warning', 'probation'],
  99: ['warning', 'expulsion'],
  100: ['warning', 'expulsion'],
  101: ['warning', 'probation'],
  102: unknownRange,
  103: unknownRange,
  104: ['warning', 'expulsion'],
  105: ['warning', 'probation'],
  107: ['removal', 'removal'],
  111: ['warning', 'expulsion'],
  112: ['warning', 'expulsion'],
  113: ['warning', 'expulsion'],
  114: ['warning', 'expulsion'],
  116: ['warning', 'removal'],
  117: unknownRange,
  122: ['warning', 'expulsion'],
  123: ['warning', 'probation'],
  124: ['warning', 'expulsion'],
  125: ['removal', 'expulsion'],
  126: ['warning', 'probation'],
  131: unknownRange,
  132: ['warning', 'expulsion'],
  133: ['warning', 'removal'],
  139: ['warning', 'expulsion'],
  141: unknownRange,
  142: unknownRange,
  143: unknownRange,
  144: unknownRange,
  149: unknownRange,
  150: ['warning', 'removal'],
  152: ['warning', 'removal'],
  153: ['warning', 'expulsion'],
  154: unknownRange,
};

export function isVerifiedArticle(article: number): boolean {
  return article in ranges;
}

/** Whether `sanction` lies within what the cited articles allow together; unknown ranges allow all. */
export function isWithinRange(sanction: PartySanction, articles: number[]): boolean {
  if (sanction === 'none') return true;
  const known = articles.map((article) => ranges[article]);
  if (known.some((range) => range === undefined)) return true;
  const rank = (one: PartySanction) => partySanctions.indexOf(one);
  return known.some((range) => range && rank(range[0]) <= rank(sanction) && rank(sanction) <= rank(range[1]));
}
