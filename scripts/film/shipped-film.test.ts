// What is shipped is what the script makes, and what a hall of people can read.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { chapterSourceSchema } from '../../model/chapter-source.ts';
import { parseVtt } from '../../pack/media/parse-vtt.ts';
import { rootDir } from '../build.ts';
import { filmSeconds, moments, shots } from './timing.ts';

const contentDir = join(rootDir, 'content');
const chapter = chapterSourceSchema.parse(
  parse(readFileSync(join(contentDir, 'chapters', 'film.yaml'), 'utf8')),
);
if (chapter.kind !== 'film') throw new Error('film.yaml is no film');
const { media, captions } = chapter;
const film = readFileSync(join(contentDir, media.file));
const cuesOf = (file: string) => parseVtt(readFileSync(join(contentDir, file), 'utf8')).cues;

test('the film is 60 to 120 seconds long, as its chapter says, and at most 7 MB', () => {
  expect(filmSeconds).toBe(media.seconds);
  expect(media.seconds).toBeGreaterThanOrEqual(60);
  expect(media.seconds).toBeLessThanOrEqual(120);
  expect(statSync(join(contentDir, media.file)).size).toBeLessThan(7_000_000);
});

test('the file carries VP9 and Opus, and its index before its pictures', () => {
  const head = film.subarray(0, 4_096).toString('latin1');
  expect(head).toContain('V_VP9');
  expect(head).toContain('A_OPUS');
  const at = (...id: number[]) => film.indexOf(Buffer.from(id));
  const [cues, cluster] = [at(0x1c, 0x53, 0xbb, 0x6b), at(0x1f, 0x43, 0xb6, 0x75)];
  expect(cues).toBeGreaterThan(0);
  expect(cues).toBeLessThan(cluster);
});

test('the shots follow each other without a gap to the film’s end', () => {
  for (const [index, { start, seconds }] of shots.entries()) {
    expect(seconds).toBeGreaterThan(0);
    expect(start + seconds).toBe(shots[index + 1]?.start ?? filmSeconds);
  }
  for (const moment of Object.values(moments).flat()) expect(moment).toBeLessThan(filmSeconds);
});

/** Characters of one line at most, and of one second that are still read without haste. */
const limits = { 'zh-Hans': { line: 18, second: 7 }, en: { line: 42, second: 20 } };

test.each(['zh-Hans', 'en'] as const)('captions in %s are two short lines at a readable pace', (language) => {
  const cues = cuesOf(captions[language]);
  expect(cues.length).toBeGreaterThan(15);
  for (const { text, startMs, endMs } of cues) {
    const lines = text.split('\n');
    expect(lines.length, text).toBeLessThanOrEqual(2);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(limits[language].line);
    const pace = [...text.replace(/\s/g, '')].length / ((endMs - startMs) / 1000);
    expect(pace, text).toBeLessThanOrEqual(limits[language].second);
  }
});

test('both languages say the same thing at the same time', () => {
  const times = (file: string) => cuesOf(file).map(({ startMs, endMs }) => [startMs, endMs]);
  expect(times(captions.en)).toEqual(times(captions['zh-Hans']));
});
