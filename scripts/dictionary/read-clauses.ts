// The text from which the dictionary learns which words stand together: the shipped exhibition,
// and a page of everyday sentences written for this (everyday.txt). All of it is our own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../../pack/read-source.ts';

const rootDir = join(import.meta.dirname, '..', '..');

/** Stretches of Han characters between marks, as often as they occur. */
export function readClauses(): string[] {
  const source = readSource(join(rootDir, 'content'));
  const texts: string[] = [];
  collectHans([source.panels, source.cases, source.ruleTexts].flat().map(({ data }) => data), texts);
  texts.push(readFileSync(join(import.meta.dirname, 'everyday.txt'), 'utf8').replaceAll(/^#.*$/gm, ''));
  return texts.flatMap((text) => text.split(/[^\p{Script=Han}]+/u)).filter((clause) => clause.length > 1);
}

/** Every value of a key `zh-Hans`, at any depth. */
function collectHans(value: unknown, texts: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'zh-Hans' && typeof inner === 'string') texts.push(inner);
    else collectHans(inner, texts);
  }
}
