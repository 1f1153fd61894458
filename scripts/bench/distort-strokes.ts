// A hurried hand, from a seed: what it does to a character's strokes as they stand in the book.
// scripts/bench/measure-strokes.ts writes with it; the amounts are those at which a reader still
// finds the writing legible (npm run bench -- strokes draws a sheet of them).
import type { Stroke } from '../../renderer/writing/strokes/template-file.ts';

/** 0 to 1, the same row of numbers for the same seed (mulberry32). */
export function seedRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Hand {
  /** Writes some consecutive strokes without lifting the finger. */
  mergesStrokes?: boolean;
  /** Writes two strokes in the other order. */
  swapsStrokes?: boolean;
  /** Lifts the finger in the middle of one stroke. */
  splitsStroke?: boolean;
}

/** The character's side in templates. */
const side = 256;

/** The strokes as that hand writes them, on a pad of some hundred pixels. */
export function distortStrokes(strokes: readonly Stroke[], random: () => number, hand: Hand = {}): Stroke[] {
  const ordered = hand.swapsStrokes ? swapTwo(strokes, random) : strokes;
  const shake = shakeWhole(random);
  const written = ordered.map((stroke) => {
    const wobble = wobbleStroke(stroke, random);
    return dropPoints(
      densify(stroke).map(([x, y]) => shake(wobble(x, y))),
      random,
    );
  });
  const split = hand.splitsStroke ? splitOne(written, random) : written;
  const merged = hand.mergesStrokes ? mergeSome(split, random) : split;
  return merged.map((points) => points.flatMap(([x, y]) => [jitter(x, random), jitter(y, random)]));
}

type Point = readonly [x: number, y: number];

function between(random: () => number, least: number, most: number): number {
  return least + (most - least) * random();
}

/** Bell-shaped about 0, within ±1. */
function about(random: () => number): number {
  return (random() + random() + random() - 1.5) / 1.5;
}

/** The whole character: slant, turn, width and height, and how the square is bent by the hand. */
function shakeWhole(random: () => number): (point: Point) => Point {
  const slant = 0.4 * about(random);
  const turn = 0.25 * about(random);
  const wide = between(random, 0.75, 1.3);
  const bendX = 0.2 * about(random);
  const bendY = 0.2 * about(random);
  const scale = between(random, 1, 2.2);
  const moved = [between(random, 0, 120), between(random, 0, 120)] as const;
  return ([px, py]) => {
    let x = px / side - 0.5;
    let y = py / side - 0.5;
    // One half of the character grows at the cost of the other.
    x += bendX * (0.25 - x * x) * 2;
    y += bendY * (0.25 - y * y) * 2;
    x = x * wide - slant * y;
    const turned = [
      x * Math.cos(turn) - y * Math.sin(turn),
      x * Math.sin(turn) + y * Math.cos(turn),
    ] as const;
    return [(turned[0] + 0.5) * side * scale + moved[0], (turned[1] + 0.5) * side * scale + moved[1]];
  };
}

/** One stroke: misplaced, too long or too short, tilted, with a bow in it. */
function wobbleStroke(stroke: Stroke, random: () => number): (x: number, y: number) => Point {
  const [mx, my] = middleOf(stroke);
  const dx = 17 * about(random);
  const dy = 17 * about(random);
  const grow = 1 + 0.32 * about(random);
  const tilt = 0.32 * about(random);
  const bow = 9 * about(random);
  const phase = between(random, 0, 6.3);
  return (x, y) => {
    const rx = (x - mx) * grow;
    const ry = (y - my) * grow;
    return [
      mx + dx + rx * Math.cos(tilt) - ry * Math.sin(tilt) + bow * Math.sin(ry / 40 + phase),
      my + dy + rx * Math.sin(tilt) + ry * Math.cos(tilt) + bow * Math.sin(rx / 40 + phase),
    ];
  };
}

function middleOf(stroke: Stroke): Point {
  let x = 0;
  let y = 0;
  for (let at = 0; at + 1 < stroke.length; at += 2) {
    x += stroke[at] ?? 0;
    y += stroke[at + 1] ?? 0;
  }
  const points = stroke.length / 2;
  return [x / points, y / points];
}

/** Points as a screen reports them, some ten units apart. */
function densify(stroke: Stroke): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 3 < stroke.length; at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = stroke.slice(at, at + 4);
    const pieces = Math.max(1, Math.round(Math.hypot(bx - ax, by - ay) / 10));
    for (let piece = 0; piece < pieces; piece += 1) {
      points.push([ax + ((bx - ax) * piece) / pieces, ay + ((by - ay) * piece) / pieces]);
    }
  }
  points.push([stroke.at(-2) ?? 0, stroke.at(-1) ?? 0]);
  return points;
}

/** A screen that is slow, or a finger that is fast: a third of the points never arrive. */
function dropPoints(points: Point[], random: () => number): Point[] {
  return points.filter((_, index) => index === 0 || index === points.length - 1 || random() > 0.33);
}

function jitter(value: number, random: () => number): number {
  return value + 4 * about(random);
}

/** Two gaps in five are written through, never more than four strokes at once. */
function mergeSome(strokes: Point[][], random: () => number): Point[][] {
  const merged: Point[][] = [];
  let joined = 0;
  for (const stroke of strokes) {
    const before = merged.at(-1);
    if (before && joined < 3 && random() < 0.4) {
      // A corner that is written through is cut.
      if (before.length > 3) before.pop();
      before.push(...stroke.slice(stroke.length > 3 ? 1 : 0));
      joined += 1;
    } else {
      merged.push([...stroke]);
      joined = 0;
    }
  }
  return merged;
}

function splitOne(strokes: Point[][], random: () => number): Point[][] {
  const wanted = Math.floor(random() * strokes.length);
  return strokes.flatMap((points, index) => {
    if (index !== wanted || points.length < 6) return [points];
    const middle = Math.floor(points.length / 2);
    return [points.slice(0, middle), points.slice(middle + 1)];
  });
}

function swapTwo(strokes: readonly Stroke[], random: () => number): Stroke[] {
  const swapped = [...strokes];
  const at = Math.floor(random() * (strokes.length - 1));
  const [first, second] = swapped.slice(at, at + 2);
  if (first && second) swapped.splice(at, 2, second, first);
  return swapped;
}
