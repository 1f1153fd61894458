// How often what a visitor means is offered for its full pinyin: whole among the first five
// candidates, or after one beginning is chosen from the first two pages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLexicon, readLexiconWords } from '../../pack/build-lexicon.ts';
import { deriveHant } from '../../pack/derive-hant.ts';
import { readSource } from '../../pack/read-source.ts';
import { readDictionary } from '../../renderer/writing/pinyin/dictionary.ts';
import type { LexiconEntry } from '../../renderer/writing/pinyin/extra-words.ts';
import type { Candidate } from '../../renderer/writing/pinyin/find-candidates.ts';
import { createPinyinEngine, type PinyinEngine } from '../../renderer/writing/pinyin/pinyin-engine.ts';
import { rootDir } from '../build.ts';

export interface Sentence {
  text: string;
  /** Syllables divided by spaces; typed without them. */
  pinyin: string;
}

export interface Sentences {
  everyday: Sentence[];
  exhibition: Sentence[];
}

export interface Judged {
  sentence: Sentence;
  isFirst: boolean;
  isWhole: boolean;
  /** Whole at once, or with one partial commit. */
  isPartial: boolean;
  offered: string[];
}

const firstFive = 5;
/** Candidates that stand on the first two pages of the keyboard, from which a beginning is chosen. */
const twoPages = 24;

export function typedLetters({ pinyin }: Sentence): string {
  return pinyin.replaceAll(' ', '');
}

/** The engine as the shipped exhibition has it. */
export function openShippedEngine(dictionaryFile: string): { engine: PinyinEngine; lexicon: LexiconEntry[] } {
  const lexicon = readShippedLexicon();
  const dictionary = readDictionary(Uint8Array.from(readFileSync(dictionaryFile)).buffer);
  return { engine: createPinyinEngine(dictionary, lexicon, { isHant: false, fuzzy: [] }), lexicon };
}

function readShippedLexicon(): LexiconEntry[] {
  const contentDir = join(rootDir, 'content');
  const source = readSource(contentDir);
  const listed = readLexiconWords(readFileSync(join(contentDir, 'lexicon.txt'), 'utf8'));
  return buildLexicon(source, listed, deriveHant(source.overrides));
}

export function judgeSentences(engine: PinyinEngine, sentences: Sentence[]): Judged[] {
  return sentences.map((sentence) => {
    const letters = typedLetters(sentence);
    const { candidates } = engine.find(letters);
    const place = candidates.findIndex(({ text }) => text === sentence.text);
    const isWhole = place >= 0 && place < firstFive;
    return {
      sentence,
      isFirst: place === 0,
      isWhole,
      isPartial: isWhole || isWholeAfterOne(engine, sentence.text, letters, candidates),
      offered: candidates.slice(0, firstFive).map(({ text }) => text),
    };
  });
}

/** Whether some beginning can be chosen after which the rest is among the first five. */
function isWholeAfterOne(
  engine: PinyinEngine,
  text: string,
  letters: string,
  candidates: Candidate[],
): boolean {
  return candidates
    .slice(0, twoPages)
    .filter((candidate) => candidate.letters < letters.length && text.startsWith(candidate.text))
    .some(({ text: beginning, letters: count }) =>
      engine
        .find(letters.slice(count))
        .candidates.slice(0, firstFive)
        .some((rest) => beginning + rest.text === text),
    );
}
