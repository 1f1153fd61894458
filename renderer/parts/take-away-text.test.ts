import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { boardsToTake, maxTakeAwayBytes, writeTakeAway } from './take-away-text.ts';

const board = (title: string, warning: string) => ({ title, warning });
const bytes = (text: string) => new TextEncoder().encode(text).length;
const envelope = board('一只信封', '信封很薄，抽屉很浅。');

describe('the text of the code', () => {
  test('names the exhibition, each board with its warning, and closes', () => {
    expect(writeTakeAway('以案为鉴', [envelope, board('两本账', '一本给人看。')], '慢走。', '：')).toBe(
      '以案为鉴\n一只信封：信封很薄，抽屉很浅。\n两本账：一本给人看。\n慢走。',
    );
  });

  test('where not every warning fits every board is still named, and no warning is cut', () => {
    const long = '香插得再高，也照不见脚下；月亮在后面，本来是亮的。'.repeat(2);
    const boards = ['桥', '香', '线', '米', '窗'].map((title) => board(title, `${title}${long}`));
    const lines = writeTakeAway('以案为鉴', boards, '慢走。', '：').split('\n');
    expect(lines.slice(1, -1).map((line) => line[0])).toEqual(['桥', '香', '线', '米', '窗']);
    expect(lines.filter((line) => line.endsWith('亮的。'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('：')).every((line) => line.endsWith('亮的。'))).toBe(true);
  });

  test('is never longer than a telephone reads with ease, whatever the boards say', () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
    const anyBoard = fc.record({ title: anyText, warning: anyText });
    fc.assert(
      fc.property(fc.array(anyBoard, { maxLength: 5 }), (boards) => {
        const text = writeTakeAway('以案为鉴', boards, '下一步，是自己的。', '：');
        expect(bytes(text)).toBeLessThanOrEqual(maxTakeAwayBytes);
        expect(text.startsWith('以案为鉴\n')).toBe(true);
        expect(text.endsWith('\n下一步，是自己的。')).toBe(true);
      }),
    );
  });

  test('makes a code of at most 69 modules a side', () => {
    const full = writeTakeAway('以案为鉴', [board('板', '字'.repeat(120))], '完', '：');
    expect(bytes(full)).toBeGreaterThan(370);
    expect(encode(full, { ecc: 'L', border: 0 }).size).toBeLessThanOrEqual(69);
  });
});

test('the last five boards are taken, in the order of the walk', () => {
  expect(boardsToTake(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toEqual(['c', 'd', 'e', 'f', 'g']);
  expect(boardsToTake(['a'])).toEqual(['a']);
});
