import { expect, test } from 'vitest';
import { readBuiltFrom, readTemplates, writeTemplates, type Template } from './template-file.ts';

const source = 'a'.repeat(64);
const templates: Template[] = [
  {
    character: '一',
    frequency: 255,
    isSimplified: true,
    isTraditional: true,
    strokes: [[10, 128, 245, 120]],
  },
  // Beyond the first 65,536 code points.
  {
    character: '𠀀',
    frequency: 0,
    isSimplified: false,
    isTraditional: true,
    strokes: [
      [0, 0, 255, 255],
      [3, 4, 5, 6, 7, 8],
    ],
  },
];

test('what was written is read back, with what it was made from', () => {
  const file = writeTemplates(templates, source);
  expect(readTemplates(file)).toEqual(templates);
  expect(readBuiltFrom(file)).toBe(source);
});

test('a file that is cut off, or another file, is refused', () => {
  const file = writeTemplates(templates, source);
  for (const length of [0, 3, 69, 72, file.length - 1]) {
    expect(() => readTemplates(file.subarray(0, length)), String(length)).toThrow(/templates/);
  }
  expect(() => readTemplates(new TextEncoder().encode('<!doctype html>'.repeat(20)))).toThrow(/not a file/);
});
