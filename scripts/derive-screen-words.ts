// The screens' own words in Traditional Chinese.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { deriveHant, overridesSchema } from '../pack/derive-hant.ts';

const overridesFile = new URL('../content/overrides.yaml', import.meta.url);

/** The same JSON with every Chinese text in zh-Hant; the languages' own names stay. */
export function deriveScreenWords(words: unknown): unknown {
  const toHant = deriveHant(overridesSchema.parse(parse(readFileSync(overridesFile, 'utf8'))));
  return JSON.parse(JSON.stringify(words), (key, value: unknown) =>
    typeof value === 'string' && key !== 'zh-Hans' ? toHant(value) : value,
  );
}
