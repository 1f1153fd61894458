// Where a stay lies on the line of the whole tour, in parts of it.
import type { TourView } from '../../../model/hub-views.ts';

type Stop = TourView['stops'][number];
export type Span = { fromMs: number; toMs: number };

/** Undefined where nobody knows when any stay began. A stay that goes on lasts until now. */
export function findTourSpan(stops: readonly Stop[], nowMs: number): Span | undefined {
  const stays = stops.flatMap((stop) => findStay(stop, nowMs) ?? []);
  if (stays.length === 0) return undefined;
  return {
    fromMs: Math.min(...stays.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...stays.map(({ toMs }) => toMs)),
  };
}

export function findStay({ arrivedMs, leftMs }: Stop, nowMs: number): Span | undefined {
  if (arrivedMs === null) return undefined;
  return { fromMs: arrivedMs, toMs: Math.max(arrivedMs, leftMs ?? nowMs) };
}

/** Left edge and width as parts of the whole; short stays are still seen. */
export function placeStay(stay: Span, whole: Span): { left: number; width: number } {
  const length = Math.max(1, whole.toMs - whole.fromMs);
  const width = Math.max(0.012, (stay.toMs - stay.fromMs) / length);
  return { left: Math.min(1 - width, (stay.fromMs - whole.fromMs) / length), width };
}
