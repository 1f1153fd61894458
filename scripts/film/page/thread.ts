// The thread that the film follows, alone and twisted into a rope.
import { mix, type Point } from './motion.ts';

export interface ThreadLook {
  width?: number;
  /** 0 is plain, 1 is vermilion: the step where it could still have been stopped. */
  red?: number;
  alpha?: number;
}

const plain = { edge: [26, 15, 8], core: [214, 170, 104], fibre: [246, 220, 166] };
const red = { edge: [58, 8, 5], core: [214, 58, 46], fibre: [255, 150, 128] };

/** A thread along `path`, as two colours of spun fibre with a dark edge. */
export function drawThread(
  ctx: CanvasRenderingContext2D,
  path: Path2D,
  { width = 5, red: share = 0, alpha = 1 }: ThreadLook = {},
): void {
  ctx.save();
  ctx.globalAlpha *= alpha;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  const strokes = [
    { part: 'edge', width: width * 1.9, dash: [], opacity: 0.85 },
    { part: 'core', width, dash: [], opacity: 1 },
    { part: 'fibre', width: width * 0.42, dash: [width * 1.1, width * 0.9], opacity: 0.9 },
  ] as const;
  for (const { part, width: px, dash, opacity } of strokes) {
    ctx.setLineDash([...dash]);
    ctx.lineWidth = px;
    ctx.strokeStyle = colour(part, share, opacity);
    ctx.stroke(path);
  }
  ctx.restore();
}

/** A smooth way through `points`. */
export function through(points: Point[]): Path2D {
  const path = new Path2D();
  const [first] = points;
  if (!first) return path;
  path.moveTo(first.x, first.y);
  for (let index = 0; index < points.length - 1; index++) {
    const before = points[index - 1] ?? points[index] ?? first;
    const from = points[index] ?? first;
    const to = points[index + 1] ?? from;
    const after = points[index + 2] ?? to;
    path.bezierCurveTo(
      from.x + (to.x - before.x) / 6,
      from.y + (to.y - before.y) / 6,
      to.x - (after.x - from.x) / 6,
      to.y - (after.y - from.y) / 6,
      to.x,
      to.y,
    );
  }
  return path;
}

/** A slip knot at `at`: two loops and an end, smaller as it is drawn (`loops` from 1 to 0). */
export function drawSlipKnot(
  ctx: CanvasRenderingContext2D,
  at: Point,
  loops: number,
  look: ThreadLook,
): void {
  const { x, y } = at;
  for (const side of [-1, 1]) {
    const reach = 74 * loops * side;
    if (loops > 0.04) {
      const loop = new Path2D();
      loop.moveTo(x, y);
      loop.bezierCurveTo(x + reach * 0.5, y - 52 * loops, x + reach * 1.25, y - 34 * loops, x + reach, y + 6);
      loop.bezierCurveTo(x + reach * 0.86, y + 30 * loops, x + reach * 0.4, y + 18 * loops, x, y);
      drawThread(ctx, loop, look);
    }
  }
  const end = through([
    { x, y },
    { x: x - 14, y: y + 34 },
    { x: x - 8 - 18 * loops, y: y + 70 },
    { x: x - 22, y: y + 96 },
  ]);
  drawThread(ctx, end, look);
  if (loops > 0.04) {
    ctx.save();
    ctx.globalAlpha *= look.alpha ?? 1;
    ctx.fillStyle = colour('edge', look.red ?? 0, 1);
    ctx.beginPath();
    ctx.ellipse(x, y + 1, 12, 10, 0, 0, 2 * Math.PI);
    ctx.fill();
    ctx.fillStyle = colour('core', look.red ?? 0, 1);
    ctx.beginPath();
    ctx.ellipse(x, y, 8.5, 7, 0, 0, 2 * Math.PI);
    ctx.fill();
    ctx.restore();
  }
}

function colour(part: keyof typeof plain, share: number, opacity: number): string {
  const mixed = plain[part].map((value, index) => Math.round(mix(value, red[part][index] ?? value, share)));
  return `rgb(${mixed.join(' ')} / ${opacity})`;
}

export interface Strand {
  /** Where it lies while it is a thread of its own. */
  apart: (x: number) => number;
  /** 0 not there, 1 all the way across. */
  reach: number;
}

/**
 * Strands from left to right across `fromX` to `toX`. Left of `front` they lie apart, right of
 * it they are twisted about `axis` into one rope of `radius`.
 */
export function drawRope(
  ctx: CanvasRenderingContext2D,
  strands: Strand[],
  rope: {
    fromX: number;
    toX: number;
    front: number;
    blend: number;
    radius: number;
    turn: number;
    width: number;
    axis(x: number): number;
  },
): void {
  const step = 5;
  const waveLength = 190;
  for (let x = rope.fromX; x < rope.toX; x += step) {
    const pieces = strands
      .map((strand, index) => ({ strand, ...pieceAt(strand, index, x) }))
      .filter(({ strand }) => x <= mix(rope.fromX, rope.toX, strand.reach))
      .sort((a, b) => a.nearness - b.nearness);
    for (const piece of pieces) drawPiece(piece, pieceAt(piece.strand, piece.index, x + step + 1), x);
  }

  function pieceAt(strand: Strand, index: number, x: number) {
    const raw = Math.min(1, Math.max(0, (x - rope.front) / rope.blend));
    const twisted = raw * raw * (3 - 2 * raw);
    const phase = (index / strands.length) * 2 * Math.PI + (x / waveLength) * 2 * Math.PI + rope.turn;
    const axis = rope.axis(x);
    return {
      index,
      y: mix(strand.apart(x), axis + Math.sin(phase) * rope.radius, twisted),
      nearness: Math.cos(phase) * twisted,
      twisted,
    };
  }

  function drawPiece(from: { y: number; nearness: number; twisted: number }, to: { y: number }, x: number) {
    const width = mix(rope.width * 0.5, rope.width, from.twisted);
    const shine = 0.5 + 0.5 * from.nearness;
    for (const edge of [true, false]) {
      ctx.beginPath();
      ctx.lineCap = edge ? 'butt' : 'round';
      ctx.lineWidth = edge ? width * 1.28 + 1.5 : width;
      ctx.strokeStyle = edge
        ? 'rgb(18 10 5)'
        : `rgb(${Math.round(mix(96, 222, shine))} ${Math.round(mix(62, 176, shine))} ${Math.round(mix(30, 108, shine))})`;
      ctx.moveTo(x, from.y);
      ctx.lineTo(x + step + 1, to.y);
      ctx.stroke();
    }
    if (from.twisted > 0.3 && from.nearness > 0.1 && Math.floor(x / step) % 3 === 0) {
      ctx.beginPath();
      ctx.lineWidth = 1.6;
      ctx.strokeStyle = `rgb(250 224 172 / ${0.5 * from.nearness})`;
      ctx.moveTo(x - 5, from.y + width * 0.3);
      ctx.lineTo(x + 7, from.y - width * 0.3);
      ctx.stroke();
    }
  }
}
