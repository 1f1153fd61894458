// A writing as a small picture of its directions: how much line of each of eight directions runs
// through each part of the square. It knows nothing of the strokes' order or number, and two of
// them are compared in a few hundred multiplications: the first look at all the characters.
import { stepLength, type Trace } from './trace-strokes.ts';

const side = 8;
const directions = 8;
export const mapLength = side * side * directions;

/** What the lifted pen counts for: it is ink in hurried writing, and nothing in careful writing. */
const liftedWeight = 0.25;
/** Brings maps of length 1 into bytes. */
const byteScale = 380;

/** Writes the trace's map, `mapLength` bytes, into `into` at `at`. */
export function mapDirections(trace: Trace, into: Uint8Array, at: number): void {
  const map = new Float32Array(mapLength);
  for (let step = 0; step < trace.count; step += 1) addStep(map, trace, step);
  const spread = blur(map);
  let squares = 0;
  for (let cell = 0; cell < mapLength; cell += 1) {
    // The root evens out long and short strokes.
    const root = Math.sqrt(spread[cell] ?? 0);
    spread[cell] = root;
    squares += root * root;
  }
  const scale = byteScale / Math.max(1e-9, Math.sqrt(squares));
  for (let cell = 0; cell < mapLength; cell += 1) {
    into[at + cell] = Math.min(255, Math.round((spread[cell] ?? 0) * scale));
  }
}

/** How alike two maps are, 0 to about 1. */
export function compareMaps(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number): number {
  let sum = 0;
  for (let cell = 0; cell < mapLength; cell += 1) sum += (a[aAt + cell] ?? 0) * (b[bAt + cell] ?? 0);
  return sum / (byteScale * byteScale);
}

/** A step is shared between the four nearest parts and the two nearest directions. */
function addStep(map: Float32Array, trace: Trace, step: number): void {
  const weight = stepLength * ((trace.lifted[step] ?? 0) === 1 ? liftedWeight : 1);
  const turn = Math.atan2(trace.dys[step] ?? 0, trace.dxs[step] ?? 0) / (2 * Math.PI);
  const direction = (turn + 1) * directions;
  const first = Math.floor(direction);
  const part = direction - first;
  const x = place(trace.xs[step] ?? 0);
  const y = place(trace.ys[step] ?? 0);
  addAround(map, (first % directions) * side * side, x, y, weight * (1 - part));
  addAround(map, ((first + 1) % directions) * side * side, x, y, weight * part);
}

function addAround(map: Float32Array, plane: number, x: number, y: number, weight: number): void {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const right = x - column;
  const below = y - row;
  const cell = plane + row * side + column;
  map[cell] = (map[cell] ?? 0) + weight * (1 - right) * (1 - below);
  map[cell + 1] = (map[cell + 1] ?? 0) + weight * right * (1 - below);
  map[cell + side] = (map[cell + side] ?? 0) + weight * (1 - right) * below;
  map[cell + side + 1] = (map[cell + side + 1] ?? 0) + weight * right * below;
}

/** In parts of the square, from the middle of the first to just before the middle of the last. */
function place(value: number): number {
  return Math.min(side - 1.001, Math.max(0, value * side - 0.5));
}

/** A line that runs a little beside its place still meets its neighbour there. */
function blur(map: Float32Array): Float32Array {
  return blurAlong(blurAlong(map, 1), side);
}

function blurAlong(map: Float32Array, stride: number): Float32Array {
  const out = new Float32Array(mapLength);
  for (let cell = 0; cell < mapLength; cell += 1) {
    const at = Math.floor(cell / stride) % side;
    const before = at > 0 ? (map[cell - stride] ?? 0) : 0;
    const after = at < side - 1 ? (map[cell + stride] ?? 0) : 0;
    out[cell] = ((map[cell] ?? 0) * 2 + before + after) / 4;
  }
  return out;
}
