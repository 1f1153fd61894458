// The text from which the dictionary learns which words stand together: the shipped exhibition,
// and a page of everyday sentences written for this (everyday.txt). All of it is our own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listHansTexts } from '../../pack/build-lexicon.ts';
import { readSource } from '../../pack/read-source.ts';

const rootDir = join(import.meta.dirname, '..', '..');

/** Stretches of Han characters between marks, as often as they occur. */
export function readClauses(): string[] {
  const source = readSource(join(rootDir, 'content'));
  const everyday = readFileSync(join(import.meta.dirname, 'everyday.txt'), 'utf8');
  return [...listHansTexts(source), everyday.replaceAll(/^#.*$/gm, '')]
    .flatMap((text) => text.split(/[^\p{Script=Han}]+/u))
    .filter((clause) => clause.length > 1);
}
