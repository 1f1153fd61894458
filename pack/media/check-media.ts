// Whether a film, a recording or its captions are there and are what their name says. A player
// would only fail in front of the visitor.
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseVtt } from './parse-vtt.ts';

/** What is wrong, without the file and line that name it in the report. */
export interface MediaFault {
  code: string;
  zh: string;
  en: string;
}

/** The first bytes of each kind of file that a kiosk plays. */
const headers: Record<string, (head: Buffer) => boolean> = {
  '.webm': (head) => head.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3])),
  '.opus': (head) => head.toString('latin1', 0, 4) === 'OggS',
  '.ogg': (head) => head.toString('latin1', 0, 4) === 'OggS',
  '.wav': (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE',
  '.mp3': (head) =>
    head.toString('latin1', 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0),
};

/** Whether `file` of the content folder can be played as a film (`.webm`) or as a recording. */
export function checkMedia(dir: string, file: string, kind: 'film' | 'sound'): MediaFault[] {
  const ending = extname(file);
  const hasHeader = headers[ending];
  if (!hasHeader || (ending === '.webm') !== (kind === 'film')) {
    return [
      kind === 'film'
        ? { code: 'media-kind', zh: '影片要用 .webm。', en: 'A film must be .webm.' }
        : {
            code: 'media-kind',
            zh: '录音要用 .opus、.ogg、.mp3 或 .wav。',
            en: 'A recording must be .opus, .ogg, .mp3 or .wav.',
          },
    ];
  }
  if (!existsSync(join(dir, file))) return [missing(file)];
  return hasHeader(readHead(join(dir, file)))
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
export function checkCaptions(dir: string, file: string, filmSeconds: number): MediaFault[] {
  if (extname(file) !== '.vtt')
    return [{ code: 'media-kind', zh: '字幕要用 .vtt。', en: 'Captions must be .vtt.' }];
  if (!existsSync(join(dir, file))) return [missing(file)];
  const { cues, broken } = parseVtt(readFileSync(join(dir, file), 'utf8'));
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

function readHead(path: string): Buffer {
  const head = Buffer.alloc(16);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head;
}
