// What the page and the handwriting Worker say to each other.
import type { RecogniseOptions } from './recognise-character.ts';
import type { Stroke } from './template-file.ts';

export interface RecogniseRequest extends RecogniseOptions {
  id: number;
  strokes: readonly Stroke[];
}

export type WorkerMessage =
  /** The characters are there, or cannot be had. Said once at the start, and after each new try. */
  | { kind: 'loaded'; isReady: boolean }
  | { kind: 'recognised'; id: number; characters: string[] }
  | { kind: 'failed'; id: number };
