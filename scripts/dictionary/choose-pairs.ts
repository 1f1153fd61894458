// Which pairs of words are worth their place: those without which another phrase that sounds the
// same would be offered. 的 before 人 says nothing that the classes do not say; 喝 before 水 decides.
import type { WeightedPairs } from './cluster-words.ts';

export interface Phonetics {
  /** Of each word: its syllables. */
  readings: string[][];
  /** How much of all text each word is. */
  shares: Float64Array;
  /** How often `second` follows `first` by their classes alone, as a part of all text. */
  weighByClass(first: number, second: number): number;
}

/** Rarer homophones are no rivals. */
const mostHomophones = 10;
/** A pair that is weaker than its classes say is worth less than one that is stronger. */
const weakerWorth = 0.5;

/** Places of the pairs worth most, at most `most`. */
export function choosePairs(
  pairs: WeightedPairs,
  { readings, shares, weighByClass }: Phonetics,
  most: number,
) {
  const sounds = readings.map((reading) => reading.join(' '));
  const homophones = new Map<string, number[]>();
  for (const [word, sound] of sounds.entries()) push(homophones, sound, word);
  for (const [sound, words] of homophones) {
    const commonest = words.sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
    homophones.set(sound, commonest.slice(0, mostHomophones));
  }
  const pairOf = new Map<number, number>();
  const bySound = new Map<string, number[]>();
  const words = readings.length;
  for (const [pair, first] of pairs.first.entries()) {
    const second = pairs.second[pair] ?? 0;
    pairOf.set(first * words + second, pair);
    push(bySound, `${sounds[first]} ${sounds[second]}`, pair);
  }
  const worths: { pair: number; worth: number }[] = [];
  for (const [sound, same] of bySound) {
    // All that could be written for these syllables: by the classes, and by the pairs.
    let byClass = 0;
    for (const word of homophones.get(sound) ?? []) byClass += shares[word] ?? 0;
    let byPair = byClass;
    const syllables = sound.split(' ');
    for (let cut = 1; cut < syllables.length; cut += 1) {
      for (const first of homophones.get(syllables.slice(0, cut).join(' ')) ?? []) {
        for (const second of homophones.get(syllables.slice(cut).join(' ')) ?? []) {
          const weight = weighByClass(first, second);
          const pair = pairOf.get(first * words + second);
          byClass += weight;
          byPair += pair === undefined ? weight : (pairs.weight[pair] ?? 0);
        }
      }
    }
    for (const pair of same) {
      const weight = pairs.weight[pair] ?? 0;
      const before = weighByClass(pairs.first[pair] ?? 0, pairs.second[pair] ?? 0);
      const chanceBefore = before / Math.max(byClass, before);
      const chanceAfter = weight / Math.max(byPair, weight);
      const gained = Math.log(chanceAfter / chanceBefore);
      const worth =
        gained > 0
          ? weight * gained
          : weakerWorth * (chanceBefore - chanceAfter) * byPair * Math.min(1, -gained);
      if (worth > 0) worths.push({ pair, worth });
    }
  }
  return worths
    .sort((a, b) => b.worth - a.worth)
    .slice(0, most)
    .map(({ pair }) => pair);
}

function push<Key>(lists: Map<Key, number[]>, key: Key, place: number): void {
  const list = lists.get(key);
  if (list) list.push(place);
  else lists.set(key, [place]);
}
