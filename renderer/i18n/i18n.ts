// Every word on the screen that is not the edition's own.
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../model/language.ts';
import en from './en.json';
import zhHans from './zh-Hans.json';
import zhHant from './zh-Hant.json';
import type StaffWords from './staff/zh-Hans.json';

declare module 'i18next' {
  // The hub's pages have words of their own (hub/dashboard/i18n), which add themselves here.
  interface WordsOfPages {
    screen: typeof zhHans;
    // The staff's words come with their screens (features/staff/staff-words.ts).
    staff: typeof StaffWords;
  }

  interface CustomTypeOptions {
    defaultNS: 'screen';
    resources: WordsOfPages;
  }
}

/** The three languages' words, ready at once: a change of language must not wait for a file. */
export async function startI18n(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-Hans',
    defaultNS: 'screen',
    resources: { 'zh-Hans': { screen: zhHans }, 'zh-Hant': { screen: zhHant }, en: { screen: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  return i18next;
}
