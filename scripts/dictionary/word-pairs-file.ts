// What is taken from libime's language model (LGPL-2.1-or-later, licences/lgpl-2.1.txt), in a file
// of its own: which words it knows, how often they are, their classes, and pairs of them.
// scripts/derive-word-pairs.ts writes it; only the dictionary's build reads it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

export const wordPairsFile = join(import.meta.dirname, 'libime-word-pairs.br');

export interface WordPairs {
  texts: string[];
  /** How much of all text each is; 0 where the model does not know it. */
  shares: number[];
  classes: number;
  classOf: Uint8Array;
  /** ln P(next | class) − ln P(next) of pairs that are not listed, one row of `classes` a class. */
  pulls: number[];
  /** The same for pairs of words; both are places in `texts`. */
  pairs: { first: number; second: number; pull: number }[];
}

interface Head {
  texts: string;
  classes: number;
  pairs: number;
}

const shareScale = 12;
const pullScale = 16;
const pairScale = 4;

export function writeWordPairs({ texts, shares, classes, classOf, pulls, pairs }: WordPairs): Buffer {
  const sorted = pairs.toSorted((a, b) => a.first - b.first || a.second - b.second);
  const head: Head = { texts: texts.join(' '), classes, pairs: sorted.length };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const firsts: number[] = [];
  const seconds: number[] = [];
  let before = { first: 0, second: 0 };
  for (const { first, second } of sorted) {
    firsts.push(first - before.first);
    seconds.push(first === before.first ? second - before.second : second);
    before = { first, second };
  }
  const bytes = Buffer.concat([
    length,
    text,
    Uint8Array.from(shares, (share) =>
      share > 0 ? Math.min(254, Math.round(-Math.log(share) * shareScale)) : 255,
    ),
    classOf,
    Uint8Array.from(pulls, (pull) => writeSigned(pull * pullScale)),
    ...[0, 8].map((shift) => Uint8Array.from(firsts, (step) => (step >> shift) & 255)),
    ...[0, 8, 16].map((shift) => Uint8Array.from(seconds, (step) => (step >> shift) & 255)),
    Uint8Array.from(sorted, ({ pull }) => writeSigned(pull * pairScale)),
  ]);
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

function writeSigned(value: number): number {
  return 128 + Math.max(-127, Math.min(127, Math.round(value)));
}

export function readWordPairs(file = wordPairsFile): WordPairs {
  const bytes = brotliDecompressSync(readFileSync(file));
  const headEnd = 4 + bytes.readUInt32LE(0);
  const head = JSON.parse(bytes.toString('utf8', 4, headEnd)) as Head;
  const texts = head.texts.split(' ');
  let at = headEnd;
  const column = (length: number) => {
    at += length;
    return Uint8Array.from(bytes.subarray(at - length, at));
  };
  const shares = Array.from(column(texts.length), (cost) =>
    cost === 255 ? 0 : Math.exp(-cost / shareScale),
  );
  const classOf = column(texts.length);
  const pulls = Array.from(column(head.classes ** 2), (pull) => (pull - 128) / pullScale);
  const firstSteps = [column(head.pairs), column(head.pairs)];
  const secondSteps = [column(head.pairs), column(head.pairs), column(head.pairs)];
  const pairPulls = column(head.pairs);
  const step = (columns: Uint8Array[], pair: number) =>
    columns.reduce((sum, bytesOf, place) => sum | ((bytesOf[pair] ?? 0) << (8 * place)), 0);
  let first = 0;
  let second = 0;
  const pairs = Array.from(pairPulls, (pull, pair) => {
    const ahead = step(firstSteps, pair);
    first += ahead;
    second = ahead === 0 ? second + step(secondSteps, pair) : step(secondSteps, pair);
    return { first, second, pull: (pull - 128) / pairScale };
  });
  return { texts, shares, classes: head.classes, classOf, pulls, pairs };
}
