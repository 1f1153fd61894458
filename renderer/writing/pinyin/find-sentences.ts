// The likeliest ways to write all that was typed: a lattice of words, walked once from the left,
// of which every place keeps its best few. Words cost what they are rare; neighbours that belong
// together cost less.
import { hantOf, pullBetween, pullScale, textOf, type Dictionary } from './dictionary.ts';
import { findWords, type FoundWord, type WordSource } from './find-words.ts';
import type { Split } from './split-pinyin.ts';

/** A way to write the letters up to some place. */
export interface Path {
  cost: number;
  found: FoundWord | undefined;
  before: Path | undefined;
  text: string;
}

export interface Tuning {
  /** How much it counts which words stand together. */
  pull: number;
  /** What each word costs beside itself: longer words are to be preferred. */
  word: number;
  beam: number;
  chars: number;
  words: number;
}

export const tuning: Tuning = { pull: 0.9, word: -0.5, beam: 20, chars: 20, words: 10 };

/** For every place the best ways to get there, the best first; undefined where none leads. */
export function findPaths(source: WordSource, split: Split, at: Tuning = tuning): (Path[] | undefined)[] {
  const beams: (Path[] | undefined)[] = [[{ cost: 0, found: undefined, before: undefined, text: '' }]];
  const { dictionary } = source;
  for (let place = 0; place < split.readable; place += 1) {
    const reached = beams[place];
    const beam = reached && settle(reached, source, at.beam);
    beams[place] = beam;
    if (!beam) continue;
    const divider = split.pieces[place]?.find(({ ids }) => ids.length === 0);
    if (divider) {
      beams[divider.end] = [...(beams[divider.end] ?? []), ...beam];
      continue;
    }
    for (const found of findWords(source, split, place, at.chars, at.words)) {
      let next = beams[found.end];
      if (!next) beams[found.end] = next = [];
      for (const before of beam) {
        const pull = pullOf(dictionary, before.found, found);
        insert(next, before, found, before.cost + found.cost + at.word - at.pull * pull, at.beam * 2);
      }
    }
  }
  beams[split.readable] = beams[split.readable] && settle(beams[split.readable] ?? [], source, at.beam);
  return beams;
}

/** How much `next` is to be expected after `before`, or at the start. */
function pullOf(dictionary: Dictionary, before: FoundWord | undefined, next: FoundWord): number {
  if (next.word < 0 || (before && before.word < 0)) return 0;
  if (before) return pullBetween(dictionary, before.word, next.word);
  return (dictionary.pulls[dictionary.classOf[next.word] ?? 0] ?? 0) / pullScale;
}

function insert(beam: Path[], before: Path, found: FoundWord, cost: number, most: number): void {
  let place = beam.length;
  if (place >= most && cost >= (beam[place - 1]?.cost ?? 0)) return;
  while (place > 0 && (beam[place - 1]?.cost ?? 0) > cost) place -= 1;
  beam.splice(place, 0, { cost, found, before, text: '' });
  if (beam.length > most) beam.pop();
}

/** Writes the paths out and keeps the best `most` of those that read differently. */
function settle(paths: Path[], source: WordSource, most: number): Path[] {
  const kept = new Map<string, Path>();
  for (const path of paths.sort((a, b) => a.cost - b.cost)) {
    if (path.found && path.text === '') path.text = (path.before?.text ?? '') + wordText(source, path.found);
    const same = kept.get(path.text);
    // The same characters divided otherwise are one phrase, and so much the likelier.
    if (same) same.cost -= Math.log1p(Math.exp(same.cost - path.cost));
    else if (kept.size < most) kept.set(path.text, path);
  }
  return [...kept.values()].sort((a, b) => a.cost - b.cost);
}

export function wordText({ dictionary }: WordSource, { word, extra }: FoundWord): string {
  return extra?.text ?? textOf(dictionary, word);
}

export function wordHant({ dictionary }: WordSource, { word, extra }: FoundWord): string {
  return extra?.hant ?? hantOf(dictionary, word);
}

/** The words of a path, from the left. */
export function wordsOf(path: Path): FoundWord[] {
  const words: FoundWord[] = [];
  for (let at: Path | undefined = path; at?.found; at = at.before) words.unshift(at.found);
  return words;
}
