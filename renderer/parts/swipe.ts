// A swipe is a quick sideways stroke of one finger; the page scrolls up and down by itself.
const leastPart = 0.12;

/** +1 for a stroke to the left (what is next comes), -1 to the right, undefined for none. */
export function swipeOf(
  from: { x: number; y: number },
  to: { clientX: number; clientY: number },
  widthPx = innerWidth,
): 1 | -1 | undefined {
  const dx = to.clientX - from.x;
  const dy = to.clientY - from.y;
  if (Math.abs(dx) < widthPx * leastPart || Math.abs(dx) < 2 * Math.abs(dy)) return undefined;
  return dx < 0 ? 1 : -1;
}
