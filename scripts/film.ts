// npm run film: makes content/chapters/film.webm from the exhibition's own pictures, drawn frame
// by frame, with sound that it makes itself. --sheet FILE draws small frames side by side
// instead, to look at while the film is being changed.
import { copyFileSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rootDir } from './build.ts';
import { CommandError, runCommand } from './command.ts';
import { drawContactSheet } from './film/draw-contact-sheet.ts';
import { drawFilm } from './film/draw-film.ts';
import { encodeFilm, keepFrames, requireFfmpeg } from './film/encode-film.ts';
import { makeSound, toWav } from './film/sound.ts';
import { filmSeconds, framesPerSecond, heightPx, widthPx } from './film/timing.ts';

const usage =
  'Use: npm run film, or npm run film -- --sheet FILE.png [--every SECONDS] [--from SECONDS] [--until SECONDS]';
const filmFile = join(rootDir, 'content', 'chapters', 'film.webm');
/** With 64 for the sound, under 7 MB in all. */
const kilobitsPerSecond = 420;

await runCommand(async (args) => {
  const { sheet, every, from, until } = parseArguments(args);
  if (sheet === undefined) return makeFilm();
  const range = { from: readSeconds(from, 0), until: readSeconds(until, filmSeconds) };
  return drawContactSheet(sheet, readSeconds(every, 2), range, say);
});

async function makeFilm(): Promise<void> {
  requireFfmpeg();
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-film-'));
  try {
    say('film: making the sound …');
    const sound = join(dir, 'sound.wav');
    writeFileSync(sound, toWav(makeSound()));
    const frames = join(dir, 'frames.mkv');
    const kept = keepFrames(frames, widthPx, heightPx, framesPerSecond);
    await drawFilm({
      width: widthPx,
      height: heightPx,
      framesPerSecond,
      pixels: 'yuv420',
      takeFrame: kept.take,
      onProgress: (done, total) => {
        if (done % (framesPerSecond * 10) === 0 || done === total)
          say(`film: drawn ${done} of ${total} frames`);
      },
    });
    await kept.close();
    const outFile = join(dir, 'film.webm');
    let told = -1;
    await encodeFilm({
      frames,
      sound,
      notes: join(dir, 'first-pass'),
      framesPerSecond,
      kilobitsPerSecond,
      outFile,
      onProgress: (pass, second) => {
        const tens = Math.floor(second / 10);
        if (tens === told) return;
        told = tens;
        say(`film: encoding, pass ${pass} of 2, ${second} of ${filmSeconds} s`);
      },
    });
    const { size } = statSync(outFile);
    moveFile(outFile, filmFile);
    say(`film: content/chapters/film.webm, ${filmSeconds} s, ${(size / 1_000_000).toFixed(1)} MB`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** In one step, so that a film that is half written is never in the content. */
function moveFile(from: string, to: string): void {
  const beside = `${to}.part`;
  copyFileSync(from, beside);
  renameSync(beside, to);
}

function parseArguments(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { sheet: option, every: option, from: option, until: option } }).values;
  } catch {
    throw new CommandError(usage);
  }
}

function readSeconds(value: string | undefined, without: number): number {
  if (value === undefined) return without;
  const number = Number(value);
  if (!(number >= 0)) throw new CommandError(usage);
  return number;
}

function say(line: string): void {
  console.error(line);
}
