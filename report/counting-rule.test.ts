import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../model/language.ts';
import { countingRule } from './counting-rule.ts';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'counting.md'), 'utf8').replaceAll(
  /\s+/g,
  ' ',
);

test('docs/counting.md says every sentence of the rule, as workbooks and printed reports do', () => {
  for (const { term, text } of countingRule) {
    expect(page).toContain(`**${term.en}`);
    expect(page).toContain(text.en);
  }
  const said = page.slice(page.indexOf('## How it is counted'), page.indexOf('## Columns'));
  expect(said.match(/ - \*\*/g)).toHaveLength(countingRule.length);
});

test('every sentence is there in three languages, and Traditional Chinese in its own characters', () => {
  for (const { term, text } of countingRule) {
    for (const said of [term, text]) {
      for (const language of languages) expect(said[language].trim()).not.toBe('');
    }
    expect(text['zh-Hant']).not.toMatch(/[这为会计时观团员数间过实动让说还]/);
  }
});
