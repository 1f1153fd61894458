import { expect, test } from 'vitest';
import { findLanguage } from './i18n.ts';

test('the language is the one chosen here before, else the first of the browser’s that there is', () => {
  expect(findLanguage('en', ['zh-CN'])).toBe('en');
  expect(findLanguage(null, ['fr', 'zh-TW', 'en'])).toBe('zh-Hant');
  expect(findLanguage(null, ['zh-CN', 'en'])).toBe('zh-Hans');
  expect(findLanguage('klingon', ['en-GB'])).toBe('en');
  expect(findLanguage(null, ['fr'])).toBe('zh-Hans');
});
