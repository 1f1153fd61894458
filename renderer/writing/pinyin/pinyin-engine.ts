// The pinyin engine as its Worker holds it: the dictionary, the edition's words, the settings,
// and what this visitor has written, which `forget` wipes.
import { costScale, narrow, countEnding, textOf, type Dictionary, type Range } from './dictionary.ts';
import { createExtraWords, type LexiconEntry } from './extra-words.ts';
import { findCandidates, type Found } from './find-candidates.ts';
import { listAlternatives, type FuzzyPair } from './fuzzy.ts';
import type { Syllabary } from './split-pinyin.ts';

export interface PinyinSettings {
  /** Candidates in Traditional characters. */
  isHant: boolean;
  fuzzy: readonly FuzzyPair[];
}

export interface PinyinEngine {
  find(letters: string): Found;
  set(settings: PinyinSettings): void;
  /** The visitor wrote `text` for these syllables: it comes sooner the next time. */
  learn(text: string, syllables: number[]): void;
  /** Nothing of what the visitor wrote is left. */
  forget(): void;
}

/** As common as 主要 or 老师: before rarer homophones, behind the words of every sentence. */
const lexiconCost = 8;
/** What a visitor has written once comes before all but the commonest words. */
const learntCost = 5;
/** A visitor's phrase longer than this is no word. */
const longestLearnt = 8;

/** The engine over `dictionary`, which is its own from then on: the edition's words are made commoner in it. */
export function createPinyinEngine(
  dictionary: Dictionary,
  lexicon: readonly LexiconEntry[],
  settings: PinyinSettings,
): PinyinEngine {
  const own = createExtraWords();
  for (const { word, reading, hant } of lexicon) {
    const ids = reading.split(' ').flatMap((syllable) => dictionary.syllableIds.get(syllable) ?? []);
    if (ids.length !== [...word].length) continue;
    const known = findWord(dictionary, ids, word);
    if (known === undefined) own.add(ids, { text: word, hant: hant ?? word, cost: lexiconCost });
    else {
      dictionary.costs[known] = Math.min(dictionary.costs[known] ?? 255, lexiconCost * costScale);
    }
  }
  let learnt = createExtraWords();
  let isHant = settings.isHant;
  let syllabary = makeSyllabary(dictionary, settings.fuzzy);
  return {
    find(letters) {
      const source = { dictionary, extras: [own.root, learnt.root] };
      return findCandidates(source, syllabary, letters, isHant);
    },
    set(next) {
      isHant = next.isHant;
      syllabary = makeSyllabary(dictionary, next.fuzzy);
    },
    learn(text, syllables) {
      if (syllables.length === 0 || syllables.length > longestLearnt) return;
      if ([...text].length !== syllables.length) return;
      learnt.add(syllables, { text, hant: text, cost: learntCost });
    },
    forget() {
      learnt = createExtraWords();
    },
  };
}

function findWord(dictionary: Dictionary, ids: number[], text: string): number | undefined {
  let range: Range | undefined = { from: 0, to: dictionary.words };
  for (const [depth, id] of ids.entries()) range = range && narrow(dictionary, range, depth, id);
  if (!range) return undefined;
  const end = range.from + countEnding(dictionary, range, ids.length);
  for (let word = range.from; word < end; word += 1) if (textOf(dictionary, word) === text) return word;
  return undefined;
}

function makeSyllabary(dictionary: Dictionary, fuzzy: readonly FuzzyPair[]): Syllabary {
  return {
    syllables: dictionary.syllables,
    ids: dictionary.syllableIds,
    alternatives: listAlternatives(dictionary.syllables, fuzzy),
  };
}
