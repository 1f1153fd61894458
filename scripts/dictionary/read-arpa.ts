// A language model of single words and pairs, from the text format that all tools for such
// models write (ARPA): how likely each word is after each other one.
import { closeSync, openSync, readSync } from 'node:fs';

export interface LanguageModel {
  words: string[];
  ids: Map<string, number>;
  /** The chance of each word where nothing is known of it and the word before it. */
  behind: Float64Array;
  /** What of each word's followers is left to `behind`. */
  left: Float64Array;
  /** Pairs that are listed: P(second | first). */
  first: Int32Array;
  second: Int32Array;
  chance: Float64Array;
  /** How often each word occurs, as a part of one. */
  share: Float64Array;
  chanceAfter(first: number, second: number): number;
}

export function readArpa(file: string): LanguageModel {
  const words: string[] = [];
  const ids = new Map<string, number>();
  const behind: number[] = [];
  const left: number[] = [];
  const first: number[] = [];
  const second: number[] = [];
  const chance: number[] = [];
  let order = 0;
  for (const line of readLines(file)) {
    const [, section] = /^\\(\d)-grams:/.exec(line) ?? [];
    if (section) order = Number(section);
    if (order > 2) break;
    const [logChance = '', text = '', logLeft = '0'] = line.split('\t');
    if (order === 0 || text === '') continue;
    if (order === 1) {
      ids.set(text, words.length);
      words.push(text);
      behind.push(10 ** Number(logChance));
      left.push(10 ** Number(logLeft));
      continue;
    }
    const [from = '', to = ''] = text.split(' ');
    first.push(ids.get(from) ?? 0);
    second.push(ids.get(to) ?? 0);
    chance.push(10 ** Number(logChance));
  }
  if (words.length === 0 || first.length === 0) throw new Error(`${file} holds no words and pairs`);
  const listed = {
    words,
    ids,
    behind: Float64Array.from(behind),
    left: Float64Array.from(left),
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    chance: Float64Array.from(chance),
  };
  const followers = new Map<number, number>();
  const size = words.length;
  for (const [pair, from] of first.entries()) {
    followers.set(from * size + (second[pair] ?? 0), chance[pair] ?? 0);
  }
  return {
    ...listed,
    share: settleShares(listed),
    chanceAfter: (from, to) => followers.get(from * size + to) ?? (left[from] ?? 0) * (behind[to] ?? 0),
  };
}

function* readLines(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(1 << 20);
  const decoder = new TextDecoder();
  let rest = '';
  for (let length = 1; length > 0;) {
    length = readSync(descriptor, chunk);
    const lines = (rest + decoder.decode(chunk.subarray(0, length), { stream: length > 0 })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  closeSync(descriptor);
  yield rest;
}

const rounds = 12;

/** How often words occur where each follows from the one before: the model lists only the latter. */
function settleShares(
  model: Pick<LanguageModel, 'behind' | 'left' | 'first' | 'second' | 'chance'>,
): Float64Array {
  const { behind, left, first, second, chance } = model;
  let share: Float64Array = behind;
  for (let round = 0; round < rounds; round += 1) {
    const next = new Float64Array(behind.length);
    const listed = new Float64Array(behind.length);
    for (let pair = 0; pair < first.length; pair += 1) {
      const from = first[pair] ?? 0;
      const to = second[pair] ?? 0;
      next[to] = (next[to] ?? 0) + (share[from] ?? 0) * (chance[pair] ?? 0);
      listed[to] = (listed[to] ?? 0) + (share[from] ?? 0) * (left[from] ?? 0);
    }
    const allLeft = share.reduce((sum, part, word) => sum + part * (left[word] ?? 0), 0);
    let sum = 0;
    for (const [word, chanceBehind] of behind.entries()) {
      next[word] = (next[word] ?? 0) + chanceBehind * (allLeft - (listed[word] ?? 0));
      sum += next[word] ?? 0;
    }
    share = next.map((part) => part / sum);
  }
  return share;
}

/** The first and the last of the words into which the model divides `text`; undefined where it cannot. */
export function divideInModel(
  model: LanguageModel,
  text: string,
): { first: number; last: number } | undefined {
  const whole = model.ids.get(text);
  if (whole !== undefined) return { first: whole, last: whole };
  const at: { first: number; last: number; chance: number }[][] = [[]];
  for (let end = 1; end <= text.length; end += 1) {
    const ways: { first: number; last: number; chance: number }[] = [];
    for (let from = 0; from < end; from += 1) {
      const word = model.ids.get(text.slice(from, end));
      if (word === undefined) continue;
      if (from === 0) ways.push({ first: word, last: word, chance: model.share[word] ?? 0 });
      for (const way of at[from] ?? []) {
        ways.push({ first: way.first, last: word, chance: way.chance * model.chanceAfter(way.last, word) });
      }
    }
    // Of every last word the likeliest way to it.
    const best = new Map<number, (typeof ways)[number]>();
    for (const way of ways) if (way.chance > (best.get(way.last)?.chance ?? 0)) best.set(way.last, way);
    at.push([...best.values()]);
  }
  return at[text.length]?.sort((a, b) => b.chance - a.chance)[0];
}
