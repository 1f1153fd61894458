// The language that staff read, which need not be the visitors'.
import { languages, type Language } from '../../../model/language.ts';

/** The screens' language as one of the exhibition's; Simplified Chinese for anything else. */
export function toLanguage(code: string): Language {
  return languages.find((language) => language === code) ?? 'zh-Hans';
}
