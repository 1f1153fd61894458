import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, isMarked, maxReflectionLength, postedReflectionSchema } from './reflection.ts';

const posted = (text: string) =>
  postedReflectionSchema.safeParse({
    event_id: '0b5e1c8e-6f0a-4d38-9a53-0c1f6a3b7d11',
    visit_id: '3a8e0f6e-55d1-4c53-8a64-9ad1a3b3c522',
    age_ms: 0,
    consent: 'public',
    form: 'text',
    text,
  });

test('eight hundred characters are taken, and one more is not, however they are encoded', () => {
  expect(posted('廉'.repeat(maxReflectionLength)).success).toBe(true);
  expect(posted('𠮷'.repeat(maxReflectionLength)).success).toBe(true);
  expect(posted('廉'.repeat(maxReflectionLength + 1)).success).toBe(false);
});

test('what is only blank or invisible is nothing to read', () => {
  for (const text of ['', ' \n ', '\u200b\u200b', '\u202e']) expect(posted(text).success).toBe(false);
});

test('nothing invisible is kept, and what people write is', () => {
  expect(cleanText('a\u202Eb\u200Bc\u0000d')).toBe('abcd');
  expect(cleanText('👨\u200D👩\u200D👧 回家\r\n吃饭')).toBe('👨\u200D👩\u200D👧 回家\n吃饭');
  expect(cleanText("مرحبا <b>x</b> '; drop table --")).toBe("مرحبا <b>x</b> '; drop table --");
});

test('cleaning twice is cleaning once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
    }),
  );
});

test.each([
  '身份证 440803199001011234',
  '440803 19900101 123X',
  '打我电话13812345678',
  '一三八 1234 5678',
  '+86 138-1234-5678',
  '０７５９－１２３４５６７８',
  '他是个混蛋',
])('“%s” is seen by reviewers first', (text) => {
  expect(isMarked(text, ['混蛋'])).toBe(true);
});

test.each([
  '我干了三十二年',
  '2024年3月，收了12000元',
  '第一百六十三条',
  '一二三，走',
  '共计1234567890123元',
])('“%s” is not', (text) => {
  expect(isMarked(text, ['混蛋'])).toBe(false);
});
