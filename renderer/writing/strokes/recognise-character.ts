// Which characters a writing may be. All of them are looked at quickly: by the picture of their
// directions, the way of the pen, how many strokes there are and how common they are; the best of
// these are then compared step by step. Nothing here is learnt: every character is its own one
// example, so that whatever is in the data can be written.
import { compareMaps, mapDirections, mapLength } from './direction-map.ts';
import { compareOutlines, outlineTrace, type Outline } from './compare-traces.ts';
import { traceStrokes, type Trace } from './trace-strokes.ts';
import type { Stroke, Template } from './template-file.ts';

/** Which characters are preferred where two are nearly as likely. */
export type Script = 'simplified' | 'traditional' | 'either';

export interface RecogniseOptions {
  /** How many candidates are wanted at most. */
  count: number;
  script: Script;
}

export interface Recogniser {
  /** The likeliest first; none where nothing was written. Takes some 10 to 20 ms. */
  recognise(strokes: readonly Stroke[], options: RecogniseOptions): string[];
}

/** How many are compared step by step. */
const shortlistLength = 64;
/** Fewer strokes than the book's are strokes run together, at most about four into one. */
const mostMerged = 4;
/** A few strokes more are a hand that stopped on the way; many more are another character. */
const mostSplit = 4;

/** The way of the pen, as so many places along it. */
const pathPlaces = 20;
const pathLength = 2 * pathPlaces;

// What each difference weighs, found by trying on distorted characters (npm run bench -- strokes).
const quickWeights = { path: 2, pathCap: 0.08, frequency: 0.08 };
const closeWeights = { map: 0.2, order: 0.75, frequency: 0.018, otherScript: 0.006 };

/** Prepares all templates, in some 400 ms. */
export function createRecogniser(templates: readonly Template[]): Recogniser {
  const maps = new Uint8Array(templates.length * mapLength);
  const paths = new Float32Array(templates.length * pathLength);
  for (const [index, { strokes }] of templates.entries()) {
    const trace = traceStrokes(strokes);
    if (!trace) continue;
    mapDirections(trace, maps, index * mapLength);
    tracePath(trace, paths, index * pathLength);
  }
  const strokeCounts = Uint8Array.from(templates, ({ strokes }) => strokes.length);
  const priors = Float32Array.from(templates, ({ frequency }) => frequency / 255);
  const likeness = new Float32Array(templates.length);
  const scores = new Float32Array(templates.length);
  const outlines = new Map<number, Outline>();

  function lookQuickly(trace: Trace, strokeCount: number): number[] {
    const map = new Uint8Array(mapLength);
    const path = new Float32Array(pathLength);
    mapDirections(trace, map, 0);
    tracePath(trace, path, 0);
    for (let index = 0; index < templates.length; index += 1) {
      const expected = strokeCounts[index] ?? 0;
      if (expected > strokeCount * mostMerged + 1 || expected < strokeCount - mostSplit) {
        scores[index] = Number.NEGATIVE_INFINITY;
        continue;
      }
      const alike = compareMaps(map, 0, maps, index * mapLength);
      const apart = Math.min(quickWeights.pathCap, comparePaths(path, paths, index * pathLength));
      likeness[index] = alike;
      scores[index] = alike - quickWeights.path * apart + quickWeights.frequency * (priors[index] ?? 0);
    }
    return findHighest(scores, shortlistLength);
  }

  function lookClosely(outline: Outline, index: number, script: Script): number {
    const template = templates[index];
    if (!template) return Number.POSITIVE_INFINITY;
    const { shape, order } = compareOutlines(outline, requireOutline(index, template));
    return (
      shape +
      closeWeights.order * order +
      closeWeights.map * (1 - (likeness[index] ?? 0)) -
      closeWeights.frequency * (priors[index] ?? 0) +
      (isInScript(template, script) ? 0 : closeWeights.otherScript)
    );
  }

  function requireOutline(index: number, template: Template): Outline {
    let outline = outlines.get(index);
    if (!outline) {
      const trace = traceStrokes(template.strokes);
      if (!trace) throw new Error(`no strokes in the template of ${template.character}`);
      outline = outlineTrace(trace);
      outlines.set(index, outline);
    }
    return outline;
  }

  return {
    recognise(strokes, { count, script }) {
      const trace = traceStrokes(strokes);
      if (!trace) return [];
      const outline = outlineTrace(trace);
      return lookQuickly(trace, strokes.length)
        .map((index) => ({ index, apart: lookClosely(outline, index, script) }))
        .sort((a, b) => a.apart - b.apart)
        .slice(0, count)
        .map(({ index }) => templates[index]?.character ?? '');
    },
  };
}

function isInScript({ isSimplified, isTraditional }: Template, script: Script): boolean {
  if (script === 'either') return true;
  return script === 'simplified' ? isSimplified : isTraditional;
}

function tracePath(trace: Trace, into: Float32Array, at: number): void {
  for (let place = 0; place < pathPlaces; place += 1) {
    const step = Math.floor(((place + 0.5) * trace.count) / pathPlaces);
    into[at + 2 * place] = trace.xs[step] ?? 0;
    into[at + 2 * place + 1] = trace.ys[step] ?? 0;
  }
}

/** The mean squared distance of their places. */
function comparePaths(written: Float32Array, paths: Float32Array, at: number): number {
  let sum = 0;
  for (let value = 0; value < pathLength; value += 1) {
    const apart = (written[value] ?? 0) - (paths[at + value] ?? 0);
    sum += apart * apart;
  }
  return sum / pathPlaces;
}

/** The places of the highest finite scores, in no order. One walk: sorting all would take longer. */
function findHighest(scores: Float32Array, wanted: number): number[] {
  const kept: number[] = [];
  let lowest = Number.NEGATIVE_INFINITY;
  for (const [index, score] of scores.entries()) {
    if (score === Number.NEGATIVE_INFINITY || (kept.length >= wanted && score <= lowest)) continue;
    kept.push(index);
    if (kept.length < 2 * wanted) continue;
    keepHighest(kept, scores, wanted);
    lowest = scores[kept[wanted - 1] ?? 0] ?? lowest;
  }
  keepHighest(kept, scores, wanted);
  return kept;
}

function keepHighest(kept: number[], scores: Float32Array, wanted: number): void {
  kept.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  kept.length = Math.min(kept.length, wanted);
}
