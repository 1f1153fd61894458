// The pinyin engine as its Worker holds it: the dictionary, the edition's words, the settings,
// and what this visitor has written, which `forget` wipes.
import type { Dictionary } from './dictionary.ts';
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

/** As common as 保持 or 警察: before rarer homophones, behind the words of every day. */
const lexiconCost = 8.5;
/** What a visitor has written once comes before all but the commonest words. */
const learntCost = 5;
/** A visitor's phrase longer than this is no word. */
const longestLearnt = 8;

export function createPinyinEngine(
  dictionary: Dictionary,
  lexicon: readonly LexiconEntry[],
  settings: PinyinSettings,
): PinyinEngine {
  const own = createExtraWords();
  for (const { word, reading, hant } of lexicon) {
    const ids = reading.split(' ').map((syllable) => dictionary.syllableIds.get(syllable));
    if (ids.every((id) => id !== undefined)) own.add(ids, { text: word, hant: hant ?? word, cost: lexiconCost });
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

function makeSyllabary(dictionary: Dictionary, fuzzy: readonly FuzzyPair[]): Syllabary {
  return {
    syllables: dictionary.syllables,
    ids: dictionary.syllableIds,
    alternatives: listAlternatives(dictionary.syllables, fuzzy),
  };
}
