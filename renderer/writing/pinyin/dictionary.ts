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

/** More than there are words: a pair's key is its first word times this, and its second. */
export const pairFactor = 2 ** 20;

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
  /** The same for pairs of words that say more than their classes: first × pairFactor + second. */
  pairs: Map<number, number>;
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
  const pulls = Int8Array.from(column(head.classes ** 2), (pull) => pull - 128);
  const [first, second] = [
    [column(head.pairs), column(head.pairs), column(head.pairs)],
    [column(head.pairs), column(head.pairs), column(head.pairs)],
  ];
  const pairPulls = column(head.pairs);

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
  const pairs = new Map<number, number>();
  const place = (bytes: Uint8Array[], pair: number) =>
    (bytes[0]?.[pair] ?? 0) | ((bytes[1]?.[pair] ?? 0) << 8) | ((bytes[2]?.[pair] ?? 0) << 16);
  for (let pair = 0; pair < head.pairs; pair += 1) {
    pairs.set(place(first, pair) * pairFactor + place(second, pair), (pairPulls[pair] ?? 128) - 128);
  }
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
    pairs,
    hantChars: new Map([...head.hansChars].map((char, index) => [char, head.hantChars.charAt(index)])),
    hantWords: new Map(
      head.hantWords.map(([distance, hant]) => {
        word += distance;
        return [word, hant];
      }),
    ),
  };
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
