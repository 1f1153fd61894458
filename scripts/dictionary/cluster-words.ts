// Words that keep the same company, put into classes: each word in turn goes to the class in which
// the pairs of classes tell most about the pairs of words (Kneser and Ney's exchange).

/** Pairs of words (places in a list) and how much of all text they are. */
export interface WeightedPairs {
  first: Int32Array;
  second: Int32Array;
  weight: Float64Array;
}

/** Class of what the model knows nothing of; 0 is the start of a sentence. */
export const unknownClass = 1;
const firstClass = 2;

const passes = 4;
/** Rarer words cannot move the commoner ones, and go to their class at the end. */
const movedInEveryPass = 30_000;

/** Classes beside which a word stands, and how much it does. */
interface Company {
  ids: Int32Array;
  parts: Float64Array;
  sum: number;
}

/** A class below `classes` for each of `shares.length` words. */
export function clusterWords(
  pairs: WeightedPairs,
  shares: Float64Array,
  classes: number,
  say: (line: string) => void,
): Uint8Array {
  const { first, second, weight } = pairs;
  const { length } = shares;
  const classOf = new Uint8Array(length).fill(unknownClass);
  const after = listPairs(first, length);
  const before = listPairs(second, length);
  const known = [...shares.keys()]
    .filter((word) => after.of(word).length + before.of(word).length > 0)
    .sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
  for (const [rank, word] of known.entries()) classOf[word] = firstClass + (rank % (classes - firstClass));

  const joint = new Float64Array(classes * classes);
  const asFirst = new Float64Array(classes);
  const asSecond = new Float64Array(classes);
  const add = (to: Float64Array, index: number, part: number) => {
    to[index] = (to[index] ?? 0) + part;
  };
  for (let pair = 0; pair < first.length; pair += 1) {
    const part = weight[pair] ?? 0;
    const from = classOf[first[pair] ?? 0] ?? 0;
    const to = classOf[second[pair] ?? 0] ?? 0;
    add(joint, from * classes + to, part);
    add(asFirst, from, part);
    add(asSecond, to, part);
  }
  /** How much of a word's pairs goes to each class. */
  const gather = (list: Int32Array, others: Int32Array, word: number): Company => {
    const parts = new Map<number, number>();
    for (const pair of list) {
      const other = others[pair] ?? 0;
      if (other === word) continue;
      const id = classOf[other] ?? 0;
      parts.set(id, (parts.get(id) ?? 0) + (weight[pair] ?? 0));
    }
    const company = { ids: Int32Array.from(parts.keys()), parts: Float64Array.from(parts.values()) };
    return { ...company, sum: company.parts.reduce((sum, part) => sum + part, 0) };
  };
  for (let pass = 1; pass <= passes; pass += 1) {
    let moved = 0;
    for (const word of pass < passes ? known.slice(0, movedInEveryPass) : known) {
      const next = gather(after.of(word), second, word);
      const last = gather(before.of(word), first, word);
      const move = (id: number, sign: 1 | -1) => {
        for (const [index, other] of next.ids.entries()) {
          add(joint, id * classes + other, sign * (next.parts[index] ?? 0));
        }
        for (const [index, other] of last.ids.entries()) {
          add(joint, other * classes + id, sign * (last.parts[index] ?? 0));
        }
        add(asFirst, id, sign * next.sum);
        add(asSecond, id, sign * last.sum);
      };
      const old = classOf[word] ?? 0;
      move(old, -1);
      let best = { id: old, gain: Number.NEGATIVE_INFINITY };
      for (let id = firstClass; id < classes; id += 1) {
        let gain = -grow(asFirst[id] ?? 0, next.sum) - grow(asSecond[id] ?? 0, last.sum);
        // Most of the time goes here: no iterators.
        for (let index = 0; index < next.ids.length; index += 1) {
          gain += grow(joint[id * classes + (next.ids[index] ?? 0)] ?? 0, next.parts[index] ?? 0);
        }
        for (let index = 0; index < last.ids.length; index += 1) {
          gain += grow(joint[(last.ids[index] ?? 0) * classes + id] ?? 0, last.parts[index] ?? 0);
        }
        if (gain > best.gain + 1e-13) best = { id, gain };
      }
      move(best.id, 1);
      classOf[word] = best.id;
      if (best.id !== old) moved += 1;
    }
    say(`classes, pass ${pass} of ${passes}: ${moved} words moved`);
  }
  return classOf;
}

/** By how much x ln x grows where x does by `part`. */
function grow(x: number, part: number): number {
  return weigh(x + part) - weigh(x);
}

function weigh(x: number): number {
  return x > 1e-15 ? x * Math.log(x) : 0;
}

/** The pairs of each word, from the column that names it. */
function listPairs(column: Int32Array, words: number): { of(word: number): Int32Array } {
  const starts = new Int32Array(words + 1);
  for (const word of column) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let word = 0; word < words; word += 1)
    starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
  const filled = starts.slice();
  const pairs = new Int32Array(column.length);
  for (const [pair, word] of column.entries()) {
    const at = filled[word] ?? 0;
    pairs[at] = pair;
    filled[word] = at + 1;
  }
  return { of: (word) => pairs.subarray(starts[word], starts[word + 1]) };
}
