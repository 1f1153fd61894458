// Which words stand beside which. Common words each count for themselves, all others by their
// part of speech; how often one class follows another is learnt from text of our own, and where
// that says too little, from jieba's tagger. A pair of words that is seen again and again is kept.
import { readLoneTags, readTagPulls } from './read-tag-pulls.ts';
import type { Word } from './read-words.ts';
import { segmentText } from './segment-text.ts';

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

export interface Learning {
  /** Classes in all, with those of the parts of speech. */
  classes: number;
  /** Seen fewer times than this, a pair tells less than what stands behind it. */
  trust: number;
  /** How much jieba's tagger counts. */
  tagger: number;
  pairTrust: number;
  leastPairs: number;
}

export const learning: Learning = { classes: 150, trust: 200, tagger: 0.6, pairTrust: 60, leastPairs: 1 };

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

export function learnNeighbours(listed: Word[], clauses: string[], options: Learning = learning): Neighbours {
  const loneTags = readLoneTags(listed);
  const words = listed.map((word) => ({ ...word, tag: loneTags.get(word.text) ?? word.tag }));
  const known = listByText(words);
  const sentences = clauses.map((clause) => segmentText(clause, known));
  const used = new Map<string, number>();
  for (const word of sentences.flat()) if (word) used.set(word.text, (used.get(word.text) ?? 0) + 1);

  // Classes: the start, parts of speech (lone characters apart), then the commonest words.
  const kindOf = ({ text, tag }: Word) => (text.length === 1 ? `${tag}1` : tag);
  const kinds = ['', ...new Set(words.map(kindOf))];
  const kindCounts = new Map<string, number>();
  for (const word of words) kindCounts.set(kindOf(word), (kindCounts.get(kindOf(word)) ?? 0) + word.count);
  const mainKinds = kinds
    .filter((kind) => kind !== '')
    .sort((a, b) => (kindCounts.get(b) ?? 0) - (kindCounts.get(a) ?? 0))
    .slice(0, 60);
  const kindIds = new Map(mainKinds.map((kind, index) => [kind, index + 1]));
  const other = mainKinds.length;
  const own = new Map(
    [...used]
      .sort(([, a], [, b]) => b - a)
      .slice(0, options.classes - mainKinds.length - 1)
      .map(([text], index) => [text, mainKinds.length + 1 + index]),
  );
  const classes = mainKinds.length + 1 + own.size;
  const kindIdOf = (word: Word) => kindIds.get(kindOf(word)) ?? other;
  const classOf = Uint8Array.from(words, (word) => own.get(word.text) ?? kindIdOf(word));

  // The part of speech behind each class, and every chance in its turn.
  const tags = readTagPulls(words);
  const kindOfClass = new Int32Array(classes);
  const tagOfClass = Array.from({ length: classes }, () => '');
  const share = new Float64Array(classes);
  const all = words.reduce((sum, { count }) => sum + count, 0);
  for (const [place, word] of words.entries()) {
    const id = classOf[place] ?? 0;
    kindOfClass[id] = kindIdOf(word);
    tagOfClass[id] = word.tag;
    share[id] = (share[id] ?? 0) + word.count / all;
  }
  for (const [kind, id] of kindIds) tagOfClass[id] = kind.replace(/1$/, '');
  const kindCount = mainKinds.length + 1;
  const kindShare = new Float64Array(kindCount);
  for (let id = 1; id < classes; id += 1) {
    const kind = kindOfClass[id] ?? 0;
    kindShare[kind] = (kindShare[kind] ?? 0) + (share[id] ?? 0);
  }
  const tagIds = new Map(tags.tags.map((tag, index) => [tag, index]));
  const taggerPull = (from: number, to: number) => {
    const next = tagIds.get(tagOfClass[to] ?? '') ?? 0;
    if (from === 0) return tags.startPulls[next] ?? 0;
    return tags.pulls[(tagIds.get(tagOfClass[from] ?? '') ?? 0) * tags.tags.length + next] ?? 0;
  };

  const pairCounts = new Float64Array(classes * classes);
  const fromCounts = new Float64Array(classes);
  const wordPairs = new Map<string, { first: number; second: number; count: number }>();
  const wordCounts = new Map<number, number>();
  for (const sentence of sentences) {
    let before = 0;
    let beforePlace = -1;
    for (const word of sentence) {
      if (!word) {
        before = -1;
        beforePlace = -1;
        continue;
      }
      const id = classOf[word.place] ?? 0;
      if (before >= 0) {
        pairCounts[before * classes + id] = (pairCounts[before * classes + id] ?? 0) + 1;
        fromCounts[before] = (fromCounts[before] ?? 0) + 1;
      }
      if (beforePlace >= 0) {
        const key = `${beforePlace} ${word.place}`;
        const pair = wordPairs.get(key) ?? { first: beforePlace, second: word.place, count: 0 };
        pair.count += 1;
        wordPairs.set(key, pair);
        wordCounts.set(beforePlace, (wordCounts.get(beforePlace) ?? 0) + 1);
      }
      before = id;
      beforePlace = word.place;
    }
  }

  const pulls: number[] = [];
  for (let from = 0; from < classes; from += 1) {
    // What jieba's tagger expects of each kind here, then what our text does, then each class.
    const expected = new Float64Array(kindCount);
    let sum = 0;
    for (let kind = 1; kind < kindCount; kind += 1) {
      expected[kind] = (kindShare[kind] ?? 0) * Math.exp(options.tagger * taggerPull(from, kind));
      sum += expected[kind] ?? 0;
    }
    const seenKind = new Float64Array(kindCount);
    for (let to = 1; to < classes; to += 1) {
      const kind = kindOfClass[to] ?? 0;
      seenKind[kind] = (seenKind[kind] ?? 0) + (pairCounts[from * classes + to] ?? 0);
    }
    const seen = fromCounts[from] ?? 0;
    for (let to = 0; to < classes; to += 1) {
      const kind = kindOfClass[to] ?? 0;
      const kindChance =
        ((seenKind[kind] ?? 0) + (options.trust * (expected[kind] ?? 0)) / sum) / (seen + options.trust);
      const within = (share[to] ?? 0) / (kindShare[kind] ?? 1);
      const chance =
        ((pairCounts[from * classes + to] ?? 0) + options.trust * kindChance * within) /
        (seen + options.trust);
      pulls.push(to === 0 || share[to] === 0 ? 0 : Math.log(chance / (share[to] ?? 1)));
    }
  }
  const pairs = [...wordPairs.values()].flatMap(({ first, second, count }) => {
    if (count < options.leastPairs) return [];
    const classPull = pulls[(classOf[first] ?? 0) * classes + (classOf[second] ?? 0)] ?? 0;
    const chance = (words[second]?.count ?? 1) / all;
    const behind = chance * Math.exp(classPull);
    const seen = wordCounts.get(first) ?? 0;
    const pull = Math.log((count + options.pairTrust * behind) / (seen + options.pairTrust) / chance);
    return pull > classPull + 0.3 ? [{ first, second, pull }] : [];
  });
  return { classes, classOf, pulls, pairs };
}
