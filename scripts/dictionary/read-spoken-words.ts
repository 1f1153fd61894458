// Words as people type them, with how often: the list of Android's Google Pinyin (Apache-2.0),
// which the package simple-ime carries. jieba's own counts come from newspapers and novels, in
// which nobody says 买菜 or 听不懂.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SpokenWord {
  text: string;
  reading: string[];
  count: number;
}

const bundle = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  'simple-ime',
  'dist',
  'simple-ime.es.js',
);

/** What web pages of that time printed, and no visitor writes. */
const boilerplate = new Set(['回复日期']);

/** Every word under each of its readings; abbreviated keys of the list are left out. */
export function readSpokenWords(isSyllable: (text: string) => boolean): SpokenWord[] {
  const words: SpokenWord[] = [];
  for (const line of readFileSync(bundle, 'utf8').split('\n')) {
    const [, key = '', rest = ''] = /^[^a-z]*([a-z]+) (\p{Script=Han}.*)$/u.exec(line) ?? [];
    for (const [, text = '', count = ''] of rest.matchAll(/(\p{Script=Han}+)(\d+)/gu)) {
      const reading = divide(key, text.length, isSyllable);
      if (reading && !boilerplate.has(text)) words.push({ text, reading, count: Number(count) });
    }
  }
  if (words.length < 40_000) throw new Error('simple-ime no longer carries its list where it was');
  return words;
}

/** `key` as exactly `count` syllables, undefined where it is not so many. */
function divide(key: string, count: number, isSyllable: (text: string) => boolean): string[] | undefined {
  if (count === 0) return key === '' ? [] : undefined;
  for (let length = Math.min(6, key.length); length > 0; length -= 1) {
    const syllable = key.slice(0, length);
    if (!isSyllable(syllable)) continue;
    const rest = divide(key.slice(length), count - 1, isSyllable);
    if (rest) return [syllable, ...rest];
  }
  return undefined;
}
