// Whether a film, a recording or its captions are there and are what their name says. A player
// would only fail in front of the visitor.
import { extname } from 'node:path';
import type { Finding } from '../finding.ts';
import { readText } from '../read-text.ts';
import type { SourceFiles } from '../source-files.ts';
import { parseVtt } from './parse-vtt.ts';
import { sniffMedia } from './sniff-media.ts';

/** What is wrong, without the file and line that name it in the report. */
export interface MediaFault {
  code: string;
  zh: string;
  en: string;
}

const filmEndings = ['.webm', '.mp4'];
const soundEndings = ['.opus', '.ogg', '.mp3', '.wav'];

/** Whether `file` of the content folder can be played as a film or as a recording. */
export function checkMedia(files: SourceFiles, file: string, kind: 'film' | 'sound'): MediaFault[] {
  const ending = extname(file);
  if (!(kind === 'film' ? filmEndings : soundEndings).includes(ending)) {
    return [
      kind === 'film'
        ? { code: 'media-kind', zh: '影片要用 .webm 或 .mp4。', en: 'A film must be .webm or .mp4.' }
        : {
            code: 'media-kind',
            zh: '录音要用 .opus、.ogg、.mp3 或 .wav。',
            en: 'A recording must be .opus, .ogg, .mp3 or .wav.',
          },
    ];
  }
  if (!files.has(file)) return [missing(file)];
  return sniffMedia(ending, files.readHead(file))
    ? []
    : [
        {
          code: 'media-broken',
          zh: `${file} 的内容不是 ${ending}，请重新导出。`,
          en: `${file} does not hold ${ending}. Export it again.`,
        },
      ];
}

/** Whether `file` holds captions in order, each with words, none of them after the film's end. */
export function checkCaptions(files: SourceFiles, file: string, filmSeconds: number): MediaFault[] {
  if (extname(file) !== '.vtt')
    return [{ code: 'media-kind', zh: '字幕要用 .vtt。', en: 'Captions must be .vtt.' }];
  if (!files.has(file)) return [missing(file)];
  const unreadable: Finding[] = [];
  const words = readText(files, file, unreadable);
  if (words === undefined)
    return unreadable.map(({ code, zh, en }) => ({ code, zh: `${file}：${zh}`, en: `${file}: ${en}` }));
  const { cues, broken } = parseVtt(words);
  const faults: MediaFault[] = broken.map((line) => ({
    code: 'captions-broken',
    zh: `${file} 第${line}行读不懂，写法如“00:01.000 --> 00:04.000”。`,
    en: `${file}, line ${line}: not understood. Write “00:01.000 --> 00:04.000”.`,
  }));
  if (cues.length === 0 && broken.length === 0)
    faults.push({
      code: 'captions-empty',
      zh: `${file} 里没有一句字幕。`,
      en: `${file} holds no captions.`,
    });
  for (const [index, cue] of cues.entries()) {
    const before = cues[index - 1];
    const where = { zh: `${file} 第${cue.line}行`, en: `${file}, line ${cue.line}` };
    if (cue.endMs <= cue.startMs || (before && cue.startMs < before.endMs))
      faults.push({
        code: 'captions-order',
        zh: `${where.zh}：时间没有接在上一句之后，或者结束早于开始。`,
        en: `${where.en}: it does not follow the cue before it, or ends before it begins.`,
      });
    if (cue.endMs > filmSeconds * 1000)
      faults.push({
        code: 'captions-late',
        zh: `${where.zh}：字幕在影片结束（${filmSeconds}秒）以后。`,
        en: `${where.en}: the caption outlasts the film (${filmSeconds} s).`,
      });
    if (cue.text === '')
      faults.push({
        code: 'captions-empty',
        zh: `${where.zh}：这一句没有字。`,
        en: `${where.en}: this cue has no words.`,
      });
  }
  return faults;
}

function missing(file: string): MediaFault {
  return { code: 'missing-media', zh: `没有文件 ${file}。`, en: `There is no file ${file}.` };
}
