// An edition's title as the reader's language has it.
import type { Titles } from '../../../model/language.ts';
import { toLanguage } from './staff-language.ts';

/** `language`: as i18next names it. Editions that do not say their titles have one for all. */
export function titleIn(
  language: string,
  { title, titles }: { title: string; titles?: Titles | undefined },
): string {
  return titles?.[toLanguage(language)] ?? title;
}
