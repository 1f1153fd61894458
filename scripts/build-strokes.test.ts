// The shipped characters, and what the matcher makes of writing that is compared with them.
import { readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRecogniser, type Recogniser } from '../renderer/writing/strokes/recognise-character.ts';
import { readTemplates, type Stroke, type Template } from '../renderer/writing/strokes/template-file.ts';
import { distortStrokes, seedRandom, type Hand } from './bench/distort-strokes.ts';
import { buildStrokes, strokesFile } from './build-strokes.ts';

let templates: Template[];
let recogniser: Recogniser;

beforeAll(async () => {
  templates = readTemplates(readFileSync(await buildStrokes(() => undefined)));
  recogniser = createRecogniser(templates);
});

function requireTemplate(character: string): Template {
  const template = templates.find((template) => template.character === character);
  if (!template) throw new Error(`no template of ${character}`);
  return template;
}

const recognise = (strokes: readonly Stroke[], script: 'simplified' | 'traditional' | 'either' = 'either') =>
  recogniser.recognise(strokes, { count: 5, script });

describe('the file', () => {
  test('holds every character of the source in less than a megabyte', () => {
    expect(templates).toHaveLength(9_574);
    expect(statSync(strokesFile).size).toBeLessThan(1_000_000);
    for (const { character, strokes } of templates) {
      expect(strokes.length, character).toBeGreaterThan(0);
      expect(strokes.every((stroke) => stroke.length >= 4)).toBe(true);
    }
  });

  test('is not built again while its sources are the same', async () => {
    const before = statSync(strokesFile).mtimeMs;
    const said: string[] = [];
    await buildStrokes((line) => said.push(line));
    expect(said).toEqual([]);
    expect(statSync(strokesFile).mtimeMs).toBe(before);
  });

  test('knows the scripts, and that a Traditional character is as common as its Simplified twin', () => {
    expect(requireTemplate('说')).toMatchObject({ isSimplified: true, isTraditional: false });
    expect(requireTemplate('說')).toMatchObject({ isSimplified: false, isTraditional: true });
    for (const both of '人的一警') {
      expect(requireTemplate(both)).toMatchObject({ isSimplified: true, isTraditional: true });
    }
    expect(requireTemplate('么').isSimplified).toBe(true);
    expect(requireTemplate('說').frequency).toBe(requireTemplate('说').frequency);
    expect(requireTemplate('的').frequency).toBeGreaterThan(requireTemplate('矗').frequency);
  });
});

describe('recognising', () => {
  test('finds the characters of the book themselves, whatever their size and place', () => {
    for (const character of '一人大警钟廉洁鐘潔家底线') {
      const { strokes } = requireTemplate(character);
      const moved = strokes.map((stroke) =>
        stroke.map((value, at) => value * 3.7 + (at % 2 === 0 ? 900 : -40)),
      );
      expect(recognise(moved)[0], character).toBe(character);
    }
  });

  const sentence = '以案为鉴警钟长鸣不忘初心守住底线家风清正';
  const hands: [string, Hand][] = [
    ['in a hurried hand', {}],
    ['with strokes run together', { mergesStrokes: true }],
    ['with strokes in another order', { swapsStrokes: true }],
    ['with a stroke too many', { splitsStroke: true }],
  ];
  test.each(hands)('finds a sentence written five times %s', (_, hand) => {
    const random = seedRandom(11);
    const missed = [...sentence.repeat(5)].filter(
      (character) =>
        !recognise(distortStrokes(requireTemplate(character).strokes, random, hand)).includes(character),
    );
    expect(missed.length, missed.join('')).toBeLessThanOrEqual(5);
  });

  test('prefers the forms of the script that is written', () => {
    const pairs = ['户戶', '吕呂', '决決', '况況', '凉涼', '减減', '净淨', '别別'];
    const places = pairs.map(([simplified = '', traditional = '']) => {
      const written = distortStrokes(requireTemplate(traditional).strokes, seedRandom(5));
      const find = (script: 'simplified' | 'traditional') =>
        recogniser.recognise(written, { count: 64, script }).indexOf(simplified);
      return { wanted: find('simplified'), unwanted: find('traditional') };
    });
    for (const { wanted, unwanted } of places) {
      expect(wanted).toBeGreaterThanOrEqual(0);
      expect(wanted).toBeLessThan(5);
      expect(wanted).toBeLessThanOrEqual(unwanted);
    }
    expect(places.filter(({ wanted, unwanted }) => wanted < unwanted).length).toBeGreaterThan(4);
  });

  test('gives nothing for nothing, and as many candidates as are asked for', () => {
    expect(recognise([])).toEqual([]);
    expect(recognise([[]])).toEqual([]);
    expect(recognise([[Number.NaN, 3]])).toEqual([]);
    expect(recognise([[5, 5]])).toHaveLength(5);
    expect(recogniser.recognise([[0, 0, 9, 9]], { count: 8, script: 'either' })).toHaveLength(8);
  });

  test('answers any scribble, soon', () => {
    const stroke = fc.array(fc.oneof(fc.integer({ min: -5_000, max: 5_000 }), fc.double()), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 60 }), (strokes) => {
        const startMs = performance.now();
        const characters = recognise(strokes);
        expect(performance.now() - startMs).toBeLessThan(1_000);
        expect(new Set(characters).size).toBe(characters.length);
      }),
      { numRuns: 60 },
    );
  });
});
