// The smallest film chapter: a header instead of pictures, and captions in two languages.
import type { ContentCopy } from './copy-content.ts';

/** What every WebM file begins with: an EBML header of type webm, and the segment's id. */
export const webmHeader = Buffer.from('1a45dfa3874282847765626d1853806701ffffffffffffff', 'hex');

/** Adds a ten-second film with two captions to `content`. */
export function writeFilm(content: ContentCopy): void {
  content.write('film/film.webm', webmHeader);
  content.write(
    'film/zh.vtt',
    'WEBVTT\n\n00:01.000 --> 00:04.000\n灯还亮着。\n\n00:04.000 --> 00:09.000\n门关上了。\n',
  );
  content.write(
    'film/en.vtt',
    'WEBVTT\n\n00:01.000 --> 00:04.000\nThe lamp is on.\n\n00:04.000 --> 00:09.000\nThe door has shut.\n',
  );
  content.write('chapters/film.yaml', filmYaml);
}

const filmYaml = `id: film
kind: film
title: { zh-Hans: 一盏灯, en: A lamp }
intro: { zh-Hans: 十秒钟。, en: Ten seconds. }
media:
  file: film/film.webm
  seconds: 10
  poster:
    file: pictures/courtyard.svg
    alt: { zh-Hans: 剪纸：院门, en: Paper-cut of a gate }
captions: { zh-Hans: film/zh.vtt, en: film/en.vtt }
review:
  origin: fictional
  redaction: 虚构
  approver: 编辑部
  reviewedOn: 2026-11-23
  withdrawn: false
`;
