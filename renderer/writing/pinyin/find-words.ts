// Every word that may begin at a place of what was typed.
import { costScale, countEnding, narrow, type Dictionary, type Range } from './dictionary.ts';
import type { ExtraNode } from './extra-words.ts';
import type { Split } from './split-pinyin.ts';

export interface FoundWord {
  /** The place after its last letter. */
  end: number;
  /** Of the dictionary; -1 where it is an extra word. */
  word: number;
  extra: ExtraNode['words'][number] | undefined;
  /** Its syllables, and the place after each. */
  ids: number[];
  ends: number[];
  /** −ln of its chance, and of its letters meaning it. */
  cost: number;
}

export interface WordSource {
  dictionary: Dictionary;
  /** The edition's and the visitor's words. */
  extras: readonly ExtraNode[];
}

/** Letters that stand for many syllables could mean thousands of words; the walk ends there. */
const mostSteps = 1_500;

/** Words from `at`, at most `mostChars` of one syllable and `mostWords` of each longer reading. */
export function findWords(
  source: WordSource,
  split: Split,
  at: number,
  mostChars: number,
  mostWords: number,
): FoundWord[] {
  const byEnd = new Map<number, FoundWord[]>();
  let steps = 0;
  const walk = (
    place: number,
    step: { ids: number[]; ends: number[]; cost: number },
    range: Range | undefined,
    nodes: readonly ExtraNode[],
  ): void => {
    const depth = step.ids.length;
    for (const piece of split.pieces[place] ?? []) {
      if (piece.ids.length === 0) {
        walk(piece.end, step, range, nodes);
        continue;
      }
      for (const id of piece.ids) {
        steps += 1;
        if (steps > mostSteps && depth > 0) return;
        const inside = range && narrow(source.dictionary, range, depth, id);
        const extras = nodes.flatMap((node) => node.next.get(id) ?? []);
        if (!inside && extras.length === 0) continue;
        const next = {
          ids: [...step.ids, id],
          ends: [...step.ends, piece.end],
          cost: step.cost + piece.cost,
        };
        collect(piece.end, next, inside, extras);
        walk(piece.end, next, inside, extras);
      }
    }
  };
  const collect = (
    end: number,
    { ids, ends, cost }: { ids: number[]; ends: number[]; cost: number },
    range: Range | undefined,
    nodes: readonly ExtraNode[],
  ): void => {
    const key = end * 16 + ids.length;
    let found = byEnd.get(key);
    if (!found) {
      found = [];
      byEnd.set(key, found);
    }
    if (range) {
      const most = ids.length === 1 ? mostChars : mostWords;
      const count = Math.min(countEnding(source.dictionary, range, ids.length), most);
      for (let word = range.from; word < range.from + count; word += 1) {
        const wordCost = (source.dictionary.costs[word] ?? 0) / costScale;
        found.push({ end, word, extra: undefined, ids, ends, cost: cost + wordCost });
      }
    }
    for (const { words } of nodes) {
      for (const extra of words) found.push({ end, word: -1, extra, ids, ends, cost: cost + extra.cost });
    }
  };
  walk(at, { ids: [], ends: [], cost: 0 }, { from: 0, to: source.dictionary.words }, source.extras);
  return [...byEnd.values()].flatMap((found) => {
    const most = found[0]?.ids.length === 1 ? mostChars : mostWords;
    return found.length <= most ? found : found.sort((a, b) => a.cost - b.cost).slice(0, most);
  });
}
