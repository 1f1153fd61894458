// The chapters: one wrong line of a film, a lecture or a hearing is found where it stands.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyContent, type ContentCopy } from './testing/copy-content.ts';
import { writeFilm } from './testing/write-film.ts';

let content: ContentCopy;

beforeEach(() => {
  content = copyContent();
});

afterEach(() => content.remove());

const hearing = 'chapters/hearing.yaml';
const lecture = 'chapters/lecture.yaml';

test('the shipped exhibition has a lecture of 8 to 12 slides on all seven aspects, and a hearing', () => {
  const source = content.read();
  const slides = source.chapters.flatMap(({ data }) => (data.kind === 'lecture' ? data.slides : []));
  const panels = new Map(source.panels.map(({ data }) => [data.id, data.aspect]));
  expect(slides.length).toBeGreaterThanOrEqual(8);
  expect(new Set(slides.map(({ panel }) => panels.get(panel))).size).toBe(7);
  const trial = source.chapters.find(({ data }) => data.kind === 'hearing');
  expect(trial?.data.review.origin).toBe('fictional');
});

test('a film with its captions in both languages is clean, and an edition needs none', () => {
  expect(content.findings()).toEqual([]);
  writeFilm(content);
  expect(content.findings()).toEqual([]);
});

test('refuses a film that is not there, is no film, or lacks captions in a language', () => {
  writeFilm(content);
  content.write('film/film.webm', 'an MP4 that was renamed');
  content.change('chapters/film.yaml', 'en: film/en.vtt', 'en: film/french.vtt');
  const found = content.findings();
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'media-broken', file: 'chapters/film.yaml', line: 6 }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'missing-media', file: 'chapters/film.yaml', line: 11 }),
  );
  content.change('chapters/film.yaml', ', en: film/french.vtt', '');
  expect(content.codes()).toContain('schema');
});

test('refuses captions out of order, after the end, without words, or not understood', () => {
  writeFilm(content);
  content.change('chapters/film.yaml', 'seconds: 10', 'seconds: 8');
  content.write(
    'film/zh.vtt',
    'WEBVTT\n\n00:04.000 --> 00:06.000\n先\n\n00:05.000 --> 00:07.000\n后\n\n00:07.000 --> 00:07.500\n\n\n7 --> 8\n坏\n',
  );
  expect(content.codes()).toEqual(
    expect.arrayContaining(['captions-order', 'captions-late', 'captions-empty', 'captions-broken']),
  );
});

test('refuses a second chapter of the same kind', () => {
  const words = readFileSync(join(content.dir, lecture), 'utf8');
  content.write('chapters/second.yaml', words.replace('id: lecture', 'id: second'));
  expect(content.findings()).toContainEqual(
    expect.objectContaining({ code: 'twice', file: 'chapters/second.yaml', line: 2 }),
  );
});

test('refuses a slide with a missing panel, too little to say, or a recording that is none', () => {
  content.change(lecture, 'panel: bridge', 'panel: tunnel');
  content.change(lecture, /      zh-Hans: 政治纪律听着远.*\n/, '      zh-Hans: 政治纪律听着远。\n');
  content.change(
    lecture,
    '    panel: keys\n',
    '    panel: keys\n    sound: { zh-Hans: sound/one.opus, en: sound/one.webm }\n',
  );
  content.write('sound/one.opus', 'OggS and what follows');
  const found = content.findings();
  expect(found).toContainEqual(expect.objectContaining({ code: 'missing-panel', file: lecture }));
  expect(found).toContainEqual(expect.objectContaining({ code: 'too-short', file: lecture }));
  expect(found.filter(({ code }) => code === 'media-kind')).toHaveLength(1);
});

test('refuses a trial out of order, with the wrong speaker, or without a part', () => {
  content.change(
    hearing,
    '  - part: argument\n    speaker: prosecutor',
    '  - part: rights\n    speaker: prosecutor',
  );
  content.change(hearing, '  - part: last-words', '  - part: defence');
  expect(content.codes()).toEqual(
    expect.arrayContaining(['hearing-order', 'hearing-speaker', 'hearing-part']),
  );
});

test('refuses a hearing whose sentence, dates or citations the law does not allow', () => {
  content.change(hearing, 'months: 38', 'months: 30');
  content.change(hearing, 'government: dismissal', 'government: demerit');
  content.change(hearing, '{ from: 2024-06,', '{ from: 2023-06,');
  const found = content.findings().filter(({ file }) => file === hearing);
  expect(found.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['sentence-range', 'government-sanction', 'not-in-force']),
  );
  expect(found.find(({ code }) => code === 'sentence-range')?.line).toBeGreaterThan(150);
});

test('refuses a charge that names another sum than the judgment', () => {
  content.change(hearing, 'sumYuan: 268000', 'sumYuan: 278000');
  expect(content.codes()).toContain('hearing-sum');
});

test('refuses a hearing that ends without a sentence', () => {
  content.change(hearing, /  sentence:\n(?:    .*\n)+/, '');
  expect(content.codes()).toContain('schema');
});
