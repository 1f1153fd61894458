// How a line of ink looks: as broad as the finger presses, or, where the screen does not feel
// that, broader where it is slow. Each piece is drawn as its point arrives, so that the ink ends
// under the finger in the frame that follows.

/** One line as [x1, y1, width1, x2, y2, width2, …], in the units of its page. */
export type InkLine = number[];

const numbersAPoint = 3;

/** A point as the screen reports it. */
export interface Touch {
  x: number;
  y: number;
  /** 0 to 1; 0, 0.5 and 1 alone are what screens report that feel none. */
  pressure: number;
  timeMs: number;
}

export interface Nib {
  /** Adds the point, unless the finger has hardly moved; true where there is something to draw. */
  add(touch: Touch): boolean;
  line: InkLine;
}

/** Pages are some hundred to a thousand units wide; less than this is tremor. */
const leastMove = 0.8;
/** Widths of the nib, as parts of the usual one. */
const thinnest = 0.55;
const thickest = 1.3;
/** Units a millisecond at which a line is half as broad again as at rest. */
const quickSpeed = 2.2;

/** A line begins. `usualWidth` is in the page's units. */
export function dipNib(usualWidth: number): Nib {
  const line: InkLine = [];
  let feelsPressure = false;
  let width = usualWidth;
  let lastMs = 0;
  return {
    line,
    add({ x, y, pressure, timeMs }) {
      const lastX = line.at(-3);
      const lastY = line.at(-2);
      const moved = lastX === undefined || lastY === undefined ? 0 : Math.hypot(x - lastX, y - lastY);
      if (line.length > 0 && moved < leastMove) return false;
      feelsPressure ||= pressure !== 0 && pressure !== 0.5 && pressure !== 1;
      const speed = line.length === 0 ? 0 : moved / Math.max(1, timeMs - lastMs);
      const wanted = feelsPressure ? 0.5 + pressure : thickest - (0.5 * speed) / quickSpeed;
      const wantedWidth = usualWidth * Math.min(thickest, Math.max(thinnest, wanted));
      // A width that leaps would show every point.
      width = line.length === 0 ? usualWidth : width + (wantedWidth - width) * 0.25;
      line.push(x, y, width);
      lastMs = timeMs;
      return true;
    },
  };
}

/** How many points a line has. */
export function countPoints(line: InkLine): number {
  return line.length / numbersAPoint;
}

/** Draws the piece that ends at the point, or the dot of the first one. */
export function drawPiece(context: CanvasRenderingContext2D, line: InkLine, point: number): void {
  const at = point * numbersAPoint;
  const x = line[at] ?? 0;
  const y = line[at + 1] ?? 0;
  context.lineWidth = line[at + 2] ?? 1;
  context.beginPath();
  if (point < 2) {
    context.moveTo(line[0] ?? x, line[1] ?? y);
    context.lineTo(x, y);
  } else {
    const beforeX = line[at - 3] ?? x;
    const beforeY = line[at - 2] ?? y;
    context.moveTo(((line[at - 6] ?? x) + beforeX) / 2, ((line[at - 5] ?? y) + beforeY) / 2);
    context.quadraticCurveTo(beforeX, beforeY, (beforeX + x) / 2, (beforeY + y) / 2);
    context.lineTo(x, y);
  }
  context.stroke();
}

/** The line's points alone, [x1, y1, x2, y2, …]. */
export function withoutWidths(line: InkLine): number[] {
  return line.filter((_, at) => at % numbersAPoint !== 2);
}
