// Small frames of the film side by side, each with its second, to judge it by.
import { resolve } from 'node:path';
import sharp from 'sharp';
import { drawFilm } from './draw-film.ts';
import { filmSeconds } from './timing.ts';

const columns = 4;
const width = 480;
const height = 270;

/** Writes the picture `file`: a frame every `every` seconds. */
export async function drawContactSheet(
  file: string,
  every: number,
  { from, until }: { from: number; until: number },
  say: (line: string) => void,
): Promise<void> {
  const frames: Buffer[] = [];
  await drawFilm({
    width,
    height,
    framesPerSecond: 1 / every,
    pixels: 'rgba',
    from: Math.ceil(from / every) * every,
    until: Math.min(until, filmSeconds),
    takeFrame: async (pixels) => void frames.push(pixels),
    onProgress: (done, total) => say(`film: drawn ${done} of ${total} frames`),
  });
  const rows = Math.ceil(frames.length / columns);
  await sharp({
    create: { width: columns * width, height: rows * height, channels: 3, background: '#000000' },
  })
    .composite(
      frames.map((input, index) => ({
        input,
        raw: { width, height, channels: 4 as const },
        left: (index % columns) * width,
        top: Math.floor(index / columns) * height,
      })),
    )
    .toFile(resolve(process.env.JINGZHONG_CALLED_FROM ?? '.', file));
}
