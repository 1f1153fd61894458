// Captions as they come from editors' tools: with and without hours, names, notes and styles.
import { expect, test } from 'vitest';
import { parseVtt } from './parse-vtt.ts';

test('reads cues with and without hours, with names, settings and two lines', () => {
  const { cues, broken } = parseVtt(
    [
      '\uFEFFWEBVTT 片名',
      'Kind: captions',
      '',
      'NOTE made by hand',
      '',
      'STYLE',
      '::cue { color: white }',
      '',
      'first',
      '00:01.000 --> 00:04.250 align:center',
      '灯亮了。',
      '',
      '01:00:00.000 --> 01:00:02.000',
      'One line',
      'and another',
    ].join('\r\n'),
  );
  expect(broken).toEqual([]);
  expect(cues).toEqual([
    { startMs: 1_000, endMs: 4_250, text: '灯亮了。', line: 10 },
    { startMs: 3_600_000, endMs: 3_602_000, text: 'One line\nand another', line: 13 },
  ]);
});

test('names the line of a time that no player understands', () => {
  const { cues, broken } = parseVtt(
    'WEBVTT\n\n00:01,000 --> 00:02,000\n逗号\n\n00:03.000 --> 00:04.000\n对\n',
  );
  expect(broken).toEqual([3]);
  expect(cues).toHaveLength(1);
});

test('a file of another kind is broken in its first line', () => {
  expect(parseVtt('1\n00:00:01,000 --> 00:00:02,000\nSRT\n')).toEqual({ cues: [], broken: [1] });
  expect(parseVtt('')).toEqual({ cues: [], broken: [1] });
});
