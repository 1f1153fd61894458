// Takes from libime's language model what the pinyin keyboard's dictionary needs of it, and writes
// scripts/dictionary/libime-word-pairs.br, which is committed: to be run again only where the model
// or the list of words changes. The model is the text file lm_sc.arpa in the source package
// `libime` of Debian (apt-get source libime; data/lm_sc.arpa-*.tar.xz), or from
// https://download.fcitx-im.org/data. Takes three minutes of a processor, and more memory than Node allows itself:
//   node --max-old-space-size=8000 scripts/derive-word-pairs.ts lm_sc.arpa
import { Converter } from 'opencc-js';
import { existsSync, writeFileSync } from 'node:fs';
import { isSyllable } from '../pack/pinyin/read-aloud.ts';
import { CommandError, runCommand } from './command.ts';
import { choosePairs } from './dictionary/choose-pairs.ts';
import { clusterWords, unknownClass, type WeightedPairs } from './dictionary/cluster-words.ts';
import { adjustCounts, leastReading } from './dictionary/learn-neighbours.ts';
import { divideInModel, readArpa, type LanguageModel } from './dictionary/read-arpa.ts';
import { readClauses } from './dictionary/read-clauses.ts';
import { readSpokenWords } from './dictionary/read-spoken-words.ts';
import { readKnownWords, readWhole, readWords, type Word } from './dictionary/read-words.ts';
import { weighClasses } from './dictionary/weigh-classes.ts';
import { wordPairsFile, writeWordPairs } from './dictionary/word-pairs-file.ts';

const classes = 250;
const mostPairs = 370_000;
/** Rarer words of the model (as a part of all text) are left out. */
const leastShare = 1.5e-7;
/** Words that only jieba's list has are kept where newspapers used them so often. */
const leastPrinted = 15;
/** Rarer pairs are not looked at. */
const leastWeight = 5e-9;

async function main([file]: string[]): Promise<void> {
  if (!file || !existsSync(file))
    throw new CommandError('请给出 lm_sc.arpa 文件。 Name the file lm_sc.arpa.');
  const say = (line: string) => console.error(line);
  const model = readArpa(file);
  say(`${model.words.length} words, ${model.first.length} pairs in the model`);
  const toHant = Converter({ from: 'cn', to: 'tw' });
  const texts = chooseTexts(model, readKnownWords(toHant));
  const textShares = texts.map((text) => model.share[model.ids.get(text) ?? -1] ?? 0);
  const words = readWords(toHant, { texts, shares: textShares });
  adjustCounts(words, readClauses());
  const total = words.reduce((sum, { count }) => sum + count, 0);
  const shares = Float64Array.from(words, ({ count }) => count / total);
  const { pulls: modelPulls, ...pairs } = listPairs(model, words, shares);
  say(`${texts.length} words to be kept, ${pairs.first.length} pairs of them to choose from`);

  const classOf = clusterWords(pairs, shares, classes, say);
  const behind = Float64Array.from(words, ({ text }) => model.behind[model.ids.get(text) ?? -1] ?? 0);
  const weights = { classes, classOf, shares, behind };
  const byClass = weighClasses(pairs, weights).map(Math.exp);
  const chosen = choosePairs(
    pairs,
    {
      readings: words.map(({ reading }) => reading),
      shares,
      weighByClass: (first, second) =>
        (shares[first] ?? 0) *
        (shares[second] ?? 0) *
        (byClass[(classOf[first] ?? 0) * classes + (classOf[second] ?? 0)] ?? 0),
    },
    mostPairs,
  );
  const places = new Map(texts.map((text, place) => [text, place]));
  const placeOf = (word: number) => places.get(words[word]?.text ?? '') ?? 0;
  const classOfText = new Uint8Array(texts.length);
  for (const [word, id] of classOf.entries()) {
    // The commonest reading comes first; rarer ones take no part in pairs.
    const place = placeOf(word);
    if ((classOfText[place] ?? 0) <= unknownClass) classOfText[place] = id;
  }
  const listed = new Map<string, { first: number; second: number; pull: number }>();
  for (const pair of chosen) {
    const first = placeOf(pairs.first[pair] ?? 0);
    const second = placeOf(pairs.second[pair] ?? 0);
    listed.set(`${first} ${second}`, { first, second, pull: modelPulls[pair] ?? 0 });
  }
  const bytes = writeWordPairs({
    texts,
    shares: textShares,
    classes,
    classOf: classOfText,
    pulls: weighClasses(pairs, weights, new Set(chosen)),
    pairs: [...listed.values()],
  });
  writeFileSync(wordPairsFile, bytes);
  say(`${wordPairsFile}: ${bytes.length} bytes, ${listed.size} pairs`);
}

/** Words that two sources know, or one knows well; in the order of their characters. */
function chooseTexts(model: LanguageModel, known: Word[]): string[] {
  const typed = new Set(readSpokenWords(isSyllable).map(({ text }) => text));
  const knownTexts = new Set(known.map(({ text }) => text));
  const inUse = known.filter(
    ({ text, count }) => model.ids.has(text) || typed.has(text) || (text.length > 1 && count >= leastPrinted),
  );
  const added = model.words.filter(
    (text, word) =>
      /^\p{Script=Han}{2,8}$/u.test(text) &&
      (model.share[word] ?? 0) >= leastShare &&
      !knownTexts.has(text) &&
      [...text].every((char) => knownTexts.has(char)) &&
      readWhole(text),
  );
  return [...new Set([...inUse.map(({ text }) => text), ...added])].sort();
}

/** Pairs of `words` with their part of all text, where the model lists their ends. */
function listPairs(
  model: LanguageModel,
  words: Word[],
  shares: Float64Array,
): WeightedPairs & { pulls: number[] } {
  const ofText = new Map<string, number>();
  for (const { text, count } of words) ofText.set(text, (ofText.get(text) ?? 0) + count);
  // A word that the model divides follows as its beginning does, and is followed as its end.
  const ending = new Map<number, number[]>();
  const beginning = new Map<number, number[]>();
  for (const [word, { text, count }] of words.entries()) {
    const ends = divideInModel(model, text);
    if (!ends || count < leastReading * (ofText.get(text) ?? 0)) continue;
    for (const [list, end] of [
      [ending, ends.last],
      [beginning, ends.first],
    ] as const) {
      const listed = list.get(end);
      if (listed) listed.push(word);
      else list.set(end, [word]);
    }
  }
  for (const list of [...ending.values(), ...beginning.values()]) {
    list.sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
  }
  const firsts: number[] = [];
  const seconds: number[] = [];
  const weights: number[] = [];
  const pulls: number[] = [];
  for (const [pair, from] of model.first.entries()) {
    const to = model.second[pair] ?? 0;
    const times = (model.chance[pair] ?? 0) / (model.share[to] ?? 1);
    for (const first of ending.get(from) ?? []) {
      let count = 0;
      for (const second of beginning.get(to) ?? []) {
        const weight = (shares[first] ?? 0) * (shares[second] ?? 0) * times;
        if (weight < leastWeight) break;
        count += 1;
        firsts.push(first);
        seconds.push(second);
        weights.push(weight);
        pulls.push(Math.log(times));
      }
      if (count === 0) break;
    }
  }
  return {
    first: Int32Array.from(firsts),
    second: Int32Array.from(seconds),
    weight: Float64Array.from(weights),
    pulls,
  };
}

await runCommand(main);
