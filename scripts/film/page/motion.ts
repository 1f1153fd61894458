// Small sums about time and place, the same for every shot.

export interface Point {
  x: number;
  y: number;
}

/** How far `at` has come from `from` to `to`: 0 before, 1 after. */
export function progress(at: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** The same, setting out and arriving gently. */
export function ease(at: number, from: number, to: number): number {
  const x = progress(at, from, to);
  return x * x * x * (x * (x * 6 - 15) + 10);
}

export function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** In and out again within `start` to `end`, each taking `fade` seconds. */
export function inAndOut(at: number, start: number, end: number, fade: number): number {
  return Math.min(ease(at, start, start + fade), 1 - ease(at, end - fade, end));
}

/** A swing that dies away: 1 at once, then to and fro. */
export function swing(since: number, period: number, lasting: number): number {
  return since < 0 ? 0 : Math.cos((since / period) * 2 * Math.PI) * Math.exp(-since / lasting);
}

/** The unrest of a small flame, about 1. */
export function flicker(second: number): number {
  return (
    1 + 0.022 * Math.sin(second * 7.3) + 0.016 * Math.sin(second * 11.9 + 2) + 0.02 * Math.sin(second * 2.1)
  );
}

/** A number from 0 to 1 that looks like chance and is the same in every run. */
export function chance(seed: number): number {
  const x = Math.sin(seed * 127.1 + 11.7) * 43758.5453;
  return x - Math.floor(x);
}
