// Which words stand beside which: by the classes and pairs of a language model (word-pairs-file.ts),
// and by text of our own, which speaks of what this exhibition speaks of.
import type { Word } from './read-words.ts';
import { segmentText } from './segment-text.ts';
import { sumByClass } from './weigh-classes.ts';
import type { WordPairs } from './word-pairs-file.ts';

export interface Neighbours {
  /** How many classes there are; class 0 is the start of a sentence. */
  classes: number;
  /** The class of each word of the list. */
  classOf: Uint8Array;
  /** ln P(next | class) − ln P(next), one row of `classes` a class. */
  pulls: number[];
  /** Pairs of words (places in the list) whose pull is more than their classes'. */
  pairs: { first: number; second: number; pull: number }[];
}

/** How much of what is said of two classes is from our own text. */
const ownClassShare = 0.1;
/** Seen fewer times than this, the starts of our sentences tell less than how common a class is. */
const startTrust = 100;
/** Seen fewer times than this, a word's followers in our text tell less than the model. */
const pairTrust = 60;
/** A pair of our text that says less than this beyond the model is left out. */
const leastGain = 0.3;
/** A reading that is so rare for its word takes no part in the word's pairs. */
export const leastReading = 0.05;

/** How much of a word's count is taken from our own text, where it has any. */
const ownShare = 0.3;

/** Counts of `words` as they are in texts of the day: mixes in what `clauses` use. */
export function adjustCounts(words: Word[], clauses: string[], share = ownShare): void {
  const used = new Map<string, number>();
  const known = listByText(words);
  let total = 0;
  for (const clause of clauses) {
    for (const word of segmentText(clause, known)) {
      if (!word) continue;
      used.set(word.text, (used.get(word.text) ?? 0) + 1);
      total += 1;
    }
  }
  const all = words.reduce((sum, { count }) => sum + count, 0);
  const before = new Map<string, number>();
  for (const { text, count } of words) before.set(text, (before.get(text) ?? 0) + count);
  for (const word of words) {
    const part = word.count / (before.get(word.text) ?? 1);
    const own = ((used.get(word.text) ?? 0) / total) * all;
    word.count = (1 - share) * word.count + share * own * part;
  }
}

interface Known {
  text: string;
  cost: number;
  place: number;
}

function listByText(words: Word[]): Map<string, Known> {
  const all = words.reduce((sum, { count }) => sum + count, 0);
  const known = new Map<string, Known>();
  for (const [place, { text, count }] of words.entries()) {
    const cost = -Math.log(count / all);
    if ((known.get(text)?.cost ?? Number.POSITIVE_INFINITY) > cost) known.set(text, { text, cost, place });
  }
  return known;
}

export function learnNeighbours(words: Word[], clauses: string[], model: WordPairs): Neighbours {
  const known = listByText(words);
  const sentences = clauses.map((clause) => segmentText(clause, known));
  const { classes } = model;
  const textPlaces = new Map(model.texts.map((text, place) => [text, place]));
  const classOf = Uint8Array.from(words, ({ text }) => model.classOf[textPlaces.get(text) ?? -1] ?? 0);
  const total = words.reduce((sum, { count }) => sum + count, 0);
  const shares = Float64Array.from(words, ({ count }) => count / total);

  const classPairs = new Float64Array(classes * classes);
  const starts = new Float64Array(classes);
  const wordPairs = new Map<number, number>();
  const followed = new Float64Array(words.length);
  let allPairs = 0;
  const add = (counts: Float64Array, index: number) => {
    counts[index] = (counts[index] ?? 0) + 1;
  };
  for (const sentence of sentences) {
    let before: Known | undefined;
    for (const word of sentence) {
      if (before && word) {
        add(classPairs, (classOf[before.place] ?? 0) * classes + (classOf[word.place] ?? 0));
        const key = before.place * words.length + word.place;
        wordPairs.set(key, (wordPairs.get(key) ?? 0) + 1);
        add(followed, before.place);
        allPairs += 1;
      }
      before = word;
    }
    const [first] = sentence;
    if (first) add(starts, classOf[first.place] ?? 0);
  }

  const classShare = sumByClass(shares, classOf, classes);
  const pulls = model.pulls.map((pull, cell) => {
    const to = cell % classes;
    const share = classShare[to] ?? 0;
    const from = Math.floor(cell / classes);
    if (share === 0) return 0;
    if (from === 0) {
      return Math.log(((starts[to] ?? 0) + startTrust * share) / (sentences.length + startTrust) / share);
    }
    const expected = (classShare[from] ?? 0) * share;
    if (expected === 0) return 0;
    const own = (classPairs[cell] ?? 0) / allPairs / expected;
    return Math.log((1 - ownClassShare) * Math.exp(pull) + ownClassShare * own);
  });

  const pairs = new Map<number, number>();
  const places = listReadings(words, model.texts);
  for (const { first, second, pull } of model.pairs) {
    for (const from of places[first] ?? []) {
      for (const to of places[second] ?? []) pairs.set(from * words.length + to, pull);
    }
  }
  for (const [key, count] of wordPairs) {
    const first = Math.floor(key / words.length);
    const second = key % words.length;
    const classPull = pulls[(classOf[first] ?? 0) * classes + (classOf[second] ?? 0)] ?? 0;
    const expected = pairs.get(key) ?? classPull;
    const share = shares[second] ?? 1;
    const seen = followed[first] ?? 0;
    const chance = (count + pairTrust * share * Math.exp(expected)) / (seen + pairTrust);
    const pull = Math.log(chance / share);
    if (pull > expected + leastGain) pairs.set(key, pull);
  }
  return {
    classes,
    classOf,
    pulls,
    pairs: Array.from(pairs, ([key, pull]) => ({
      first: Math.floor(key / words.length),
      second: key % words.length,
      pull,
    })),
  };
}

/** For each text the places of its words, one a reading, without rare readings. */
function listReadings(words: Word[], texts: string[]): number[][] {
  const ofText = new Map<string, number[]>();
  for (const [place, { text }] of words.entries()) {
    const listed = ofText.get(text);
    if (listed) listed.push(place);
    else ofText.set(text, [place]);
  }
  return texts.map((text) => {
    const places = ofText.get(text) ?? [];
    const count = (place: number) => words[place]?.count ?? 0;
    const all = places.reduce((sum, place) => sum + count(place), 0);
    return places.filter((place) => count(place) >= leastReading * all);
  });
}
