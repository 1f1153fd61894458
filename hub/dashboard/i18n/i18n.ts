// The dashboard's words, in the three languages at once, and which of them somebody reads.
import i18next, { type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { languages, type Language } from '../../../model/language.ts';
import en from './en.json';
import zhHans from './zh-Hans.json';
import zhHant from './zh-Hant.json';

declare module 'i18next' {
  interface WordsOfPages {
    hub: typeof zhHans;
  }
}

const keptUnder = 'jingzhong-hub-language';

export async function startI18n(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-Hans',
    defaultNS: 'hub',
    resources: { 'zh-Hans': { hub: zhHans }, 'zh-Hant': { hub: zhHant }, en: { hub: en } },
    // React writes text, never markup.
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

export function useWords() {
  const { t, i18n } = useTranslation('hub');
  return { t, language: languages.find((one) => one === i18n.language) ?? 'zh-Hans' };
}

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(keptUnder, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** What was chosen here before; else what the browser asks for first, of the three. */
export function findLanguage(kept: string | null, wanted: readonly string[]): Language {
  const known = languages.find((one) => one === kept);
  if (known) return known;
  for (const tag of wanted) {
    if (/^zh-(Hant|TW|HK|MO)\b/i.test(tag)) return 'zh-Hant';
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-Hans';
}

export const keptLanguage = () => localStorage.getItem(keptUnder);
