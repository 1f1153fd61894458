// What the film's story needs and no picture of the exhibition holds, cut from the same paper:
// two people without faces, a guest seen from behind, a drawer, and the sheet of the title.
import { mix } from './motion.ts';

const nearPaper = '#150e09';
const nearRim = 'rgb(176 122 64 / 0.85)';

/** Paper with holes in it, and the thin lit edge that makes it paper. */
function cut(
  ctx: CanvasRenderingContext2D,
  solid: string,
  holes: string,
  paper = nearPaper,
  rim = nearRim,
): void {
  const path = new Path2D(solid + holes);
  ctx.save();
  ctx.fillStyle = paper;
  fillWith(ctx, path, 'evenodd');
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = rim;
  ctx.stroke(path);
  ctx.restore();
}

export function fillWith(
  ctx: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  shape: Path2D,
  rule: CanvasFillRule,
): void {
  ctx.fill(shape, rule);
}

/** She sits on a low stool under the lamp, a basket on her knees. The stool stands on 0,0. */
export function drawMother(ctx: CanvasRenderingContext2D, second: number, looksUp: number): void {
  const shelling = Math.sin(second * 2.6) * (1 - looksUp);
  cut(ctx, 'M-2 -26H32V-18H28L32 0H26L23 -18H8L5 0H-1L3 -18H-2Z', '');
  // Jacket, knees, trousers and cloth shoe in one piece, facing left.
  cut(
    ctx,
    'M-9 -93C6 -99 23 -91 29 -74C36 -54 36 -36 31 -22L-13 -20L-19 -6L-21 0H-45C-46 -5 -41 -8 -35 -9L-35 -38C-34 -47 -22 -49 -8 -46C-11 -62 -14 -80 -9 -93Z',
    leaf(21, -40, 26, 3.2, -98) +
      leaf(27, -44, 20, 2.6, -94) +
      leaf(14, -36, 18, 2.6, -102) +
      flower(6, -66, 6),
  );
  ctx.save();
  ctx.translate(-2, -92);
  ctx.rotate(mix(-0.2, 0.1, looksUp) + 0.02 * shelling);
  cut(
    ctx,
    'M-13 -17C-13 -28 -6 -34 3 -34C12 -34 18 -27 18 -18C18 -8 12 -1 6 1L5 6H-6L-5 0C-10 -3 -13 -9 -13 -17Z',
    '',
  );
  cut(ctx, circle(19, -27, 7.5), '', nearPaper);
  cut(ctx, 'M12 -33L33 -25L32 -23.4L11.4 -31Z', '');
  ctx.restore();
  cut(ctx, 'M-50 -58H-12L-18 -42Q-31 -38 -44 -42Z', saw(-46, -53, -16, -53, 7, -5));
  ctx.save();
  ctx.translate(8, -80);
  ctx.rotate(0.06 * shelling);
  cut(ctx, 'M-4 -3C4 -8 12 -2 9 8L2 24L-24 25C-31 25 -31 16 -24 16L-8 15Z', leaf(4, 2, 14, 2, 112));
  ctx.restore();
}

/** He walks away from us; `stride` goes round once in two steps. His feet stand on 0,0. */
export function drawWalker(ctx: CanvasRenderingContext2D, stride: number): void {
  const lift = Math.sin(stride);
  for (const side of [-1, 1]) {
    const up = Math.max(0, lift * side) * 7;
    cut(
      ctx,
      `M${side * 2} -62H${side * 21}L${side * 18} ${-6 - up}H${side * 20}L${side * 21} ${-up}H${side * 5}L${side * 4} ${-6 - up}Z`,
      '',
    );
  }
  ctx.save();
  ctx.translate(0, -2 + Math.abs(lift) * 2);
  ctx.rotate(0.012 * lift);
  for (const side of [-1, 1]) {
    ctx.save();
    ctx.translate(side * 22.5, -118);
    ctx.rotate(side * -0.06 + 0.1 * lift);
    cut(
      ctx,
      `M${-side * 2} 0C${side * 8} 0 ${side * 11} 8 ${side * 11} 18L${side * 9} 62H${-side * 1}Z`,
      leaf(side * 5, 14, 30, 2.2, 90),
    );
    ctx.restore();
  }
  cut(
    ctx,
    'M-25 -122C-16 -131 16 -131 25 -122L28 -64L26 -46H-26L-28 -64Z',
    flower(0, -96, 10) + leaf(-12, -76, 24, 2.6, 84) + leaf(12, -76, 24, 2.6, 96) + leaf(0, -76, 22, 2.6, 90),
  );
  cut(
    ctx,
    'M-6 -134H6V-124H-6ZM-15 -150C-15 -162 -8 -168 0 -168C8 -168 15 -162 15 -150C15 -139 8 -132 0 -132C-8 -132 -15 -139 -15 -150Z',
    '',
  );
  ctx.restore();
}

/** Somebody small who goes by to the left; feet on 0,0. */
export function drawPasser(
  ctx: CanvasRenderingContext2D,
  kind: 'pole' | 'child' | 'hat',
  stride: number,
): void {
  const size = kind === 'child' ? 0.72 : 1;
  const paper = '#2a1a0e';
  ctx.save();
  ctx.scale(size, size);
  ctx.translate(0, -1.5 * Math.abs(Math.sin(stride)));
  for (const side of [-1, 1]) {
    const step = Math.sin(stride) * 6 * side;
    cut(ctx, `M-4 -24H4L${4 + step} 0H${-3 + step}Z`, '', paper);
  }
  cut(ctx, 'M-7 -52C-2 -56 6 -55 8 -50L11 -20H-9Z', leaf(1, -46, 20, 2, 88), paper);
  cut(ctx, circle(-1, -62, 7.5), '', paper);
  if (kind === 'child') cut(ctx, 'M6 -46H16V-30H6Z', '', paper);
  else cut(ctx, 'M-16 -63L-1 -75L14 -63Z', '', paper);
  if (kind === 'pole') {
    const bend = 2 * Math.sin(stride * 2);
    cut(
      ctx,
      `M-40 ${-44 + bend}Q0 -58 40 ${-44 + bend}L40 ${-42 + bend}Q0 -55 -40 ${-42 + bend}Z`,
      '',
      paper,
    );
    for (const side of [-1, 1])
      cut(
        ctx,
        `M${side * 38 - 0.8} ${-43 + bend}H${side * 38 + 0.8}V${-26 + bend}H${side * 38 + 9}L${side * 38 + 6} ${-12 + bend}H${side * 38 - 6}L${side * 38 - 9} ${-26 + bend}H${side * 38 - 0.8}Z`,
        '',
        paper,
      );
  }
  ctx.restore();
}

/** The guest who takes the empty chair, from behind; the middle of his shoulders on 0,0. */
export function drawGuest(ctx: CanvasRenderingContext2D): void {
  cut(
    ctx,
    'M-128 190C-132 92 -112 36 -62 14C-40 4 -26 -2 -22 -14H22C26 -2 40 4 62 14C112 36 132 92 128 190Z',
    [-78, -52, -26, 26, 52, 78].map((x) => leaf(x, 62 + Math.abs(x) * 0.2, 44, 4.4, 90)).join('') +
      flower(0, 70, 17),
    '#2a1a0e',
  );
  cut(
    ctx,
    'M-46 -58C-46 -92 -24 -110 0 -110C24 -110 46 -92 46 -58C46 -26 24 -8 0 -8C-24 -8 -46 -26 -46 -58Z',
    '',
    '#2a1a0e',
  );
}

/** The front of an open drawer, its upper edge on y 0. */
export function drawDrawer(ctx: CanvasRenderingContext2D): void {
  ctx.save();
  ctx.shadowColor = 'rgb(0 0 0 / 0.7)';
  ctx.shadowBlur = 34;
  ctx.shadowOffsetY = -8;
  ctx.fillStyle = '#20150c';
  ctx.fillRect(-420, 0, 840, 520);
  ctx.restore();
  cut(
    ctx,
    'M-400 0H400V24H-400ZM-390 24H390V420H-390Z',
    saw(-372, 44, 372, 44, 48, -9) + 'M-352 66H352V246H-352ZM-344 74V238H344V74Z',
    '#20150c',
    'rgb(190 136 74 / 0.8)',
  );
  for (const side of [-1, 1])
    cut(ctx, circle(side * 212, 156, 44), flowerCut(side * 212, 156, 38), '#2b1c10', 'rgb(190 136 74 / 0.7)');
  cut(ctx, circle(0, 150, 33), flowerCut(0, 150, 27), '#32200f', 'rgb(214 170 104 / 0.9)');
  ctx.save();
  for (const [width, colour] of [
    [11, '#120b06'],
    [6.5, '#9a7b4f'],
    [2, '#e8cf9e'],
  ] as const) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.arc(0, 186, 32, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.restore();
}

/**
 * A dark sheet with `words` cut out of it within a ring of leaves: what is clear in it lets the
 * lamp behind shine through.
 */
export function cutTitleSheet(words: string, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('no canvas to cut the title in');
  const [x, y] = [width / 2, height / 2];
  const paper = ctx.createRadialGradient(x, y, 60, x, y, width * 0.6);
  paper.addColorStop(0, '#3a2411');
  paper.addColorStop(0.5, '#24160b');
  paper.addColorStop(1, '#120b06');
  ctx.fillStyle = paper;
  ctx.fillRect(0, 0, width, height);
  const holes = new Path2D(
    [
      ring(x, y, 262, 44, 34, 5),
      ring(x, y, 312, 88, 9, 2.6),
      ring(x, y, 330, 44, 52, 7),
      cornerClouds(width, height),
      saw(70, height - 66, width - 70, height - 66, 76, 13),
      saw(width - 70, 66, 70, 66, 76, 13),
      `M70 ${height - 52}H${width - 70}V${height - 48}H70ZM70 48H${width - 70}V52H70Z`,
    ].join(''),
  );
  ctx.globalCompositeOperation = 'destination-out';
  fillWith(ctx, holes, 'nonzero');
  setTitleType(ctx, 226);
  for (const [index, word] of [...words].entries())
    ctx.fillText(word, x + (index - ([...words].length - 1) / 2) * 236, y + 4);
  ctx.globalCompositeOperation = 'source-over';
  ctx.lineWidth = 1.3;
  ctx.strokeStyle = 'rgb(246 220 166 / 0.55)';
  ctx.stroke(holes);
  return canvas;
}

export function setTitleType(
  ctx: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  px: number,
): void {
  ctx.font = `900 ${px}px "Noto Serif SC Variable"`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
}

// --- the cutter's knife: each returns an SVG path -----------------------------------------------

function placed(x: number, y: number, degrees: number): (px: number, py: number) => string {
  const a = (degrees * Math.PI) / 180;
  return (px, py) =>
    `${(x + px * Math.cos(a) - py * Math.sin(a)).toFixed(1)} ${(y + px * Math.sin(a) + py * Math.cos(a)).toFixed(1)}`;
}

/** A willow leaf from its base at x, y. */
function leaf(x: number, y: number, length: number, width: number, degrees: number): string {
  const at = placed(x, y, degrees);
  return `M${at(0, 0)}Q${at(length * 0.45, -width)} ${at(length, 0)}Q${at(length * 0.45, width * 0.55)} ${at(0, 0)}Z`;
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
}

/** Six petals about a point. */
function flower(x: number, y: number, r: number): string {
  return Array.from({ length: 6 }, (_, index) => {
    const degrees = index * 60 + 30;
    const a = (degrees * Math.PI) / 180;
    return leaf(x + r * 0.25 * Math.cos(a), y + r * 0.25 * Math.sin(a), r * 0.8, r * 0.24, degrees);
  }).join('');
}

function flowerCut(x: number, y: number, r: number): string {
  return Array.from({ length: 8 }, (_, index) => {
    const a = (index * Math.PI) / 4;
    return leaf(x + r * 0.22 * Math.cos(a), y + r * 0.22 * Math.sin(a), r * 0.7, r * 0.2, index * 45);
  }).join('');
}

/** Teeth along a line, to its left-hand side. */
function saw(x0: number, y0: number, x1: number, y1: number, count: number, height: number): string {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const at = placed(x0, y0, (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI);
  const step = length / count;
  return Array.from({ length: count }, (_, index) => {
    const middle = (index + 0.5) * step;
    return `M${at(middle - step * 0.3, 0)}L${at(middle, -height)}L${at(middle + step * 0.3, 0)}Z`;
  }).join('');
}

/** Leaves that point outwards from a circle. */
function ring(x: number, y: number, r: number, count: number, length: number, width: number): string {
  return Array.from({ length: count }, (_, index) => {
    const degrees = (index / count) * 360;
    const a = (degrees * Math.PI) / 180;
    return leaf(x + r * Math.cos(a), y + r * Math.sin(a), length, width, degrees);
  }).join('');
}

/** A fan of leaves in each corner. */
function cornerClouds(width: number, height: number): string {
  const corners = [
    { x: 110, y: 110, from: 5 },
    { x: width - 110, y: 110, from: 95 },
    { x: width - 110, y: height - 110, from: 185 },
    { x: 110, y: height - 110, from: 275 },
  ];
  return corners
    .flatMap(({ x, y, from }) =>
      Array.from({ length: 9 }, (_, index) => {
        const degrees = from + index * 10;
        const a = (degrees * Math.PI) / 180;
        return (
          leaf(x + 34 * Math.cos(a), y + 34 * Math.sin(a), 84 - Math.abs(index - 4) * 9, 7, degrees) +
          (index % 2 === 0 ? circle(x + 134 * Math.cos(a), y + 134 * Math.sin(a), 4) : '')
        );
      }),
    )
    .join('');
}
