// Letters on their way to become characters. Pure: what is composed, what was found for it, and
// what a key or a choice writes into the field.
import { mostLetters, type Candidate, type Found } from '../pinyin/find-candidates.ts';

export interface Composing {
  letters: string;
  /** What was found, and for which letters; the answer may be a key behind. */
  found: Found | undefined;
  foundFor: string;
  /** Chosen so far of one phrase: together they are learnt when its last letter is gone. */
  chosen: { text: string; syllables: number[] };
  /** The first candidate is to be taken as soon as it is found. */
  isFirstWanted: boolean;
}

export interface Step {
  composing: Composing;
  /** What goes into the field. */
  write: string;
  /** What the engine may learn for this visitor. */
  learn: { text: string; syllables: number[] } | undefined;
}

export const nothingComposed: Composing = {
  letters: '',
  found: undefined,
  foundFor: '',
  chosen: { text: '', syllables: [] },
  isFirstWanted: false,
};

export function typeLetter(composing: Composing, letter: string): Composing {
  // A divider divides something, and one is enough.
  const isIdle = letter === "'" && (composing.letters === '' || composing.letters.endsWith("'"));
  if (isIdle || composing.letters.length >= mostLetters) return composing;
  return { ...composing, letters: composing.letters + letter };
}

export function deleteLetter(composing: Composing): Composing {
  const letters = composing.letters.slice(0, -1);
  return letters === '' ? nothingComposed : { ...composing, letters };
}

/** The engine's answer for `letters`; takes the first candidate where that was waited for. */
export function receive(composing: Composing, letters: string, found: Found): Step {
  if (composing.letters === '') return still(nothingComposed);
  const received = { ...composing, found, foundFor: letters };
  const [first] = found.candidates;
  if (!composing.isFirstWanted || letters !== composing.letters) return still(received);
  return first ? choose({ ...received, isFirstWanted: false }, first) : writeLetters(received);
}

/** A candidate was touched: its characters are written, the letters after it stay. */
export function choose(composing: Composing, { text, letters, syllables }: Candidate): Step {
  // The row may show what was found a key ago; it holds while those letters are still there.
  if (!composing.letters.startsWith(composing.foundFor.slice(0, letters))) return still(composing);
  const rest = composing.letters.slice(letters).replace(/^'+/, '');
  const chosen = {
    text: composing.chosen.text + text,
    syllables: [...composing.chosen.syllables, ...syllables],
  };
  if (rest === '') return { composing: nothingComposed, write: text, learn: chosen };
  return { composing: { ...nothingComposed, letters: rest, chosen }, write: text, learn: undefined };
}

/** Space, or a mark: the first candidate, waited for where it is not there yet. */
export function chooseFirst(composing: Composing): Step {
  if (composing.letters === '') return still(composing);
  if (composing.foundFor !== composing.letters) return still({ ...composing, isFirstWanted: true });
  const first = composing.found?.candidates[0];
  return first ? choose(composing, first) : writeLetters(composing);
}

/** The letters as they are: a name, a word of another language. */
export function writeLetters(composing: Composing): Step {
  return { composing: nothingComposed, write: composing.letters, learn: undefined };
}

function still(composing: Composing): Step {
  return { composing, write: '', learn: undefined };
}
