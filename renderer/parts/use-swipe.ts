// A swipe is a quick sideways stroke of one finger; the page scrolls up and down by itself.
import { useRef, type PointerEvent } from 'react';

const leastPart = 0.12;

/** Handlers for the element that is stroked; `onSwipe` gets +1 for onward, -1 for back. */
export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const start = useRef<{ x: number; y: number } | undefined>(undefined);
  return {
    onPointerDown(event: PointerEvent) {
      start.current = event.isPrimary ? { x: event.clientX, y: event.clientY } : undefined;
    },
    onPointerUp(event: PointerEvent) {
      const step = start.current && swipeOf(start.current, event);
      start.current = undefined;
      if (step) onSwipe(step);
    },
  };
}

/** +1 for a stroke to the left (what is next comes), -1 to the right, undefined for none. */
function swipeOf(
  from: { x: number; y: number },
  to: { clientX: number; clientY: number },
): 1 | -1 | undefined {
  const dx = to.clientX - from.x;
  const dy = to.clientY - from.y;
  if (Math.abs(dx) < innerWidth * leastPart || Math.abs(dx) < 2 * Math.abs(dy)) return undefined;
  return dx < 0 ? 1 : -1;
}
