// The dictionary in memory: words in the order of their readings, so that every range of words
// that begin alike is found by halving, and nothing has to be built when the keyboard opens.
// scripts/dictionary/write-dictionary.ts writes what is read here.

/** What stands at the front of the file, as JSON; the columns follow it. */
export interface DictionaryHead {
  format: 1;
  words: number;
  characters: number;
  tails: number;
  /** In alphabetical order; a syllable's place is its id. ü is written v. */
  syllables: string[];
  /** For each syllable the characters read so; a word's characters are places in these. */
  homophones: string[];
  classes: number;
  pairs: number;
  hansChars: string;
  hantChars: string;
  /** Words whose Traditional form is not that of their characters: the distance from the last, the form. */
  hantWords: [number, string][];
}

/** A cost is −ln of a word's chance, in this many parts of one. */
export const costScale = 14;
/** A pull is a difference of such logarithms, in this many parts of one. */
export const pullScale = 18;

/** The same of pairs of words, which reach further and need less care. */
export const pairPullScale = 4;

export interface Dictionary {
  syllables: string[];
  syllableIds: Map<string, number>;
  classes: number;
  words: number;
  /** Where each word begins in `syllableOf` and `characters`; one more at the end. */
  starts: Uint32Array;
  syllableOf: Uint16Array;
  characters: Uint16Array;
  /** −ln of the word's chance, times `costScale`. */
  costs: Uint8Array;
  classOf: Uint8Array;
  /** How much a class draws the next, one row of `classes` a class; row 0 is a sentence's start. */
  pulls: Int8Array;
  /** Each word's place among all, the commonest first: pairs of words are listed by it. */
  ranks: Uint32Array;
  /** Where the pairs of each first word (by rank) begin; one more at the end. */
  pairStarts: Uint32Array;
  /** Ranks of second words, ascending within a first. */
  pairSeconds: Uint32Array;
  /** How much the first draws the second, where that is not what their classes say. */
  pairPulls: Int8Array;
  hantChars: Map<string, string>;
  hantWords: Map<number, string>;
}

/** Throws where the bytes are not a dictionary of this format. */
export function readDictionary(buffer: ArrayBuffer): Dictionary {
  const headLength = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headLength))) as DictionaryHead;
  if (head.format !== 1) throw new Error('the dictionary has another format');
  let at = 4 + headLength;
  const column = (length: number) => {
    if (at + length > buffer.byteLength) throw new Error('the dictionary is shorter than it says');
    at += length;
    return new Uint8Array(buffer, at - length, length);
  };
  const lengths = column(head.words);
  const shared = column(head.words);
  const tailLow = column(head.tails);
  const tailHigh = column(head.tails);
  const places = column(head.characters);
  const costs = column(head.words);
  const classOf = column(head.words);
  const pulls = readSigned(column(head.classes ** 2));
  const ranks = rankWords(costs);
  const pairs = readPairs(
    [column(head.words), column(head.words)],
    [column(head.pairs), column(head.pairs), column(head.pairs)],
  );
  const pairPulls = readSigned(column(head.pairs));

  const starts = new Uint32Array(head.words + 1);
  const syllableOf = new Uint16Array(head.characters);
  const characters = new Uint16Array(head.characters);
  const codes = head.homophones.map((chars) => Uint16Array.from(chars, (char) => char.charCodeAt(0)));
  let tail = 0;
  let start = 0;
  let before = 0;
  for (let word = 0; word < head.words; word += 1) {
    const length = lengths[word] ?? 0;
    const same = shared[word] ?? 0;
    starts[word] = start;
    for (let index = 0; index < length; index += 1) {
      let id = 0;
      if (index < same) {
        id = syllableOf[before + index] ?? 0;
      } else {
        id = (tailLow[tail] ?? 0) | ((tailHigh[tail] ?? 0) << 8);
        tail += 1;
      }
      syllableOf[start + index] = id;
      characters[start + index] = codes[id]?.[places[start + index] ?? 0] ?? 0;
    }
    before = start;
    start += length;
  }
  starts[head.words] = start;
  let word = 0;
  return {
    syllables: head.syllables,
    syllableIds: new Map(head.syllables.map((syllable, id) => [syllable, id])),
    classes: head.classes,
    words: head.words,
    starts,
    syllableOf,
    characters,
    costs,
    classOf,
    pulls,
    ranks,
    ...pairs,
    pairPulls,
    hantChars: new Map([...head.hansChars].map((char, index) => [char, head.hantChars.charAt(index)])),
    hantWords: new Map(
      head.hantWords.map(([distance, hant]) => {
        word += distance;
        return [word, hant];
      }),
    ),
  };
}

/** The place of each word among all by its cost, words of one cost in their order. */
export function rankWords(costs: Uint8Array): Uint32Array {
  const next = new Uint32Array(257);
  for (const cost of costs) next[cost + 1] = (next[cost + 1] ?? 0) + 1;
  for (let cost = 0; cost < 256; cost += 1) next[cost + 1] = (next[cost + 1] ?? 0) + (next[cost] ?? 0);
  const ranks = new Uint32Array(costs.length);
  for (let word = 0; word < costs.length; word += 1) {
    const cost = costs[word] ?? 0;
    const rank = next[cost] ?? 0;
    ranks[word] = rank;
    next[cost] = rank + 1;
  }
  return ranks;
}

/** Bytes that stand for −128 to 127. */
function readSigned(bytes: Uint8Array): Int8Array {
  const values = new Int8Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) values[index] = (bytes[index] ?? 0) - 128;
  return values;
}

/** From the number of pairs of each first word, and the distance of each second from the one before. */
function readPairs(counts: [Uint8Array, Uint8Array], steps: [Uint8Array, Uint8Array, Uint8Array]) {
  const [countLow, countHigh] = counts;
  const [stepLow, stepMiddle, stepHigh] = steps;
  const pairStarts = new Uint32Array(countLow.length + 1);
  const pairSeconds = new Uint32Array(stepLow.length);
  let pair = 0;
  for (let first = 0; first < countLow.length; first += 1) {
    const end = pair + ((countLow[first] ?? 0) | ((countHigh[first] ?? 0) << 8));
    let second = 0;
    for (; pair < end; pair += 1) {
      second += (stepLow[pair] ?? 0) | ((stepMiddle[pair] ?? 0) << 8) | ((stepHigh[pair] ?? 0) << 16);
      pairSeconds[pair] = second;
    }
    pairStarts[first + 1] = end;
  }
  return { pairStarts, pairSeconds };
}

/** How much `first` is to be followed by `second`, as a logarithm. */
export function pullBetween(dictionary: Dictionary, first: number, second: number): number {
  const { ranks, pairStarts, pairSeconds, pairPulls, classOf, classes, pulls } = dictionary;
  const firstRank = ranks[first] ?? 0;
  const secondRank = ranks[second] ?? 0;
  let low = pairStarts[firstRank] ?? 0;
  const end = pairStarts[firstRank + 1] ?? 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairSeconds[middle] ?? 0) < secondRank) low = middle + 1;
    else high = middle;
  }
  if (low < end && pairSeconds[low] === secondRank) return (pairPulls[low] ?? 0) / pairPullScale;
  return (pulls[(classOf[first] ?? 0) * classes + (classOf[second] ?? 0)] ?? 0) / pullScale;
}

/** Words from `from` up to, without, `to`. */
export interface Range {
  from: number;
  to: number;
}

/**
 * Of the words in `range`, which agree in their first `depth` syllables, those whose next one
 * is `syllable`; undefined where there are none.
 */
export function narrow(
  { starts, syllableOf }: Dictionary,
  range: Range,
  depth: number,
  syllable: number,
): Range | undefined {
  // Shorter words come first and count as lower than every syllable.
  const at = (word: number) => {
    const index = (starts[word] ?? 0) + depth;
    return index < (starts[word + 1] ?? 0) ? (syllableOf[index] ?? 0) : -1;
  };
  const firstNotBelow = (bound: number) => {
    let low = range.from;
    let high = range.to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(middle) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const from = firstNotBelow(syllable);
  const to = firstNotBelow(syllable + 1);
  return from < to ? { from, to } : undefined;
}

/** How many words at the front of `range` end after `depth` syllables. */
export function countEnding({ starts }: Dictionary, range: Range, depth: number): number {
  let low = range.from;
  let high = range.to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle + 1] ?? 0) - (starts[middle] ?? 0) <= depth) low = middle + 1;
    else high = middle;
  }
  return low - range.from;
}

export function textOf({ starts, characters }: Dictionary, word: number): string {
  return String.fromCharCode(...characters.subarray(starts[word], starts[word + 1]));
}

export function hantOf(dictionary: Dictionary, word: number): string {
  return (
    dictionary.hantWords.get(word) ??
    [...textOf(dictionary, word)].map((char) => dictionary.hantChars.get(char) ?? char).join('')
  );
}
