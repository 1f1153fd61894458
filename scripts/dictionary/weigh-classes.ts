// How strongly one class of words draws the next, from pairs of words.
import { unknownClass, type WeightedPairs } from './cluster-words.ts';

export interface ClassWeights {
  classes: number;
  classOf: Uint8Array;
  /** How much of all text each word is. */
  shares: Float64Array;
  /** What each word is where nothing is known of the word before it. */
  behind: Float64Array;
}

/** So much of what a word is followed by is at least in no listed pair. */
const leastLeft = 0.1;
/** Of what the classes' commonness says, what is believed in any case. */
const floor = 0.02;
/** So much of a pair of classes is left to what is not listed, at least. */
const leastRest = 0.01;

/** ln P(next | class) − ln P(next) of all pairs but those of `listed`; `pairs.weight` is P(both). */
export function weighClasses(
  pairs: WeightedPairs,
  { classes, classOf, shares, behind }: ClassWeights,
  listed: ReadonlySet<number> = new Set(),
): number[] {
  const joint = new Float64Array(classes * classes);
  const classShare = sumByClass(shares, classOf, classes);
  const expected = Float64Array.from(
    joint,
    (_, cell) => (classShare[Math.floor(cell / classes)] ?? 0) * (classShare[cell % classes] ?? 0),
  );
  const atLeast = expected.map((part) => part * leastRest);
  const inPairs = new Float64Array(shares.length);
  for (const [pair, first] of pairs.first.entries()) {
    const second = pairs.second[pair] ?? 0;
    const weight = pairs.weight[pair] ?? 0;
    const cell = (classOf[first] ?? 0) * classes + (classOf[second] ?? 0);
    inPairs[first] = (inPairs[first] ?? 0) + weight;
    if (listed.has(pair))
      expected[cell] = (expected[cell] ?? 0) - (shares[first] ?? 0) * (shares[second] ?? 0);
    else joint[cell] = (joint[cell] ?? 0) + weight;
  }
  const classBehind = sumByClass(behind, classOf, classes);
  const allBehind = classBehind.reduce((sum, part) => sum + part, 0);
  const left = shares.map((share, word) => Math.max(leastLeft * share, share - (inPairs[word] ?? 0)));
  const classLeft = sumByClass(left, classOf, classes);
  return Array.from(joint, (weight, cell) => {
    const from = Math.floor(cell / classes);
    const to = cell % classes;
    const rest = Math.max(expected[cell] ?? 0, atLeast[cell] ?? 0);
    if (from <= unknownClass || to <= unknownClass || rest === 0) return 0;
    const unlisted = ((classLeft[from] ?? 0) * (classBehind[to] ?? 0)) / allBehind;
    return Math.log((weight + unlisted) / rest + floor);
  });
}

export function sumByClass(parts: Float64Array, classOf: Uint8Array, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  for (const [word, part] of parts.entries()) {
    const id = classOf[word] ?? 0;
    sums[id] = (sums[id] ?? 0) + part;
  }
  return sums;
}
