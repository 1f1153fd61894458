// Writes each zh-Hant.json of the screens and of the hub's dashboard from its zh-Hans.json, with the edition's
// own overrides and those that stand beside the words (overrides.yaml).
// Run after changing the Simplified words; a test fails while the two disagree.
import { readFileSync, writeFileSync } from 'node:fs';
import { deriveScreenWords } from './derive-screen-words.ts';

for (const place of ['../renderer/i18n/', '../renderer/i18n/staff/', '../hub/dashboard/i18n/']) {
  const folder = new URL(place, import.meta.url);
  const hans: unknown = JSON.parse(readFileSync(new URL('zh-Hans.json', folder), 'utf8'));
  writeFileSync(new URL('zh-Hant.json', folder), `${JSON.stringify(deriveScreenWords(hans), null, 2)}\n`);
}
