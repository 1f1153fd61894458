// The engine over the dictionary that is shipped, as visitors meet it.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { readDictionary } from '../renderer/writing/pinyin/dictionary.ts';
import type { LexiconEntry } from '../renderer/writing/pinyin/extra-words.ts';
import { mostLetters } from '../renderer/writing/pinyin/find-candidates.ts';
import { fuzzyPairs } from '../renderer/writing/pinyin/fuzzy.ts';
import { createPinyinEngine, type PinyinEngine } from '../renderer/writing/pinyin/pinyin-engine.ts';
import { judgeSentences } from './bench/judge-sentences.ts';
import { buildDictionary } from './build-dictionary.ts';
import sentences from './dictionary/development-sentences.json' with { type: 'json' };

let bytes: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  bytes = Uint8Array.from(readFileSync(await buildDictionary(() => {})));
}, 120_000);

function anEngine(lexicon: LexiconEntry[] = [], isHant = false): PinyinEngine {
  return createPinyinEngine(readDictionary(bytes.slice().buffer), lexicon, { isHant, fuzzy: [] });
}

const texts = (engine: PinyinEngine, letters: string) =>
  engine.find(letters).candidates.map(({ text }) => text);

test('the dictionary is small enough', () => {
  expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(1_500_000);
});

test('a file that is cut short is refused, not half read', () => {
  expect(() => readDictionary(bytes.slice(0, bytes.length - 1000).buffer)).toThrow('shorter than it says');
});

test('characters that are read in several ways are found under the right one', () => {
  const engine = anEngine();
  const readings: Record<string, string> = {
    yinhang: '银行',
    xingwei: '行为',
    zhongyao: '重要',
    chongfu: '重复',
    huankuan: '还款',
    haiyou: '还有',
    zhangda: '长大',
    shuijiao: '睡觉',
    kuaiji: '会计',
    shoudu: '首都',
    dushi: '都市',
    nver: '女儿',
    lvse: '绿色',
    qinlue: '侵略',
    zhaoji: '着急',
  };
  for (const [letters, text] of Object.entries(readings)) {
    expect(texts(engine, letters).slice(0, 5), letters).toContain(text);
  }
});

test('whole phrases come first, and one of several readings is not lost', () => {
  const engine = anEngine();
  expect(texts(engine, 'womenyiqiqugongyuan')[0]).toBe('我们一起去公园');
  expect(texts(engine, 'xian')).toEqual(expect.arrayContaining(['先', '西安']));
  expect(texts(engine, "xi'an")[0]).toBe('西安');
});

test('which words stand together decides between words of one sound', () => {
  const engine = anEngine();
  expect(texts(engine, 'heshui')[0]).toBe('喝水');
  expect(texts(engine, 'tapaodekuai')[0]).toMatch(/得快$/);
  const judged = judgeSentences(engine, [...sentences.everyday, ...sentences.exhibition]);
  // Here without the edition's own words.
  expect(judged.filter(({ isWhole }) => isWhole).length / judged.length).toBeGreaterThan(0.8);
  expect(judged.filter(({ isPartial }) => isPartial).length / judged.length).toBeGreaterThan(0.92);
});

test('of a long phrase, words of its beginning stand on the first two pages', () => {
  const { candidates } = anEngine().find('womenmingtianyiqiqugongyuankanhuahaobuhao');
  expect(candidates.slice(0, 24).map(({ text }) => text)).toContain('我们');
});

test('a candidate for the beginning leaves the rest', () => {
  const engine = anEngine();
  const letters = 'shouzhudixian';
  const first = engine.find(letters).candidates.find(({ text }) => text === '守住');
  expect(first?.letters).toBe('shouzhu'.length);
  expect(texts(engine, letters.slice(first?.letters))[0]).toBe('底线');
});

test('every character of the first syllable can be had', () => {
  expect(anEngine().find('shi').candidates.length).toBeGreaterThan(60);
});

test('a beginning of a syllable, and initials alone, are understood', () => {
  const engine = anEngine();
  expect(texts(engine, 'nihaom')[0]).toBe('你好吗');
  expect(texts(engine, 'zgr').slice(0, 20)).toContain('这个人');
});

test('fuzzy sounds are found when they are on, behind the exact ones', () => {
  const engine = anEngine();
  expect(texts(engine, 'zongguo')).not.toContain('中国');
  engine.set({ isHant: false, fuzzy: fuzzyPairs });
  expect(texts(engine, 'zongguo')[0]).toBe('中国');
  expect(texts(engine, 'lihao').slice(0, 5)).toEqual(expect.arrayContaining(['你好', '利好']));
  expect(texts(engine, 'sanghai').slice(0, 3)).toContain('上海');
});

test('Traditional output follows the word, not the character', () => {
  const engine = anEngine([], true);
  expect(texts(engine, 'toufa')[0]).toBe('頭髮');
  expect(texts(engine, 'fazhan')[0]).toBe('發展');
  expect(texts(engine, 'houlai')[0]).toBe('後來');
  expect(texts(engine, 'huanghou')[0]).toBe('皇后');
  expect(texts(engine, 'ganjing')[0]).toBe('乾淨');
});

test('the edition’s own words come first', () => {
  const lexicon = [{ word: '以案为鉴', reading: 'yi an wei jian', hant: '以案為鑑' }];
  expect(texts(anEngine(lexicon), 'yianweijian')[0]).toBe('以案为鉴');
  expect(texts(anEngine(lexicon, true), 'yianweijian')[0]).toBe('以案為鑑');
});

test('what a visitor wrote comes sooner, until the visitor leaves', () => {
  const engine = anEngine();
  const before = texts(engine, 'wanghaisheng');
  const name = engine.find('wang').candidates.find(({ text }) => text === '王');
  const ids = ['hai', 'sheng'].flatMap((each) => engine.find(each).candidates[0]?.syllables ?? []);
  engine.learn('王海笙', [...(name?.syllables ?? []), ...ids]);
  expect(before[0]).not.toBe('王海笙');
  expect(texts(engine, 'wanghaisheng')[0]).toBe('王海笙');
  engine.forget();
  expect(texts(engine, 'wanghaisheng')).toEqual(before);
});

test('letters that are no pinyin give no candidates and do no harm', () => {
  const engine = anEngine();
  for (const letters of ['', "'", "''''", 'iii', 'vvv', 'uuuu']) {
    expect(engine.find(letters).candidates, letters).toEqual([]);
  }
  const half = engine.find('nihaovv');
  expect(half.unread).toBe(2);
  expect(half.candidates[0]).toMatchObject({ text: '你好', letters: 5 });
});

test('very long pinyin is still answered at once', () => {
  const engine = anEngine();
  const lines = ['b'.repeat(mostLetters), 'zhongguoren'.repeat(6), "a'".repeat(36), 'zgrmzhgrmghg'.repeat(6)];
  for (const letters of lines) {
    const fromMs = performance.now();
    expect(engine.find(letters).candidates.length, letters).toBeGreaterThan(0);
    expect(performance.now() - fromMs, letters).toBeLessThan(150);
  }
});
