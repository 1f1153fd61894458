// The drawn frames and the sound as one WebM: VP9 and Opus, a keyframe every two seconds so
// that a finger on the seek bar is answered at once. ffmpeg does it; it is not ours.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { CommandError } from '../command.ts';

const noFfmpegSentence =
  'No ffmpeg was found. Please install it (on Debian or Ubuntu: sudo apt-get install ffmpeg), then run the command again.';

export function requireFfmpeg(): void {
  if (spawnSync('ffmpeg', ['-version']).status !== 0) throw new CommandError(noFfmpegSentence);
}

export interface FrameFile {
  take(pixels: Buffer): Promise<void>;
  /** Resolves when everything is written. */
  close(): Promise<void>;
}

/** Keeps frames without loss in `file`, since the encoder goes over them twice. */
export function keepFrames(file: string, width: number, height: number, framesPerSecond: number): FrameFile {
  const child = spawn(
    'ffmpeg',
    [
      ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`],
      ['-r', `${framesPerSecond}`, '-i', '-', '-c:v', 'ffv1', '-slices', '4', file],
    ].flat(),
    { stdio: ['pipe', 'ignore', 'inherit'] },
  );
  const ended = once(child, 'exit');
  return {
    async take(pixels) {
      if (!child.stdin.write(pixels)) await Promise.race([once(child.stdin, 'drain'), ended]);
    },
    async close() {
      child.stdin.end();
      const [code] = await ended;
      if (code !== 0) throw new Error(`ffmpeg could not keep the frames (${code})`);
    },
  };
}

export interface Encoding {
  frames: string;
  sound: string;
  /** Where the first pass leaves its notes. */
  notes: string;
  framesPerSecond: number;
  kilobitsPerSecond: number;
  outFile: string;
  onProgress(pass: 1 | 2, second: number): void;
}

export async function encodeFilm(encoding: Encoding): Promise<void> {
  const { framesPerSecond, kilobitsPerSecond } = encoding;
  const picture = [
    [
      '-c:v',
      'libvpx-vp9',
      '-b:v',
      `${kilobitsPerSecond}k`,
      '-minrate',
      '0',
      '-maxrate',
      `${kilobitsPerSecond * 3}k`,
    ],
    [
      '-g',
      `${framesPerSecond * 2}`,
      '-deadline',
      'good',
      '-row-mt',
      '1',
      '-tile-columns',
      '1',
      '-threads',
      '4',
    ],
    ['-lag-in-frames', '25', '-auto-alt-ref', '1', '-aq-mode', '0', '-pix_fmt', 'yuv420p'],
    ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ['-passlogfile', encoding.notes],
  ].flat();
  await run(
    ['-i', encoding.frames, ...picture, '-cpu-used', '4', '-pass', '1', '-an', '-f', 'null', '-'],
    (second) => encoding.onProgress(1, second),
  );
  await run(
    [
      ['-i', encoding.frames, '-i', encoding.sound, '-map', '0:v', '-map', '1:a', ...picture],
      ['-cpu-used', '2', '-pass', '2', '-c:a', 'libopus', '-b:a', '64k', '-ac', '2'],
      // The same film for the same frames: no times of day and no names of programs in it.
      ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1'],
      // The index stands at the front, so that seeking needs no look at the end.
      ['-cues_to_front', '1', '-f', 'webm', encoding.outFile],
    ].flat(),
    (second) => encoding.onProgress(2, second),
  );
}

async function run(args: string[], onSecond: (second: number) => void): Promise<void> {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', '-progress', 'pipe:1', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    const found = [...text.matchAll(/out_time_us=(\d+)/g)].at(-1)?.[1];
    if (found) onSecond(Math.round(Number(found) / 1_000_000));
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}
