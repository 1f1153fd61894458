// The staff's words: fetched with their screens, so that no visitor waits for them.
import i18next from 'i18next';
import en from '../../i18n/staff/en.json';
import zhHans from '../../i18n/staff/zh-Hans.json';
import zhHant from '../../i18n/staff/zh-Hant.json';

for (const [language, words] of Object.entries({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })) {
  i18next.addResourceBundle(language, 'staff', words);
}
