// What a finger wrote, as it is kept: lines of whole numbers, thinned until they fit into an
// event, and drawn again as SVG. A mark is the person's own, so that nothing of it is smoothed.

/** Strokes as flat coordinates, [x1, y1, x2, y2, …]; a stroke of one point is a dot. */
export interface Ink {
  /** Width to height of what was written on. */
  aspect: number;
  /** Whole numbers, the longer side from 0 to 10,000; both sides have the same scale. */
  strokes: number[][];
}

export const inkUnits = 10_000;
/** The limits of `pledge.signed` (visitor-events.ts), and of one ink as JSON. */
export const maxInkStrokes = 400;
export const maxStrokeNumbers = 4_000;
export const maxInkBytes = 48 * 1024;
/** Two sign one pledge, and their one event is to stay under 64 KiB. */
export const maxSignatureBytes = 24 * 1024;
/** The most strokes there may be, each thinned to its two ends, take less than this. */
const leastInkBytes = 12 * 1024;

/** A thousandth of the page's longer side: finer than a fingertip, or a screen's dots. */
const finestTolerance = 10;
const maxAspect = 100;

/**
 * The ink of `strokes` written on a page of `width` × `height`, all in one unit. What lies outside
 * is moved to the edge, what is no number is left out; of more than 400 strokes the longest stay.
 * The JSON is never larger than `mostBytes`, however long somebody wrote; RangeError where that is
 * less than 12 KiB.
 */
export function storeInk(
  strokes: readonly (readonly number[])[],
  width: number,
  height: number,
  mostBytes = maxInkBytes,
): Ink {
  if (!(mostBytes >= leastInkBytes)) throw new RangeError(`no ink fits into ${mostBytes} bytes`);
  const aspect = clampAspect(width / height);
  const box = inkBox(aspect);
  const scale = inkUnits / Math.max(width, height);
  const whole = strokes
    .map((stroke) => toWholeNumbers(stroke, scale, box))
    .filter((stroke) => stroke.length > 0);
  const ranked = keepLongest(whole).map((stroke) => ({ stroke, weights: weighPoints(stroke) }));
  let tolerance = finestTolerance;
  for (;;) {
    const thinned = ranked.map(({ stroke, weights }) => thin(stroke, weights, tolerance));
    const ink = { aspect, strokes: thinned };
    if (fits(ink, mostBytes)) return ink;
    tolerance *= 1.3;
  }
}

/**
 * The SVG of an ink's strokes: one path a stroke, in `currentColor`, on nothing. `lineWidth` is in
 * ink units. Safe to put into a page or a file whatever the numbers are.
 */
export function inkToSvg(strokes: readonly (readonly number[])[], aspect: number, lineWidth = 90): string {
  const { viewBox, paths } = layOutInk({ aspect, strokes });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" fill="none" ` +
    `stroke="currentColor" stroke-width="${toNumber(lineWidth)}" stroke-linecap="round" stroke-linejoin="round">` +
    `${paths.map((path) => `<path d="${path}"/>`).join('')}</svg>`
  );
}

/** What an SVG of the ink is made of: its `viewBox`, and the `d` of one path a stroke. Nothing but numbers. */
export function layOutInk({ aspect, strokes }: { aspect: number; strokes: readonly (readonly number[])[] }): {
  viewBox: string;
  paths: string[];
} {
  const { width, height } = inkBox(clampAspect(aspect));
  return { viewBox: `0 0 ${width} ${height}`, paths: strokes.map(toPath).filter((path) => path !== '') };
}

/** Leaves out the points without which the line stays within `tolerance` (Ramer–Douglas–Peucker). */
export function simplifyLine(line: readonly number[], tolerance: number): number[] {
  return thin(line, weighPoints(line), tolerance);
}

function inkBox(aspect: number): { width: number; height: number } {
  return aspect >= 1
    ? { width: inkUnits, height: Math.round(inkUnits / aspect) }
    : { width: Math.round(inkUnits * aspect), height: inkUnits };
}

/** Four digits are more than any screen shows, and keep the JSON short. */
function clampAspect(aspect: number): number {
  if (!(aspect > 0)) return 1;
  return Number(Math.min(maxAspect, Math.max(1 / maxAspect, aspect)).toFixed(4));
}

function toWholeNumbers(
  stroke: readonly number[],
  scale: number,
  { width, height }: { width: number; height: number },
): number[] {
  const whole: number[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2) {
    const x = toWholeWithin((stroke[at] ?? 0) * scale, width);
    const y = toWholeWithin((stroke[at + 1] ?? 0) * scale, height);
    if (x === undefined || y === undefined) continue;
    if (x !== whole.at(-2) || y !== whole.at(-1)) whole.push(x, y);
  }
  return whole;
}

function toWholeWithin(value: number, most: number): number | undefined {
  return Number.isFinite(value) ? Math.min(most, Math.max(0, Math.round(value))) : undefined;
}

function keepLongest(strokes: number[][]): number[][] {
  if (strokes.length <= maxInkStrokes) return strokes;
  const longest = strokes.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, maxInkStrokes);
  const kept = new Set(longest);
  return strokes.filter((stroke) => kept.has(stroke));
}

function lengthOf(stroke: number[]): number {
  let length = 0;
  for (let at = 2; at < stroke.length; at += 2) {
    length += Math.hypot(
      (stroke[at] ?? 0) - (stroke[at - 2] ?? 0),
      (stroke[at + 1] ?? 0) - (stroke[at - 1] ?? 0),
    );
  }
  return length;
}

function fits(ink: Ink, mostBytes: number): boolean {
  return (
    ink.strokes.every((stroke) => stroke.length <= maxStrokeNumbers) &&
    JSON.stringify(ink).length <= mostBytes
  );
}

function thin(line: readonly number[], weights: Float64Array, tolerance: number): number[] {
  const kept: number[] = [];
  for (const [index, weight] of weights.entries()) {
    if (weight > tolerance) kept.push(line[2 * index] ?? 0, line[2 * index + 1] ?? 0);
  }
  return kept;
}

/** A line is weighed in blocks of so many points, so that no line takes the square of its length. */
const blockPoints = 1_024;

/**
 * For every point how far the line would miss it if it were left out: with one weighing any
 * tolerance is a comparison. The ends weigh more than all. Long lines are weighed from coarse to
 * fine: first every 1,024th point, then the points between.
 */
function weighPoints(line: readonly number[]): Float64Array {
  const last = line.length / 2 - 1;
  const weights = new Float64Array(Math.max(0, last + 1));
  if (last < 0) return weights;
  weights[0] = weights[last] = Number.POSITIVE_INFINITY;
  let step = 1;
  while (step * blockPoints < last) step *= blockPoints;
  for (; step >= 1; step /= blockPoints) {
    for (let from = 0; from < last; from += step * blockPoints) {
      weighBetween(line, weights, from, Math.min(last, from + step * blockPoints), step);
    }
  }
  return weights;
}

/** Weighs the points `from + step`, `from + 2 × step` … before `to`, each by its farthest reach. */
function weighBetween(
  line: readonly number[],
  weights: Float64Array,
  from: number,
  to: number,
  step: number,
): void {
  const open: [from: number, to: number, most: number][] = [[from, to, Number.POSITIVE_INFINITY]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [start, end, most] = span;
    let farthest = 0;
    let reach = 0;
    for (let index = start + step; index < end; index += step) {
      const distance = distanceToSegment(line, index, start, end);
      if (distance > reach) [farthest, reach] = [index, distance];
    }
    if (reach === 0) continue;
    // Never above the span it lies in: what is kept at one tolerance is kept at every finer one.
    const weight = Math.min(most, reach);
    weights[farthest] = weight;
    open.push([start, farthest, weight], [farthest, end, weight]);
  }
}

function distanceToSegment(line: readonly number[], index: number, start: number, end: number): number {
  const ax = line[2 * start] ?? 0;
  const ay = line[2 * start + 1] ?? 0;
  const bx = (line[2 * end] ?? 0) - ax;
  const by = (line[2 * end + 1] ?? 0) - ay;
  const px = (line[2 * index] ?? 0) - ax;
  const py = (line[2 * index + 1] ?? 0) - ay;
  const squared = bx * bx + by * by;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * bx + py * by) / squared));
  return Math.hypot(px - along * bx, py - along * by);
}

function toPath(stroke: readonly number[]): string {
  let path = '';
  for (let at = 0; at + 1 < stroke.length; at += 2) {
    path += `${at === 0 ? 'M' : 'L'}${toNumber(stroke[at])} ${toNumber(stroke[at + 1])}`;
  }
  // A round cap makes a dot of a line without length.
  return stroke.length === 2 || stroke.length === 3 ? `${path}h0` : path;
}

/** The types say number; a file read back may not. */
function toNumber(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : 0;
}
