// Small numbers as the panels write them: 七 in Chinese, 7 in English.
import { toChineseNumeral } from '../../model/chinese-numerals.ts';
import type { Language } from '../../model/language.ts';

export function numeral(value: number, language: Language): string {
  return language === 'en' ? String(value) : toChineseNumeral(value);
}
