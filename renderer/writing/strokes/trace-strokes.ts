// One writing as the matcher sees it, whoever's hand and however large: fitted into a square of
// side 1 and cut into even steps, each with its place and direction. The ways of the lifted pen
// between strokes are part of it, marked: in hurried writing they become ink.
import type { Stroke } from './template-file.ts';

export interface Trace {
  /** How many steps there are. */
  count: number;
  xs: Float32Array;
  ys: Float32Array;
  /** The direction of each step, of length 1. */
  dxs: Float32Array;
  dys: Float32Array;
  /** 1 where the pen was lifted. */
  lifted: Uint8Array;
}

/** The length of a step, where the square's side is 1. */
export const stepLength = 0.04;
/** A tap of the finger is taken for the shortest of strokes, a dot (丶). */
const dotLength = 0.05;
/** More steps than any character has: a scribble is cut off there. */
const maxSteps = 1_600;

/** Undefined where there is nothing to match. */
export function traceStrokes(strokes: readonly Stroke[]): Trace | undefined {
  const fitted = fitIntoSquare(strokes.map(keepNumbers).filter((stroke) => stroke.length > 0));
  if (!fitted) return undefined;
  const steps = { xs: [] as number[], ys: [] as number[], lifted: [] as number[] };
  const starts: number[] = [];
  let end: { x: number; y: number } | undefined;
  for (const stroke of fitted) {
    const even = smooth(cutEvenly(stroke));
    const [x = 0, y = 0] = even;
    if (end && Math.hypot(x - end.x, y - end.y) > stepLength) {
      append(steps, starts, cutEvenly([end.x, end.y, x, y]), 1);
    }
    append(steps, starts, even, 0);
    end = { x: even.at(-2) ?? x, y: even.at(-1) ?? y };
  }
  return finish(steps, starts);
}

function keepNumbers(stroke: Stroke): number[] {
  const kept: number[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2) {
    const x = stroke[at] ?? Number.NaN;
    const y = stroke[at + 1] ?? Number.NaN;
    if (Number.isFinite(x) && Number.isFinite(y)) kept.push(x, y);
  }
  return kept;
}

/**
 * Each side is stretched to 1, a much shorter one less: 一 must stay flat, and 日 narrow, but a
 * little wider or taller than in the book is the same character.
 */
function fitIntoSquare(strokes: readonly number[][]): number[][] | undefined {
  const box = measure(strokes);
  if (!box) return undefined;
  const width = Math.max(box.right - box.left, 1e-6);
  const height = Math.max(box.bottom - box.top, 1e-6);
  const longer = Math.max(width, height);
  const fittedWidth = stretch(width / longer);
  const fittedHeight = stretch(height / longer);
  return strokes.map((stroke) =>
    stroke.map((value, at) =>
      at % 2 === 0
        ? 0.5 + ((value - box.left) / width - 0.5) * fittedWidth
        : 0.5 + ((value - box.top) / height - 0.5) * fittedHeight,
    ),
  );
}

function stretch(ratio: number): number {
  return Math.min(1, 1.25 * ratio);
}

function measure(strokes: readonly number[][]) {
  if (strokes.length === 0) return undefined;
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const stroke of strokes) {
    for (let at = 0; at + 1 < stroke.length; at += 2) {
      const x = stroke[at] ?? 0;
      const y = stroke[at + 1] ?? 0;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return box;
}

/** The same line by points about one step apart, at least two. */
function cutEvenly(line: readonly number[]): number[] {
  const lengths: number[] = [0];
  for (let at = 2; at < line.length; at += 2) {
    const dx = (line[at] ?? 0) - (line[at - 2] ?? 0);
    const dy = (line[at + 1] ?? 0) - (line[at - 1] ?? 0);
    lengths.push((lengths.at(-1) ?? 0) + Math.hypot(dx, dy));
  }
  const whole = lengths.at(-1) ?? 0;
  const [x = 0, y = 0] = line;
  if (whole < dotLength / 2) return [x, y, x + dotLength * Math.SQRT1_2, y + dotLength * Math.SQRT1_2];
  const pieces = Math.min(maxSteps, Math.max(1, Math.round(whole / stepLength)));
  const even: number[] = [x, y];
  let segment = 1;
  for (let piece = 1; piece < pieces; piece += 1) {
    const wanted = (whole * piece) / pieces;
    while (segment < lengths.length - 1 && (lengths[segment] ?? 0) < wanted) segment += 1;
    const before = lengths[segment - 1] ?? 0;
    const part = (wanted - before) / Math.max(1e-9, (lengths[segment] ?? 0) - before);
    for (const axis of [0, 1]) {
      const a = line[2 * segment - 2 + axis] ?? 0;
      even.push(a + part * ((line[2 * segment + axis] ?? 0) - a));
    }
  }
  even.push(line.at(-2) ?? 0, line.at(-1) ?? 0);
  return even;
}

/** Takes the tremor out: every inner point moves halfway to the middle of its neighbours. */
function smooth(line: number[]): number[] {
  return line.map((value, at) =>
    at < 2 || at >= line.length - 2 ? value : (value * 2 + (line[at - 2] ?? 0) + (line[at + 2] ?? 0)) / 4,
  );
}

function append(
  steps: { xs: number[]; ys: number[]; lifted: number[] },
  starts: number[],
  line: readonly number[],
  lifted: 0 | 1,
): void {
  starts.push(steps.xs.length);
  for (let at = 0; at + 1 < line.length; at += 2) {
    steps.xs.push(line[at] ?? 0);
    steps.ys.push(line[at + 1] ?? 0);
    steps.lifted.push(lifted);
  }
}

/** From points to the steps between them, within each stroke. */
function finish(
  points: { xs: number[]; ys: number[]; lifted: number[] },
  starts: readonly number[],
): Trace | undefined {
  const begins = new Set(starts);
  const count = Math.min(maxSteps, points.xs.length - starts.length);
  if (count < 1) return undefined;
  const trace: Trace = {
    count,
    xs: new Float32Array(count),
    ys: new Float32Array(count),
    dxs: new Float32Array(count),
    dys: new Float32Array(count),
    lifted: new Uint8Array(count),
  };
  let step = 0;
  for (let index = 1; index < points.xs.length && step < count; index += 1) {
    if (begins.has(index)) continue;
    const ax = points.xs[index - 1] ?? 0;
    const ay = points.ys[index - 1] ?? 0;
    const bx = points.xs[index] ?? 0;
    const by = points.ys[index] ?? 0;
    const length = Math.max(1e-9, Math.hypot(bx - ax, by - ay));
    trace.xs[step] = (ax + bx) / 2;
    trace.ys[step] = (ay + by) / 2;
    trace.dxs[step] = (bx - ax) / length;
    trace.dys[step] = (by - ay) / length;
    trace.lifted[step] = points.lifted[index] ?? 0;
    step += 1;
  }
  return trace;
}
