// The story as it went: the title, the envelope, the courtyard, the banquet, the keys.
import type { Props } from './props.ts';
import { drawDrawer, drawGuest, drawMother } from './cuttings.ts';
import { darken, frameDark, glow, night, shade } from './light.ts';
import { ease, flicker, inAndOut, mix, progress, swing, type Point } from './motion.ts';
import { shotStarts } from '../timing.ts';
import { drawSheet, drawSheets, standAt, type View } from './theatre.ts';
import { drawSlipKnot, drawThread, through } from './thread.ts';

export type DrawShot = (ctx: CanvasRenderingContext2D, props: Props, at: number, second: number) => void;

/** A lamp is lit behind a dark sheet; a thread comes down before it. */
export const drawTitle: DrawShot = (ctx, props, at, second) => {
  const { titleSheet } = props;
  const { width, height } = ctx.canvas;
  const k = width / 1280;
  const lit = ease(at, 1.2, 2.6) * (at < 1.9 ? 0.72 + 0.28 * Math.sin(at * 40) : 1) * flicker(second);
  const down = ease(at, 5.3, 7.1);
  const push = 1 + 0.012 * at;
  // Like a curtain the sheet goes up before the desk.
  if (down > 0) drawGift(ctx, props, at - shotStarts.gift, second);
  ctx.save();
  ctx.translate(width / 2, height / 2 - down * height * 1.22);
  ctx.scale(k * push, k * push);
  const lamp = ctx.createRadialGradient(30 * Math.sin(at * 0.4), 10, 20, 0, 0, 620);
  for (const [stop, red, green, blue] of [
    [0, 255, 250, 238],
    [0.25, 255, 236, 196],
    [0.5, 240, 196, 122],
    [0.8, 150, 98, 46],
    [1, 50, 30, 14],
  ] as const)
    lamp.addColorStop(stop, `rgb(${red} ${green} ${blue} / ${lit})`);
  ctx.fillStyle = lamp;
  ctx.fillRect(-760, -450, 1520, 900);
  ctx.drawImage(titleSheet, -titleSheet.width / 2, -titleSheet.height / 2);
  ctx.globalCompositeOperation = 'screen';
  const haze = ctx.createRadialGradient(0, 0, 40, 0, 0, 420);
  haze.addColorStop(0, `rgb(255 214 146 / ${0.2 * lit})`);
  haze.addColorStop(1, 'rgb(255 214 146 / 0)');
  ctx.fillStyle = haze;
  ctx.fillRect(-760, -450, 1520, 900);
  ctx.restore();
  const fallen = ease(at, 4.2, 6.6);
  if (fallen > 0) {
    ctx.save();
    ctx.scale(k, k);
    const sway = Math.sin(at * 2.2) * 7;
    const end = mix(-20, 900, fallen);
    const thread = through([
      { x: 968, y: -20 },
      { x: 966 + sway * 0.3, y: end * 0.4 },
      { x: 968 - sway * 0.6, y: end * 0.75 },
      { x: 968 + sway, y: end },
    ]);
    drawThread(ctx, thread, { width: 4.4 });
    ctx.restore();
  }
  frameDark(ctx, 0.5);
};

const envelopeComesAt = 1.4;
const knotAt: Point = { x: 398, y: 392 };

/** Where the camera stands over the desk while the envelope lies there. */
export function deskView(at: number): View {
  const near = ease(at, 1, 8.4);
  const down = ease(at, 9.2, 12.2);
  return {
    x: mix(mix(432, 400, near), 400, down),
    y: mix(mix(316, 408, near), 506, down),
    zoom: mix(mix(1.64, 2.05, near), 1.66, down),
    dolly: mix(-30, 50, near),
  };
}

/** The envelope comes along its thread, lies there, and goes into the drawer. */
export const drawGift: DrawShot = (ctx, props, at, second) => {
  const view = deskView(at);
  const came = 1 - (1 - progress(at, envelopeComesAt, 3.9)) ** 3;
  const lifted = inAndOut(at, 11.2, 12.3, 0.5);
  const sunk = ease(at, 11.9, 13.2);
  drawDesk(ctx, props, view, second, {
    dx: mix(760, 0, came),
    dy: mix(0, 520, sunk) - 26 * lifted,
    loops: 1,
    red: 0,
    pull: 0,
    drawer: ease(at, 9.6, 11.4),
    kept: sunk,
    tug: at > 14.6 ? swing(at - 14.6, 0.5, 0.35) : 0,
    at,
  });
  shade(ctx, '#7a6a58', 0.55 * ease(at, 13.2, 15));
  darken(ctx, 0.5 * ease(at, 15.6, 17));
  frameDark(ctx);
};

interface Desk {
  /** How far the envelope is from where it lies. */
  dx: number;
  dy: number;
  loops: number;
  red: number;
  /** 1 when the thread has been drawn off the envelope. */
  pull: number;
  /** 1 when the drawer stands open before us. */
  drawer: number;
  /** 1 when the envelope is in it. */
  kept: number;
  tug: number;
  at: number;
}

/** The desk before the moon window, with whatever lies on it. */
export function drawDesk(
  ctx: CanvasRenderingContext2D,
  { envelope }: Props,
  view: View,
  second: number,
  desk: Desk,
): void {
  const sway = Math.sin(second * 0.9);
  drawSheets(ctx, envelope, view, ['light', 'far', 'back', 'mid'], {
    light: { mirrored: true },
    far: { mirrored: true },
    mid: { mirrored: true },
    back: { dx: sway * 2 },
  });
  steam(ctx, view, second);
  const moved = { dx: desk.dx, dy: desk.dy };
  drawSheets(ctx, envelope, view, ['notes', 'main'], { notes: moved, main: moved });
  ctx.save();
  standAt(ctx, view, 0);
  const look = { width: 5, red: desk.red };
  if (desk.kept < 0.5 && desk.pull < 1) {
    ctx.save();
    ctx.translate(desk.dx, desk.dy);
    ctx.globalAlpha = 1 - ease(desk.pull, 0.2, 0.9);
    drawThread(
      ctx,
      through([{ x: 165, y: 421 }, { x: 290, y: 408 }, knotAt, { x: 520, y: 379 }, { x: 627, y: 365 }]),
      look,
    );
    ctx.restore();
  }
  if (desk.kept < 0.5 && desk.pull < 1) {
    const from = { x: knotAt.x + desk.dx, y: knotAt.y + desk.dy };
    const slack = mix(90, 16, ease(desk.at, 2, 4.4)) + 6 * sway;
    drawThread(
      ctx,
      through([
        from,
        { x: mix(from.x, 1150, 0.28), y: from.y + slack * 0.9 + 30 },
        { x: mix(from.x, 1150, 0.62), y: from.y + slack * 0.6 - 6 },
        { x: 1150 + desk.dx * 0.5, y: 330 },
      ]),
      look,
    );
    ctx.translate(desk.dx, desk.dy);
    drawSlipKnot(ctx, knotAt, desk.loops, look);
  }
  ctx.restore();
  if (desk.drawer > 0) {
    ctx.save();
    standAt(ctx, view, -60);
    ctx.translate(400, mix(940, 566, desk.drawer) + (desk.kept >= 1 ? 2 * desk.tug : 0));
    drawDrawer(ctx);
    if (desk.kept > 0.5) {
      const out = ease(desk.kept, 0.5, 1);
      const sag = mix(70, 34, out) - 26 * Math.abs(desk.tug) + 4 * sway;
      drawThread(
        ctx,
        through([
          { x: 34, y: 14 },
          { x: 46, y: -7 },
          { x: 66, y: 24 },
          { x: 200, y: 24 + sag },
          { x: 420, y: 6 + sag * 0.5 },
          { x: 620, y: -60 },
        ]),
        { width: 5 },
      );
    }
    ctx.restore();
  }
  drawSheet(ctx, envelope, view, 'near', { dx: sway * 1.5, mirrored: true });
}

/** The tea on the desk is still hot. */
function steam(ctx: CanvasRenderingContext2D, view: View, second: number): void {
  ctx.save();
  standAt(ctx, view, 100);
  ctx.globalCompositeOperation = 'screen';
  ctx.lineCap = 'round';
  for (let wisp = 0; wisp < 3; wisp++) {
    const rise = (second * 0.22 + wisp / 3) % 1;
    ctx.globalAlpha = 0.16 * Math.sin(rise * Math.PI);
    ctx.lineWidth = 8 + rise * 14;
    ctx.strokeStyle = '#ffe9c4';
    const x = 646 + wisp * 6;
    const y = 500 - rise * 120;
    ctx.beginPath();
    ctx.moveTo(x, y + 40);
    ctx.bezierCurveTo(
      x + 18 * Math.sin(second + wisp),
      y + 20,
      x - 16,
      y + 4,
      x + 10 * Math.sin(second * 0.7),
      y - 22,
    );
    ctx.stroke();
  }
  ctx.restore();
}

export interface Yard {
  /** How much of the day is gone. */
  dark: number;
  lamp: number;
  looksUp: number;
  /** Between the gate and us. */
  before?: (ctx: CanvasRenderingContext2D) => void;
}

export const lanternAt: Point = { x: 442, y: 486 };

/** The courtyard with its lamp and whoever waits. */
export function drawYard(
  ctx: CanvasRenderingContext2D,
  { courtyard }: Props,
  view: View,
  second: number,
  yard: Yard,
): void {
  const hang = { turn: 0.018 * Math.sin(second * 1.3), pivot: { x: 442, y: 404 } };
  const doorway = { x: 445, y: 590 };
  const reach = mix(700, 460, yard.dark) * (0.62 + 0.38 * yard.lamp);
  drawSheets(ctx, courtyard, view, ['light', 'far', 'back', 'lantern'], {
    light: { mirrored: true },
    far: { mirrored: true },
    lantern: hang,
  });
  // What is far off is dark first; the lamp then shines on the wall behind her, not on her.
  night(ctx, view, doorway, reach, yard.dark);
  glow(ctx, view, lanternAt, 330, 0.72 * yard.lamp * flicker(second), undefined, 200);
  glow(ctx, view, { x: lanternAt.x, y: 478 }, 74, 0.55 * yard.lamp * yard.dark, '160 226 204', 200);
  ctx.save();
  standAt(ctx, view, 120);
  ctx.translate(452, 723);
  ctx.scale(1.24, 1.24);
  drawMother(ctx, second, yard.looksUp);
  ctx.restore();
  drawSheets(ctx, courtyard, view, ['lattice', 'mid', 'ajar', 'main'], {
    lattice: { mirrored: true },
    mid: { mirrored: true },
  });
  glow(ctx, view, { x: 455, y: 640 }, 190, 0.12 * yard.lamp * flicker(second), '255 196 112', 30);
  if (yard.before) {
    ctx.save();
    standAt(ctx, view, -30);
    yard.before(ctx);
    ctx.restore();
  }
  drawSheet(ctx, courtyard, view, 'near', { dx: Math.sin(second * 0.8) * 2 });
  night(ctx, view, doorway, reach * 1.5, yard.dark * 0.72);
  glow(ctx, view, lanternAt, 460, 0.13 * yard.lamp * flicker(second));
}

/** At home the lamp is lit and she waits with the supper. */
export const drawCourtyard: DrawShot = (ctx, props, at, second) => {
  const walk = ease(at, 0, 9.5);
  const view = {
    x: mix(500, 438, walk),
    y: mix(330, 606, walk),
    zoom: mix(1.6, 2.36, walk),
    dolly: mix(0, 90, walk),
  };
  drawYard(ctx, props, view, second, {
    dark: 0.62,
    lamp: ease(at, 0.3, 2.2),
    looksUp: inAndOut(at, 6.2, 9.6, 0.9),
  });
  frameDark(ctx);
};

/** A dinner with an empty chair; he sits down, and a thread is laid about its back. */
export const drawBanquet: DrawShot = (ctx, props, at, second) => {
  const walk = ease(at, 0, 4.2);
  const view = {
    x: mix(205, 402, walk),
    y: mix(300, 548, walk),
    zoom: mix(1.86, 1.74, walk),
    dolly: mix(-40, 60, walk),
  };
  const sat = ease(at, 3.1, 4.7);
  drawSheets(ctx, props.banquet, view, ['light', 'far', 'back', 'mid', 'main'], {
    light: { mirrored: true },
    far: { mirrored: true },
    back: { mirrored: true },
    mid: { mirrored: true, dy: Math.sin(second * 1.7) * 1.4 },
    main: { mirrored: true },
  });
  if (sat > 0) {
    ctx.save();
    standAt(ctx, view, -70);
    ctx.translate(mix(40, 400, sat), mix(640, 560, sat) + 6 * Math.sin(sat * Math.PI * 3) * (1 - sat));
    drawGuest(ctx);
    ctx.restore();
  }
  drawSheet(ctx, props.banquet, view, 'glow', { depth: -150, alpha: 1 - ease(at, 4, 4.7) });
  drawSheet(ctx, props.banquet, view, 'near');
  if (sat < 1) glow(ctx, view, { x: 400, y: 650 }, 170, 0.3 * (1 - sat), '156 195 181', -150);
  layOn(ctx, view, ease(at, 5, 6.8), { x: 400, y: 566 }, -150);
  shade(ctx, '#b39a7e', 0.5 * sat);
  frameDark(ctx);
};

/** A thread comes from the right, out of the picture, and goes once about what it is laid on. */
function layOn(ctx: CanvasRenderingContext2D, view: View, share: number, at: Point, depth: number): void {
  if (share <= 0) return;
  ctx.save();
  standAt(ctx, view, depth);
  const tip = { x: mix(980, at.x, share), y: mix(at.y - 190, at.y, share) };
  drawThread(
    ctx,
    through([
      { x: 990, y: at.y - 170 },
      { x: mix(tip.x, 990, 0.6), y: mix(tip.y, at.y - 170, 0.6) + 60 },
      { x: mix(tip.x, 990, 0.25), y: mix(tip.y, at.y - 170, 0.25) + 46 },
      tip,
    ]),
    { width: 5 },
  );
  const tied = ease(share, 0.8, 1);
  if (tied > 0) {
    for (const lean of [-1, 1]) {
      const band = new Path2D();
      band.ellipse(at.x, at.y + 6, 15, 24 * tied, lean * 0.3, -0.5 * Math.PI, 0.5 * Math.PI);
      drawThread(ctx, band, { width: 5 });
    }
    drawThread(
      ctx,
      through([at, { x: at.x - 12, y: at.y + 30 * tied }, { x: at.x - 6, y: at.y + 62 * tied }]),
      { width: 5 },
    );
  }
  ctx.restore();
}

/** A borrowed flat: keys that swing to rest, hung on one more thread. */
export const drawKeys: DrawShot = (ctx, props, at) => {
  const walk = ease(at, 0, 6.5);
  const view = { x: 400, y: mix(176, 396, walk), zoom: mix(1.9, 1.46, walk), dolly: mix(60, -20, walk) };
  const pivot = { x: 400, y: -30 };
  const turn = 0.085 * swing(at - 0.4, 2.5, 2.6) + 0.012 * Math.sin(at * 1.6);
  drawSheets(ctx, props.keys, view, ['light', 'far', 'back', 'mid', 'keys-behind', 'main', 'near'], {
    light: { mirrored: true },
    far: { mirrored: true },
    back: { mirrored: true, dx: at * 3 },
    mid: { mirrored: true },
    'keys-behind': { turn: turn * 1.25, pivot },
    main: { turn, pivot },
    near: { mirrored: true },
  });
  const ringTop = { x: 400 - Math.sin(turn) * 100, y: 72 };
  ctx.save();
  standAt(ctx, view, -20);
  drawThread(
    ctx,
    through([
      { x: 1010, y: 40 },
      { x: 760, y: 128 + 10 * Math.sin(at * 2) },
      { x: 560, y: 116 },
      { x: ringTop.x + 8, y: ringTop.y },
    ]),
    { width: 5 },
  );
  ctx.translate(ringTop.x, ringTop.y);
  ctx.rotate(turn);
  drawSlipKnot(ctx, { x: 0, y: 0 }, 0.5, { width: 5 });
  ctx.restore();
  frameDark(ctx);
};
