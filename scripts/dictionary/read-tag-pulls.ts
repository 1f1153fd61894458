// How strongly one part of speech draws the next: 的 draws a noun, 得 an adjective. Taken from
// the tagger that comes with jieba's list, which learnt it from the same texts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jiebaDir, type Word } from './read-words.ts';

export interface TagPulls {
  tags: string[];
  /** ln P(next | tag) − ln P(next), row by row; 0 where nothing is known. */
  pulls: number[];
  /** The same for the first word of a sentence. */
  startPulls: number[];
}

/** What a pair that was never seen loses. */
const unseen = -3;

export function readTagPulls(words: Word[]): TagPulls {
  const tags = [...new Set(words.map(({ tag }) => tag))].sort();
  const counts = new Map(tags.map((tag) => [tag, { single: 1, several: 1 }]));
  let total = 0;
  for (const { text, tag, count } of words) {
    const of = counts.get(tag);
    if (!of) continue;
    of[text.length === 1 ? 'single' : 'several'] += count;
    total += count;
  }
  const shareOf = (tag: string) => {
    const of = counts.get(tag) ?? { single: 1, several: 1 };
    return { all: (of.single + of.several) / total, single: of.single / (of.single + of.several) };
  };
  const follows = readChances('prob_trans.utf8');
  const starts = readChances('prob_start.utf8');
  const pull = (chance: number, next: string) =>
    chance <= 0 ? unseen : Math.max(unseen, Math.log(chance / shareOf(next).all));
  return {
    tags,
    pulls: tags.flatMap((tag) => {
      const { single } = shareOf(tag);
      return tags.map((next) => {
        const from = (state: string) =>
          (follows.get(`${state},${tag}:B,${next}`) ?? 0) + (follows.get(`${state},${tag}:S,${next}`) ?? 0);
        return pull(single * from('S') + (1 - single) * from('E'), next);
      });
    }),
    startPulls: tags.map((next) =>
      pull((starts.get(`B,${next}`) ?? 0) + (starts.get(`S,${next}`) ?? 0), next),
    ),
  };
}

/** Lines of `state:natural logarithm` or `state:state:natural logarithm`. */
function readChances(name: string): Map<string, number> {
  const lines = readFileSync(join(jiebaDir, 'pos_dict', name), 'utf8').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const cut = line.lastIndexOf(':');
      return line.startsWith('#') || cut < 0
        ? []
        : [[line.slice(0, cut), Math.exp(Number(line.slice(cut + 1)))]];
    }),
  );
}

/**
 * The part of speech that each lone character most often is, by jieba's tagger: its list calls
 * 很 and 掉 unknown, and 件 too.
 */
export function readLoneTags(words: Word[]): Map<string, string> {
  const totals = new Map<string, number>();
  for (const { text, tag, count } of words) {
    if (text.length === 1) totals.set(tag, (totals.get(tag) ?? 0) + count);
  }
  const best = new Map<string, { tag: string; chance: number }>();
  for (const line of readFileSync(join(jiebaDir, 'pos_dict', 'prob_emit.utf8'), 'utf8').split('\n')) {
    const [, tag = '', rest = ''] = /^S,(\w+):(.*)/.exec(line.trim()) ?? [];
    for (const [, char = '', chance = ''] of rest.matchAll(/(\p{Script=Han})[,:](-?[\d.]+)/gu)) {
      const all = Math.exp(Number(chance)) * (totals.get(tag) ?? 0);
      if (all > (best.get(char)?.chance ?? 0)) best.set(char, { tag, chance: all });
    }
  }
  return new Map([...best].map(([char, { tag }]) => [char, tag]));
}
