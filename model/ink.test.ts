import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inkToSvg,
  inkUnits,
  layOutInk,
  maxInkBytes,
  maxInkStrokes,
  maxSignatureBytes,
  maxStrokeNumbers,
  simplifyLine,
  storeInk,
} from './ink.ts';
import { postLimits } from './log-event.ts';
import { inkSchema, visitorBodies } from './visitor-events.ts';

const anyNumber = fc.oneof(fc.double(), fc.integer({ min: -3_000, max: 3_000 }), fc.constant(Number.NaN));
const anyStrokes = fc.array(fc.array(anyNumber, { maxLength: 60 }), { maxLength: 30 });
const side = fc.double({ min: 1, max: 4_000, noNaN: true });

/** A line that wanders as a hand does, `points` long, on a sheet of 900 × 400. */
function wander(points: number, seed = 1): number[] {
  const line: number[] = [];
  for (let at = 0; at < points; at += 1) {
    const t = at / 23 + seed;
    line.push(450 + 400 * Math.sin(t * 0.71) * Math.cos(t / 90), 200 + 180 * Math.sin(t * 1.13 + seed));
  }
  return line;
}

function distanceToLine(x: number, y: number, line: readonly number[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = line.slice(at, at + 4);
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
    const part = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay)));
  }
  return nearest;
}

describe('what is kept', () => {
  test('fits the log whatever was drawn, on a sheet of whatever shape', () => {
    fc.assert(
      fc.property(anyStrokes, side, side, (strokes, width, height) => {
        const ink = storeInk(strokes, width, height);
        // A sheet on which nothing stands is not sent.
        if (ink.strokes.length > 0) expect(inkSchema.safeParse(ink).success).toBe(true);
        expect(JSON.stringify(ink).length).toBeLessThanOrEqual(maxInkBytes);
        expect(ink.aspect).toBeGreaterThan(0);
        const most = { x: ink.aspect >= 1 ? inkUnits : inkUnits * ink.aspect, y: inkUnits };
        if (ink.aspect >= 1) most.y = inkUnits / ink.aspect;
        for (const stroke of ink.strokes) {
          expect(stroke.length).toBeGreaterThanOrEqual(2);
          expect(stroke.length % 2).toBe(0);
          stroke.forEach((value, at) => {
            expect(Number.isInteger(value)).toBe(true);
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(Math.round(at % 2 === 0 ? most.x : most.y));
          });
        }
      }),
    );
  });

  test('keeps a short signature to a hair, in its proportions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), fc.integer({ min: 0, max: 500 }), (points, seed) => {
        const line = wander(points, seed);
        const [kept = []] = storeInk([line], 900, 400).strokes;
        expect(kept.slice(0, 2)).toEqual(
          line.slice(0, 2).map((value) => Math.round((value * inkUnits) / 900)),
        );
        for (let at = 0; at < line.length; at += 2) {
          const scaled = line.slice(at, at + 2).map((value) => (value * inkUnits) / 900);
          // A thousandth of the sheet, and what rounding to whole numbers adds.
          expect(distanceToLine(scaled[0] ?? 0, scaled[1] ?? 0, [...kept, ...kept.slice(-2)])).toBeLessThan(
            11.5,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a signature of ten minutes without lifting the finger is thinned, soon', () => {
    const startMs = performance.now();
    // 120 points a second.
    const ink = storeInk([wander(72_000)], 900, 400);
    expect(performance.now() - startMs).toBeLessThan(3_000);
    expect(ink.strokes).toHaveLength(1);
    expect(ink.strokes[0]?.length).toBeGreaterThan(1_000);
    expect(ink.strokes[0]?.length).toBeLessThanOrEqual(maxStrokeNumbers);
    expect(JSON.stringify(ink).length).toBeLessThanOrEqual(maxInkBytes);
  });

  test('the worst line for thinning, to and fro at every point, takes no longer', () => {
    const line = Array.from({ length: 72_000 }, (_, at) =>
      at % 2 === 0 ? [0, at / 200] : [900, at / 200],
    ).flat();
    const startMs = performance.now();
    const ink = storeInk([line], 900, 400);
    expect(performance.now() - startMs).toBeLessThan(3_000);
    expect(JSON.stringify(ink).length).toBeLessThanOrEqual(maxInkBytes);
  });

  test('of ten thousand strokes the longest stay, in their order', () => {
    const strokes = Array.from({ length: 10_000 }, (_, at) => [0, 0, at % 977, at % 331]);
    const ink = storeInk(strokes, 1_000, 400);
    expect(ink.strokes).toHaveLength(maxInkStrokes);
    const shortest = Math.min(...ink.strokes.map(([, , x = 0, y = 0]) => Math.hypot(x, y)));
    expect(shortest).toBeGreaterThan(8_000);
  });

  test('two signatures of whatever length fit into one event', () => {
    const scribbles = [
      [wander(72_000)],
      Array.from({ length: 2_000 }, (_, at) => wander(60, at)),
      Array.from({ length: 400 }, (_, at) => wander(2, at)),
    ];
    for (const scribble of scribbles) {
      const ink = storeInk(scribble, 900, 400, maxSignatureBytes);
      expect(JSON.stringify(ink).length).toBeLessThanOrEqual(maxSignatureBytes);
      const body = { pledge: 'p'.repeat(80), signatures: [ink, ink] };
      expect(visitorBodies['pledge.signed'].safeParse(body).success).toBe(true);
      // What else an event carries takes some hundred bytes.
      expect(JSON.stringify(body).length).toBeLessThan(postLimits.eventBytes - 4_096);
    }
  });

  test('asked for less than ink can be thinned to, it says so and does not search for ever', () => {
    expect(() => storeInk([[1, 1]], 100, 40, 1_000)).toThrow(RangeError);
    expect(() => storeInk([[1, 1]], 100, 40, Number.NaN)).toThrow(RangeError);
    const dense = Array.from({ length: 10_000 }, () => [999.9, 999.9, 999.8, 999.9]);
    expect(JSON.stringify(storeInk(dense, 1_000, 1_000, 12 * 1024)).length).toBeLessThanOrEqual(12 * 1024);
  });

  test('a dot stays a dot, and an empty sheet is empty', () => {
    expect(storeInk([[50, 20, 50, 20, 50.001, 20]], 100, 40)).toEqual({
      aspect: 2.5,
      strokes: [[5_000, 2_000]],
    });
    expect(storeInk([[], [Number.NaN, 1]], 100, 40)).toEqual({ aspect: 2.5, strokes: [] });
    expect(storeInk([[1, 1]], 0, 0).strokes.length).toBeLessThanOrEqual(1);
  });
});

test('a thinned line lies within the tolerance, and a finer one keeps all that a coarser one keeps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 3_000 }), fc.integer({ min: 1, max: 60 }), (points, tolerance) => {
      const line = wander(points);
      const coarse = simplifyLine(line, tolerance);
      const fine = simplifyLine(line, tolerance / 3);
      expect(fine.length).toBeGreaterThanOrEqual(coarse.length);
      const places = new Set(fine.map((value, at) => `${value},${fine[at + 1]}`));
      for (let at = 0; at < coarse.length; at += 2)
        expect(places).toContain(`${coarse[at]},${coarse[at + 1]}`);
      for (let at = 0; at < line.length; at += 34) {
        expect(distanceToLine(line[at] ?? 0, line[at + 1] ?? 0, coarse)).toBeLessThanOrEqual(2 * tolerance);
      }
    }),
    { numRuns: 30 },
  );
});

describe('the SVG', () => {
  test('is made of a box and one path a stroke, for whoever draws it', () => {
    expect(layOutInk({ aspect: 0.5, strokes: [[0, 0, 10, 20], [], [5, 6]] })).toEqual({
      viewBox: '0 0 5000 10000',
      paths: ['M0 0L10 20', 'M5 6h0'],
    });
  });

  test('draws one path a stroke, a dot among them, in the sheet’s own shape', () => {
    expect(
      inkToSvg(
        [
          [0, 0, 10_000, 4_000],
          [5_000, 2_000],
        ],
        2.5,
      ),
    ).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10000 4000" fill="none" stroke="currentColor" ' +
        'stroke-width="90" stroke-linecap="round" stroke-linejoin="round">' +
        '<path d="M0 0L10000 4000"/><path d="M5000 2000h0"/></svg>',
    );
  });

  test('holds nothing but numbers, whatever a file read back would put in their place', () => {
    const hostile = [
      '"/><script>alert(1)</script>',
      null,
      { toString: () => '<' },
      Infinity,
      [1],
      7,
    ] as const;
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...hostile))),
        fc.constantFrom(...hostile),
        (strokes, aspect) => {
          const svg = inkToSvg(strokes as unknown as number[][], aspect as unknown as number);
          expect(svg).toMatch(/^<svg [a-zA-Z0-9=":/. -]*>(<path d="[ML0-9 h-]*"\/>)*<\/svg>$/);
        },
      ),
    );
  });
});
