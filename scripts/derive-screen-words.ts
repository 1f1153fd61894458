// The screens' own words in Traditional Chinese.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { deriveHant, overridesSchema, type Overrides } from '../pack/derive-hant.ts';

/** The exhibition's, and what the screens call machines and their parts; the hub's pages add theirs. */
const overridesFiles = [
  '../content/overrides.yaml',
  '../renderer/i18n/overrides.yaml',
  '../hub/dashboard/i18n/overrides.yaml',
];

function readOverrides(file: string): Overrides {
  return overridesSchema.parse(parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
}

/** The same JSON with every Chinese text in zh-Hant; the languages' own names stay. */
export function deriveScreenWords(words: unknown): unknown {
  const toHant = deriveHant(overridesFiles.flatMap(readOverrides));
  return JSON.parse(JSON.stringify(words), (key, value: unknown) =>
    typeof value === 'string' && key !== 'zh-Hans' ? toHant(value) : value,
  );
}
