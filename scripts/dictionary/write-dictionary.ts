// Writes the dictionary in the shape that renderer/writing/pinyin/dictionary.ts reads: a JSON
// head, then one column of bytes after another, so that the page reads it without parsing.
import {
  costScale,
  pairPullScale,
  pullScale,
  rankWords,
  type DictionaryHead,
} from '../../renderer/writing/pinyin/dictionary.ts';
import type { Neighbours } from './learn-neighbours.ts';
import type { Word } from './read-words.ts';

export function writeDictionary(
  words: Word[],
  { classes, classOf, pulls, pairs }: Neighbours,
  toHant: (text: string) => string,
): Uint8Array<ArrayBuffer> {
  const syllables = [...new Set(words.flatMap(({ reading }) => reading))].sort();
  const syllableIds = new Map(syllables.map((syllable, id) => [syllable, id]));
  const total = words.reduce((sum, { count }) => sum + count, 0);
  const entries = words
    .map(({ text, reading, count }, place) => ({
      place,
      text,
      ids: reading.map((syllable) => syllableIds.get(syllable) ?? 0),
      cost: Math.min(255, Math.round(-Math.log(count / total) * costScale)),
    }))
    .sort((a, b) => compareIds(a.ids, b.ids) || a.cost - b.cost || (a.text < b.text ? -1 : 1));
  const homophones = listHomophones(entries, syllables.length);
  const places = homophones.map((chars) => new Map([...chars].map((char, place) => [char, place])));

  const lengths: number[] = [];
  const shared: number[] = [];
  const tails: number[] = [];
  const chars: number[] = [];
  let before: number[] = [];
  for (const { text, ids } of entries) {
    let same = 0;
    while (same < ids.length && same < before.length && ids[same] === before[same]) same += 1;
    lengths.push(ids.length);
    shared.push(same);
    tails.push(...ids.slice(same));
    for (const [index, char] of [...text].entries()) {
      const place = places[ids[index] ?? 0]?.get(char) ?? 0;
      if (place > 255) throw new Error(`${char} has more than 256 homophones`);
      chars.push(place);
    }
    before = ids;
  }
  const costs = Uint8Array.from(entries, ({ cost }) => cost);
  const pairColumns = listPairs(entries, rankWords(costs), pairs);
  const head: DictionaryHead = {
    format: 1,
    words: entries.length,
    characters: chars.length,
    tails: tails.length,
    syllables,
    homophones,
    classes,
    pairs: pairs.length,
    ...listHant(entries, toHant),
  };
  return join(head, [
    Uint8Array.from(lengths),
    Uint8Array.from(shared),
    Uint8Array.from(tails, (id) => id & 255),
    Uint8Array.from(tails, (id) => id >> 8),
    Uint8Array.from(chars),
    costs,
    Uint8Array.from(entries, ({ place }) => classOf[place] ?? 0),
    Uint8Array.from(pulls, (pull) => writeSigned(pull * pullScale)),
    ...pairColumns,
  ]);
}

/** How many pairs each first word has, the distances of the seconds, and the pulls; all by rank. */
function listPairs(entries: Entry[], ranks: Uint32Array, pairs: Neighbours['pairs']): Uint8Array[] {
  const rankOf = new Map(entries.map(({ place }, index) => [place, ranks[index] ?? 0]));
  const listed = pairs
    .map(({ first, second, pull }) => ({
      first: rankOf.get(first) ?? 0,
      second: rankOf.get(second) ?? 0,
      pull,
    }))
    .sort((a, b) => a.first - b.first || a.second - b.second);
  const counts = new Uint32Array(entries.length);
  for (const { first } of listed) counts[first] = (counts[first] ?? 0) + 1;
  if (counts.some((count) => count > 65_535)) throw new Error('a word has more than 65535 pairs');
  const steps = listed.map(({ first, second }, index) => {
    const before = listed[index - 1];
    return before?.first === first ? second - before.second : second;
  });
  return [
    ...[0, 8].map((shift) => Uint8Array.from(counts, (count) => (count >> shift) & 255)),
    ...[0, 8, 16].map((shift) => Uint8Array.from(steps, (step) => (step >> shift) & 255)),
    Uint8Array.from(listed, ({ pull }) => writeSigned(pull * pairPullScale)),
  ];
}

function writeSigned(value: number): number {
  return 128 + Math.max(-127, Math.min(127, Math.round(value)));
}

interface Entry {
  place: number;
  text: string;
  ids: number[];
  cost: number;
}

function compareIds(a: number[], b: number[]): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** For each syllable the characters that are read so, the commonest first. */
function listHomophones(entries: Entry[], count: number): string[] {
  const seen = Array.from({ length: count }, () => new Map<string, number>());
  for (const { text, ids, cost } of entries) {
    for (const [index, char] of [...text].entries()) {
      const chars = seen[ids[index] ?? 0];
      chars?.set(char, (chars.get(char) ?? 0) + Math.exp(-cost / costScale));
    }
  }
  return seen.map((chars) =>
    [...chars]
      .sort(([, a], [, b]) => b - a)
      .map(([char]) => char)
      .join(''),
  );
}

/** Characters that Traditional text writes otherwise, and words that are more than theirs. */
function listHant(entries: Entry[], toHant: (text: string) => string) {
  const chars = new Map<string, string>();
  for (const char of new Set(entries.flatMap(({ text }) => [...text]))) {
    const hant = toHant(char);
    if (hant !== char) chars.set(char, hant);
  }
  const hantWords: [number, string][] = [];
  let last = 0;
  for (const [index, { text }] of entries.entries()) {
    const hant = toHant(text);
    if (text.length < 2 || hant === [...text].map((char) => chars.get(char) ?? char).join('')) continue;
    hantWords.push([index - last, hant]);
    last = index;
  }
  return { hansChars: [...chars.keys()].join(''), hantChars: [...chars.values()].join(''), hantWords };
}

function join(head: DictionaryHead, columns: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + columns.reduce((sum, { length }) => sum + length, 0));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = 4 + text.length;
  for (const column of columns) {
    bytes.set(column, at);
    at += column.length;
  }
  return bytes;
}
