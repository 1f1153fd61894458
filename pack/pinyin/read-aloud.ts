// How a Chinese word is read: by pinyin-pro, and by what was found wrong with it.
import { pinyin } from 'pinyin-pro';
import { alsoRead, corrections } from './reading-corrections.ts';

/**
 * The readings of a word, the usual one first, each as syllables without tones, ü as v:
 * 女儿 is [['nv', 'er']].
 */
export function readAloud(text: string): string[][] {
  const usual = pinyin(text, { toneType: 'none', v: true, type: 'array' });
  for (const { where, char, reading } of corrections) {
    if (where.test(text)) replaceReading(text, usual, char, reading);
  }
  const readings = [usual];
  for (const { where, char, reading } of alsoRead) {
    if (!where.test(text)) continue;
    const other = [...usual];
    replaceReading(text, other, char, reading);
    if (other.join(' ') !== usual.join(' ')) readings.push(other);
  }
  return readings;
}

function replaceReading(text: string, syllables: string[], char: string, reading: string): void {
  for (const [index, each] of [...text].entries()) if (each === char) syllables[index] = reading;
}

/** Every syllable has a vowel; pinyin-pro gives back what it cannot read. */
export function isSyllable(text: string): boolean {
  return /^[a-z]*[aeiouv][a-z]*$/.test(text);
}
