// The closer look: how far the steps of one writing lie from those of another, once without and
// once with regard to their order. Most people write most characters in the order of the book;
// who does not is still recognised by the shape alone.
import type { Trace } from './trace-strokes.ts';

/** Every trace is compared by so many of its steps, evenly taken: all pairs cost alike. */
export const comparedSteps = 64;

/** A trace cut down to `comparedSteps`. */
export interface Outline {
  xs: Float32Array;
  ys: Float32Array;
  dxs: Float32Array;
  dys: Float32Array;
  lifted: Uint8Array;
}

export function outlineTrace(trace: Trace): Outline {
  const pick = (values: Float32Array) =>
    Float32Array.from({ length: comparedSteps }, (_, at) => values[stepAt(at, trace.count)] ?? 0);
  return {
    xs: pick(trace.xs),
    ys: pick(trace.ys),
    dxs: pick(trace.dxs),
    dys: pick(trace.dys),
    lifted: Uint8Array.from({ length: comparedSteps }, (_, at) => trace.lifted[stepAt(at, trace.count)] ?? 0),
  };
}

function stepAt(at: number, count: number): number {
  return Math.floor(((at + 0.5) * count) / comparedSteps);
}

/** A step in the wrong direction is as far as one that lies this far beside, squared. */
const directionWeight = 0.03;
/** Nothing is farther than this: one stray line must not decide. */
const farthest = 0.12;
/** In order, the lifted pen's way counts for so much, in either of the two. */
const liftedWeight = 0.4;
/** In order, a step may be compared with one this many steps earlier or later. */
const band = 10;
/** More out of order than this is another order, not another character. */
const orderCap = 0.03;

const distances = new Float32Array(comparedSteps * comparedSteps);
const previousRow = new Float32Array(comparedSteps + 1);
const currentRow = new Float32Array(comparedSteps + 1);

/** Both are means over the steps of squared distances in the square of side 1; 0 is the same. */
export function compareOutlines(written: Outline, template: Outline): { shape: number; order: number } {
  measureAll(written, template);
  const shape = (layStrokes(written, comparedSteps, 1) + layStrokes(template, 1, comparedSteps)) / 2;
  return { shape, order: Math.min(orderCap, walkInOrder(written, template)) };
}

function measureAll(a: Outline, b: Outline): void {
  for (let i = 0; i < comparedSteps; i += 1) {
    const ax = a.xs[i] ?? 0;
    const ay = a.ys[i] ?? 0;
    const adx = a.dxs[i] ?? 0;
    const ady = a.dys[i] ?? 0;
    for (let j = 0; j < comparedSteps; j += 1) {
      const dx = ax - (b.xs[j] ?? 0);
      const dy = ay - (b.ys[j] ?? 0);
      const turn = 1 - adx * (b.dxs[j] ?? 0) - ady * (b.dys[j] ?? 0);
      const distance = dx * dx + dy * dy + directionWeight * turn;
      distances[i * comparedSteps + j] = distance < farthest ? distance : farthest;
    }
  }
}

/**
 * Each stroke of one writing laid along the other wherever it fits best: within a stroke the
 * order counts, between strokes it does not. `stride` and `pace` say how `distances` is walked:
 * by rows for the written strokes, by columns for the template's.
 */
function layStrokes({ lifted }: Outline, stride: number, pace: number): number {
  let sum = 0;
  let inked = 0;
  let before = previousRow;
  let now = currentRow;
  let isWriting = false;
  for (let i = 0; i < comparedSteps; i += 1) {
    if (lifted[i] === 1) {
      if (isWriting) sum += least(before);
      isWriting = false;
      continue;
    }
    if (!isWriting) before.fill(0);
    isWriting = true;
    inked += 1;
    let left = Number.POSITIVE_INFINITY;
    let diagonal = before[0] ?? 0;
    for (let j = 0; j < comparedSteps; j += 1) {
      const above = before[j] ?? 0;
      const best = left < above ? left : above;
      left = (distances[i * stride + j * pace] ?? 0) + (diagonal < best ? diagonal : best);
      now[j] = left;
      diagonal = above;
    }
    [before, now] = [now, before];
  }
  if (isWriting) sum += least(before);
  return sum / Math.max(1, inked);
}

function least(row: Float32Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < comparedSteps; j += 1) least = Math.min(least, row[j] ?? least);
  return least;
}

/** Dynamic time warping within a band, by the distances already measured. */
function walkInOrder(a: Outline, b: Outline): number {
  let before = previousRow.fill(Number.POSITIVE_INFINITY);
  let now = currentRow;
  before[0] = 0;
  for (let i = 0; i < comparedSteps; i += 1) {
    now.fill(Number.POSITIVE_INFINITY);
    const from = Math.max(0, i - band);
    const to = Math.min(comparedSteps - 1, i + band);
    for (let j = from; j <= to; j += 1) {
      const isLifted = a.lifted[i] === 1 || b.lifted[j] === 1;
      const cost = (distances[i * comparedSteps + j] ?? 0) * (isLifted ? liftedWeight : 1);
      now[j + 1] = cost + Math.min(before[j] ?? 0, before[j + 1] ?? 0, now[j] ?? 0);
    }
    [before, now] = [now, before];
  }
  return (before[comparedSteps] ?? 0) / comparedSteps;
}
