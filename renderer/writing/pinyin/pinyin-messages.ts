// What the page and the pinyin Worker say to each other.
import type { LexiconEntry } from './extra-words.ts';
import type { Found } from './find-candidates.ts';
import type { PinyinSettings } from './pinyin-engine.ts';

export type ToWorker =
  | { type: 'open'; dictionary: string; lexicon: readonly LexiconEntry[]; settings: PinyinSettings }
  | { type: 'find'; id: number; letters: string }
  | { type: 'set'; settings: PinyinSettings }
  | { type: 'learn'; text: string; syllables: number[] }
  | { type: 'forget' };

export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; reason: string }
  /** `ms`: how long the search took, for the bench. */
  | { type: 'found'; id: number; found: Found; ms: number };
