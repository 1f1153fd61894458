// Makes the keyboard's dictionary: jieba's words and newer ones, read aloud by pinyin-pro, with
// their Traditional forms, and which of them stand together. It lies among the page's static files, beside what it was made from.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const scriptsDir = import.meta.dirname;
export const dictionaryFile = join(scriptsDir, '..', 'renderer', 'public', 'writing', 'dictionary.bin');

/** Writes renderer/public/writing/dictionary.bin unless it is as it would be. Takes some seconds. */
export async function buildDictionary(say: (line: string) => void): Promise<string> {
  const stampFile = join(scriptsDir, '..', 'build', 'dictionary.built-from');
  const stamp = describeSources();
  const isFresh =
    existsSync(dictionaryFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isFresh) return dictionaryFile;
  say('Making the dictionary of the keyboard …');
  // Loaded only where something is to be made: opencc-js and pinyin-pro take a moment.
  const [
    { Converter },
    { readWords },
    { readClauses },
    { adjustCounts, learnNeighbours },
    { readWordPairs },
    { writeDictionary },
  ] = await Promise.all([
    import('opencc-js'),
    import('./dictionary/read-words.ts'),
    import('./dictionary/read-clauses.ts'),
    import('./dictionary/learn-neighbours.ts'),
    import('./dictionary/word-pairs-file.ts'),
    import('./dictionary/write-dictionary.ts'),
  ]);
  const toHant = Converter({ from: 'cn', to: 'tw' });
  const model = readWordPairs();
  const words = readWords(toHant, model);
  const clauses = readClauses();
  adjustCounts(words, clauses);
  const bytes = writeDictionary(words, learnNeighbours(words, clauses, model), toHant);
  mkdirSync(dirname(dictionaryFile), { recursive: true });
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(dictionaryFile, bytes);
  writeFileSync(stampFile, stamp);
  return dictionaryFile;
}

/** Its own sources, and the versions of the packages that it is made from. */
function describeSources(): string {
  const hash = createHash('sha256');
  const format = join(scriptsDir, '..', 'renderer', 'writing', 'pinyin', 'dictionary.ts');
  const own = readdirSync(join(scriptsDir, 'dictionary')).sort();
  for (const file of [...own.map((name) => join(scriptsDir, 'dictionary', name)), format]) {
    hash.update(readFileSync(file));
  }
  for (const name of ['nodejieba', 'pinyin-pro', 'opencc-js']) {
    hash.update(readFileSync(join(scriptsDir, '..', 'node_modules', name, 'package.json')));
  }
  return hash.digest('hex');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await buildDictionary((line) => console.error(line)));
}
