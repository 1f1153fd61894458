// What a file is by its first bytes: real headers are known, renamed and cut ones are not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { contentDir } from '../testing/copy-content.ts';
import { sniffMedia } from './sniff-media.ts';

const hex = (...parts: string[]) => Buffer.concat(parts.map((part) => Buffer.from(part, 'hex')));
const ascii = (text: string) => Buffer.from(text, 'latin1').toString('hex');

const oggPage = (codec: string) =>
  hex(ascii('OggS'), '0002', '00'.repeat(20), '0113', ascii(codec), '00'.repeat(12));
const ftyp = (brand: string, next = 'moov') =>
  hex('00000014', ascii('ftyp'), ascii(brand), '00000000', ascii('isom'), '00000008', ascii(next));
const webm = (docType: string) =>
  hex('1a45dfa3', `0100000000000007`, '428284', ascii(docType), '18538067', '01ffffffffffffff');

test.each([
  ['.webm', webm('webm')],
  ['.mp4', ftyp('isom')],
  ['.opus', oggPage('OpusHead')],
  ['.ogg', oggPage('\x01vorbis')],
  ['.wav', hex(ascii('RIFF'), '00000000', ascii('WAVEfmt '))],
  ['.mp3', hex('fffb9064')],
])('a true %s is one', (ending, head) => {
  expect(sniffMedia(ending, head)).toEqual({ kind: 'played' });
});

test('the shipped film is WebM', () => {
  const film = readFileSync(join(contentDir, 'chapters', 'film.webm')).subarray(0, 4_096);
  expect(sniffMedia('.webm', film)).toEqual({ kind: 'played' });
});

test.each([
  ['.webm', 'Matroska', webm('matr')],
  ['.webm', 'an MP4', ftyp('isom')],
  ['.webm', 'cut off', webm('webm').subarray(0, 18)],
  ['.mp4', 'a picture', ftyp('avif')],
  ['.mp4', 'text after its first box', ftyp('isom', 'html')],
  ['.opus', 'Vorbis', oggPage('\x01vorbis')],
  ['.mp3', 'text', Buffer.from('hello')],
  ['.png', 'a web page', Buffer.from('<!doctype html>'.padEnd(64))],
  ['.exe', 'a program', hex(ascii('MZ'))],
  ['.webp', 'nothing', Buffer.alloc(0)],
])('a %s that is %s is none', (ending, _what, head) => {
  expect(sniffMedia(ending, head)).toBeUndefined();
});

test.each(['webp', 'png', 'avif'] as const)(
  'the size of a %s is known before it is decoded',
  async (format) => {
    const pixels = sharp({ create: { width: 123, height: 45, channels: 3, background: '#804000' } });
    const bytes = await pixels.toFormat(format).toBuffer();
    const size = { kind: 'picture', widthPx: 123, heightPx: 45 };
    expect(sniffMedia(`.${format}`, bytes.subarray(0, 4_096))).toEqual(size);
    if (format !== 'webp') return;
    const lossless = await pixels.webp({ lossless: true }).toBuffer();
    expect(sniffMedia('.webp', lossless)).toEqual(size);
  },
);
