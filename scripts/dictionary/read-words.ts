// The words of the dictionary with their readings: jieba's list, without what nobody here will
// type (strangers' names, Traditional spellings), read aloud by pinyin-pro; the words that people
// type every day, which also say how often each word is typed under each reading; and the words
// of a newer language model (word-pairs-file.ts), which also says which of jieba's are in use.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { isSyllable, readAloud } from '../../pack/pinyin/read-aloud.ts';
import { readSpokenWords, type SpokenWord } from './read-spoken-words.ts';
import type { WordPairs } from './word-pairs-file.ts';

export interface Word {
  text: string;
  /** Syllables without tones, ü as v: ['nv', 'er']. */
  reading: string[];
  /** How often it was seen in the texts that the list was made from. */
  count: number;
}

interface ListedWord {
  text: string;
  count: number;
  /** Its part of speech, as jieba writes it: n, v, uj. */
  tag: string;
}

const jiebaDir = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  'nodejieba',
  'submodules',
  'cppjieba',
  'dict',
);

/** People's names are kept only if a newspaper reader knows them. */
const leastCountOf: Record<string, number> = { nr: 100, nrt: 100, nrfg: 100, nt: 10, nz: 4 };
const leastCount = 3;
const longestWord = 8;
/** Readings of a lone character that are rarer than this are left to the words they occur in. */
const leastShare = 0.02;
/** How often a word is typed in another of its ways, beside its usual one. */
const otherShare = 0.2;

/** How much of a word's count is how often it is typed; the rest is how often it was printed. */
const typedShare = 0.85;
/** Words that the model alone knows are typed less than those that people were seen to type. */
const modelShare = 0.8;

/** Every word under every one of its readings. */
export function readWords(
  toHant: (text: string) => string,
  model: Pick<WordPairs, 'texts' | 'shares'>,
): Word[] {
  const chosen = new Set(model.texts);
  const known = readKnownWords(toHant);
  const total = sum(known);
  const knownTexts = new Set(known.map(({ text }) => text));
  return [
    ...known.filter(({ text }) => chosen.has(text)),
    ...model.texts.flatMap((text, place) => {
      const reading = knownTexts.has(text) ? undefined : readWhole(text);
      return reading ? [{ text, reading, count: (model.shares[place] ?? 0) * total * modelShare }] : [];
    }),
  ];
}

/** How a word is usually read; undefined where some of it cannot be. */
export function readWhole(text: string): string[] | undefined {
  const [reading = []] = readAloud(text);
  return reading.length === text.length && reading.every(isSyllable) ? reading : undefined;
}

/** The words of jieba and those that people type, whether or not they are in use. */
export function readKnownWords(toHant: (text: string) => string): Word[] {
  const listed = readList();
  const traditional = findTraditional(listed, toHant);
  const isKept = ({ text }: { text: string }) => ![...text].some((char) => traditional.has(char));
  const printed = new Map(listed.filter(isKept).map((word) => [word.text, word]));
  const syllables = new Set(
    [...printed.keys()].flatMap((text) => readAloud(text)[0] ?? []).filter(isSyllable),
  );
  const typed = new Map<string, SpokenWord[]>();
  for (const word of readSpokenWords((text) => syllables.has(text)).filter(isKept)) {
    const known = typed.get(word.text);
    if (known) known.push(word);
    else typed.set(word.text, [word]);
  }
  const scale = sum([...printed.values()]) / sum([...typed.values()].flat());
  const heard = hearCharacters([...printed.values()]);
  return [...new Set([...printed.keys(), ...typed.keys()])].flatMap((text) => {
    const word = printed.get(text);
    const spoken = typed.get(text) ?? [];
    const counts = new Map<string, number>();
    const add = (reading: string[], count: number) => {
      const key = reading.join(' ');
      if (count > 0 && reading.every(isSyllable)) counts.set(key, (counts.get(key) ?? 0) + count);
    };
    for (const { reading, count } of spoken) add(reading, typedShare * scale * count);
    const left = (1 - typedShare) * (word?.count ?? 0);
    if (spoken.length > 0) {
      // Whoever typed it knew how it is read.
      const total = sum(spoken);
      for (const { reading, count } of spoken) add(reading, (left * count) / total);
    } else if (text.length === 1) {
      for (const [reading, share] of shareReadings(text, heard.get(text))) add([reading], left * share);
    } else {
      add(readAloud(text)[0] ?? [], left);
    }
    const all = [...counts.values()].reduce((a, b) => a + b, 0);
    if (text.length > 1) for (const other of readAloud(text).slice(1)) add(other, all * otherShare);
    return [...counts].map(([reading, count]) => ({ text, count, reading: reading.split(' ') }));
  });
}

function sum(words: { count: number }[]): number {
  return words.reduce((total, { count }) => total + count, 0);
}

/** How often each character is read in each of its ways in longer words. */
function hearCharacters(words: ListedWord[]): Map<string, Map<string, number>> {
  const heard = new Map<string, Map<string, number>>();
  for (const { text, count } of words) {
    if (text.length === 1) continue;
    const [reading = []] = readAloud(text);
    for (const [index, char] of [...text].entries()) {
      const counts = heard.get(char) ?? new Map<string, number>();
      const syllable = reading[index] ?? '';
      counts.set(syllable, (counts.get(syllable) ?? 0) + count);
      heard.set(char, counts);
    }
  }
  return heard;
}

function readList(): ListedWord[] {
  return readFileSync(join(jiebaDir, 'jieba.dict.utf8'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [text = '', count = '', tag = ''] = line.split(' ');
      const counted = Number(count);
      const isKept =
        /^\p{Script=Han}+$/u.test(text) &&
        // Characters beyond the first plane are in no font that is shipped.
        text.length === [...text].length &&
        text.length <= longestWord &&
        counted >= Math.max(leastCount, leastCountOf[tag] ?? 0);
      return isKept ? [{ text, count: counted, tag }] : [];
    });
}

/** Characters that only Traditional text has: what others become, and what nothing becomes. */
function findTraditional(listed: { text: string }[], toHant: (text: string) => string): Set<string> {
  // 乾隆, 慰藉, 瞭望, 著名; and what old variants (羣, 纔, 牀) became in both scripts.
  const alsoSimplified = new Set('乾藉瞭著峰梁床痴皂灶才群');
  const traditional = new Set<string>();
  for (const { text } of listed) {
    if (text.length > 1) continue;
    const hant = toHant(text);
    if (hant !== text && toHant(hant) === hant && !alsoSimplified.has(hant)) traditional.add(hant);
  }
  return traditional;
}

/** A character alone has all its readings, each as common as it is heard. */
function shareReadings(char: string, heard: Map<string, number> | undefined): [string, number][] {
  const listed = pinyin(char, { toneType: 'none', v: true, type: 'array', multiple: true });
  const [usual] = listed;
  const total = [...(heard?.values() ?? [])].reduce((all, count) => all + count, 1);
  return [...new Set(listed)].flatMap((syllable): [string, number][] => {
    const isUsual = syllable === usual ? 1 : 0;
    const share = (isUsual ? 0.5 : 0.01) + (0.5 * ((heard?.get(syllable) ?? 0) + isUsual)) / total;
    return share >= leastShare ? [[syllable, share]] : [];
  });
}
