// Lamps, night and the edge of the picture, laid over what has been drawn.
import type { Point } from './motion.ts';
import { standAt, type View } from './theatre.ts';

export const celadon = '156 195 181';
export const lampWarm = '255 216 148';

/** Over everything: `colour` multiplies what is there, `share` of the way. */
export function shade(ctx: CanvasRenderingContext2D, colour: string, share: number): void {
  if (share <= 0) return;
  ctx.save();
  ctx.globalCompositeOperation = 'multiply';
  ctx.globalAlpha = share;
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
}

/** Towards black, as when a lamp goes down. */
export function darken(ctx: CanvasRenderingContext2D, share: number): void {
  if (share <= 0) return;
  ctx.save();
  ctx.globalAlpha = Math.min(1, share);
  ctx.fillStyle = '#0a0807';
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
}

/** Light about a lamp that hangs at `at` in the picture: added, so that paper about it shines. */
export function glow(
  ctx: CanvasRenderingContext2D,
  view: View,
  at: Point,
  radius: number,
  strength: number,
  colour = lampWarm,
  depth = 0,
): void {
  if (strength <= 0) return;
  ctx.save();
  standAt(ctx, view, depth);
  ctx.globalCompositeOperation = 'screen';
  const light = ctx.createRadialGradient(at.x, at.y, 0, at.x, at.y, radius);
  light.addColorStop(0, `rgb(${colour} / ${strength})`);
  light.addColorStop(0.3, `rgb(${colour} / ${strength * 0.42})`);
  light.addColorStop(0.62, `rgb(${colour} / ${strength * 0.13})`);
  light.addColorStop(1, `rgb(${colour} / 0)`);
  ctx.fillStyle = light;
  ctx.fillRect(at.x - radius, at.y - radius, radius * 2, radius * 2);
  ctx.restore();
}

/** Night with one pool of light left in it: `pool` keeps its colours, the rest is shaded. */
export function night(
  ctx: CanvasRenderingContext2D,
  view: View,
  pool: Point,
  radius: number,
  share: number,
): void {
  if (share <= 0) return;
  ctx.save();
  standAt(ctx, view, 0);
  ctx.globalCompositeOperation = 'multiply';
  ctx.globalAlpha = share;
  const dark = ctx.createRadialGradient(pool.x, pool.y, radius * 0.12, pool.x, pool.y, radius);
  dark.addColorStop(0, '#fff0d2');
  dark.addColorStop(0.4, '#b08a58');
  dark.addColorStop(0.75, '#5e452d');
  dark.addColorStop(1, '#3a2c20');
  ctx.fillStyle = dark;
  ctx.fillRect(-2000, -2000, 4800, 4800);
  ctx.restore();
}

/** The dark edge of the stage. */
export function frameDark(ctx: CanvasRenderingContext2D, strength = 0.5): void {
  const { width, height } = ctx.canvas;
  ctx.save();
  ctx.translate(width / 2, height / 2);
  ctx.scale(width / 2, height / 2);
  const edge = ctx.createRadialGradient(0, 0, 0.62, 0, 0, 1.36);
  edge.addColorStop(0, 'rgb(8 5 3 / 0)');
  edge.addColorStop(1, `rgb(8 5 3 / ${strength})`);
  ctx.fillStyle = edge;
  ctx.fillRect(-1, -1, 2, 2);
  ctx.restore();
}
