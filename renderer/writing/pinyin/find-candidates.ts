// What the candidate row offers for the letters typed so far: whole phrases first, then words
// that write only the beginning, long ones before short ones, then every character that the
// first syllable may be.
import { findPaths, wordHant, wordText, wordsOf, type Path } from './find-sentences.ts';
import { findWords, type FoundWord, type WordSource } from './find-words.ts';
import { showDivided, splitPinyin, type Syllabary } from './split-pinyin.ts';

export interface Candidate {
  text: string;
  /** How many of the letters it writes; those after it stay. */
  letters: number;
  /** Its syllables, for the visitor's own words. */
  syllables: number[];
}

export interface Found {
  candidates: Candidate[];
  /** The letters divided into syllables, as the best candidate reads them. */
  shown: string;
  /** Letters at the end that are no pinyin. */
  unread: number;
}

/** A hand cannot type more than this before choosing; a cat can. */
export const mostLetters = 72;

const mostPhrases = 5;
/** A phrase so much less likely than the best (in −ln) is in the way of the words. */
const mostWorse = 5;
/** Of each beginning. */
const mostBeginnings = 4;
/** Together: the words of the first place are to be had on the first two pages. */
const mostBeginningsInAll = 14;
const mostFirstWords = 40;
const mostFirstChars = 200;

/** Candidates for `letters` (a–z and `'`), in the script of `isHant`. */
export function findCandidates(
  source: WordSource,
  syllabary: Syllabary,
  letters: string,
  isHant: boolean,
): Found {
  const split = splitPinyin(letters, syllabary);
  const write = isHant ? wordHant : wordText;
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const offer = (words: FoundWord[]) => {
    const text = words.map((word) => write(source, word)).join('');
    const end = words.at(-1)?.end;
    if (end === undefined || seen.has(text)) return;
    seen.add(text);
    candidates.push({ text, letters: end, syllables: words.flatMap(({ ids }) => ids) });
  };
  const places = findPaths(source, split);
  const paths = places[split.readable] ?? [];
  const likely = (all: Path[], most: number) =>
    all.filter(({ cost }) => cost <= (all[0]?.cost ?? 0) + mostWorse).slice(0, most);
  const phrases = likely(paths, mostPhrases).map(wordsOf);
  for (const phrase of phrases) offer(phrase);

  const first = split.readable > 0 ? findWords(source, split, 0, mostFirstChars, mostFirstWords) : [];
  const [best = []] = phrases;
  // Where only a later word is wrong, what stands before it need not be chosen word by word.
  const fullAt = candidates.length + mostBeginningsInAll;
  for (const { end } of best.slice(1, -1).toReversed()) {
    if (candidates.length >= fullAt) break;
    for (const path of likely(places[end] ?? [], mostBeginnings)) offer(wordsOf(path));
  }
  const words = first.filter(({ ids }) => ids.length > 1);
  for (const word of words.sort((a, b) => b.end - a.end || a.cost - b.cost)) offer([word]);
  const chars = first.filter(({ ids }) => ids.length === 1);
  for (const char of chars.sort((a, b) => b.end - a.end || a.cost - b.cost)) offer([char]);
  return {
    candidates,
    shown: showDivided(
      letters,
      best.flatMap(({ ends }) => ends),
    ),
    unread: letters.length - split.readable,
  };
}
