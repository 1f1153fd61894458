import { describe, expect, test } from 'vitest';
import { readsUpright, shortenUpright } from './slip.ts';

describe('a slip stands upright', () => {
  test.each([
    ['回去就把那张卡退了。', true],
    ['想对家里人说：\n对不起，今晚早点回来。', true],
    ['看完3块展板，心里一沉😔', true],
    ['Return it the same day.', false],
    ['我最喜欢Integrity这块展板', false],
    ['سأعيدها اليوم', false],
    ['写封信给أبي', false],
    ['电话里他说13800000000', false],
    ['😀😀😀', false],
    ['', false],
    ['长'.repeat(200), false],
    ['一\n'.repeat(20), false],
  ])('“%s”: %s', (text, expected) => {
    expect(readsUpright(text)).toBe(expected);
  });
});

describe('shortened for those who pass', () => {
  test('a short text stays as it is, on one line', () => {
    expect(shortenUpright('从小事起，\n守住底线。')).toBe('从小事起， 守住底线。');
  });

  test('a long one ends at its own punctuation', () => {
    const text =
      '要是那九天里，有人问他一句抽屉里是什么，也许就不一样了，回去以后，我想把家里那张购物卡退掉。';
    expect(shortenUpright(text)).toBe('要是那九天里，有人问他一句抽屉里是什么，也许就不一样了，回去以后……');
  });

  test('one without any is cut between characters, never within one', () => {
    const family = '👨‍👩‍👧';
    expect(shortenUpright(family.repeat(60))).toBe(`${family.repeat(38)}……`);
  });
});
