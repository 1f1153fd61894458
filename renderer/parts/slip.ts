// A reflection as it hangs on the wall, and whether its words stand upright, as Chinese may, or lie.
import type { Audience } from '../../model/aspects.ts';
import type { Ink } from '../../model/ink.ts';

/** As GET /api/wall gives it: with text, or with ink. */
export interface Slip {
  id: string;
  text?: string;
  ink?: Ink;
  audience?: Audience;
  /** Id of the board it was written at. */
  panel?: string;
  /** Whether it was written at the present stop. */
  here: boolean;
}

/** Columns of so many characters; more of them than this are tiring to read. */
const columnLength = 10;
const mostColumns = 10;
/** On a slip that only hangs there: as much as is taken in while passing. */
const shortLength = 38;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Mostly Chinese, without long words that would lie on their side, and short enough for columns. */
export function readsUpright(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han === 0 || han < letters * 0.9 || /[[\p{L}\p{N}]--\p{Script=Han}]{5}/v.test(text)) return false;
  const columns = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / columnLength)), 0);
  return columns <= mostColumns;
}

/** The first words of an upright slip: whole to a punctuation mark where there is one, then an ellipsis. */
export function shortenUpright(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const characters = [...graphemes.segment(line)].map(({ segment }) => segment);
  if (characters.length <= shortLength) return line;
  const kept = characters.slice(0, shortLength);
  const stop = kept.findLastIndex((character) => /[，。；：？！、]/.test(character));
  const whole = stop >= shortLength / 2 ? kept.slice(0, stop) : kept;
  return `${whole.join('')}……`;
}
