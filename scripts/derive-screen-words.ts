// The screens' own words in Traditional Chinese.
import { deriveHant } from '../pack/derive-hant.ts';

/** The same JSON with every Chinese text in zh-Hant; the languages' own names stay. */
export function deriveScreenWords(words: unknown): unknown {
  const toHant = deriveHant([]);
  return JSON.parse(JSON.stringify(words), (key, value: unknown) =>
    typeof value === 'string' && key !== 'zh-Hans' ? toHant(value) : value,
  );
}
