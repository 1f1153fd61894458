// What came of it, and the way back: the rope, the bridge, the lamp, the knot, the road home.
import { drawPasser, drawWalker, fillWith, setTitleType } from './cuttings.ts';
import { celadon, darken, frameDark, glow, shade } from './light.ts';
import { chance, ease, flicker, inAndOut, mix, progress, swing, type Point } from './motion.ts';
import { lastWords } from './props.ts';
import {
  deskView,
  drawBanquet,
  drawDesk,
  drawGift,
  drawKeys,
  drawYard,
  lanternAt,
  type DrawShot,
} from './shots-before.ts';
import { drawSheet, drawSheets, standAt, type View } from './theatre.ts';
import { drawRope } from './thread.ts';

const strandsComeAt = [0.4, 1.9, 3.4, 4.7, 5.8];

/** Threads come one by one and are twisted together. */
export const drawRopeShot: DrawShot = (ctx, props, at, second) => {
  const view = { x: 330 + at * 9, y: 372, zoom: 1.66 };
  drawSheets(ctx, props.envelope, view, ['light', 'far'], {
    light: { mirrored: true },
    far: { mirrored: true },
  });
  shade(ctx, '#8a5f34', 0.9);
  glow(ctx, view, { x: 400 + at * 6, y: 372 }, 420, 0.55 * flicker(second), undefined, 900);
  ropeAcross(ctx, at, (x) => slack(at, x));
  frameDark(ctx, 0.8);
};

function slack(at: number, x: number): number {
  const taut = ease(at, 9.7, 10.05);
  const sag = 78 * (1 - taut) + 9 * swing(at - 10.05, 0.12, 0.22);
  return 352 + sag * Math.sin((Math.PI * x) / 1280) + 3 * Math.sin(at * 1.1 + x / 300) * (1 - taut);
}

function ropeAcross(ctx: CanvasRenderingContext2D, at: number, axis: (x: number) => number): void {
  ctx.save();
  const k = ctx.canvas.width / 1280;
  ctx.scale(k, k);
  const near = 1 + 0.16 * ease(at, 3, 10);
  ctx.translate(640, 360);
  ctx.scale(near, near);
  ctx.translate(-640, -360);
  ctx.shadowColor = 'rgb(0 0 0 / 0.45)';
  ctx.shadowBlur = 0;
  drawRope(
    ctx,
    strandsComeAt.map((comes, index) => ({
      reach: ease(at, comes, comes + 1.5),
      apart: (x) => axis(x) + (index - 2) * 104 + 14 * Math.sin(x / 150 + index * 1.7 + at * 0.8),
    })),
    {
      fromX: -40,
      toX: 1320,
      front: mix(1500, -420, ease(at, 2.4, 9.2)),
      blend: 420,
      radius: 23,
      turn: at * 1.9,
      width: 30,
      axis,
    },
  );
  ctx.restore();
}

/** Where the two halves of the bridge part, in the picture's units. */
const seam: Point[] = [
  { x: 476, y: 300 },
  { x: 457, y: 373 },
  { x: 441, y: 406 },
  { x: 464, y: 422 },
  { x: 432, y: 453 },
  { x: 450, y: 467 },
  { x: 418, y: 520 },
];
const crack =
  'M468 296L448 372L432 408L454 424L424 454L442 468L413 507L432 507L458 466L440 452L474 420L450 404L466 374L488 310Z';

function half(side: -1 | 1): Path2D {
  const outer = side < 0 ? -200 : 1000;
  const path = new Path2D();
  path.moveTo(outer, -200);
  path.lineTo(476, -200);
  for (const { x, y } of seam) path.lineTo(x, y);
  path.lineTo(418, 1000);
  path.lineTo(outer, 1000);
  path.closePath();
  return path;
}

const breaksAt = 6.2;

/** The rope is drawn tight over the bridge that he passed; in the next flood it breaks. */
export const drawBridge: DrawShot = (ctx, props, at, second) => {
  const walk = ease(at, 0, 10);
  const shock = at > breaksAt ? 5 * swing(at - breaksAt, 0.16, 0.3) : 0;
  const view: View = {
    x: mix(352, 452, walk),
    y: mix(386, 424, walk) + shock,
    zoom: mix(1.66, 1.86, walk),
    dolly: mix(0, 60, walk),
  };
  const storm = ease(at, 4, 6);
  const broken = at < breaksAt ? 0 : 1 - (1 - progress(at, breaksAt, breaksAt + 0.5)) ** 3;
  drawSheets(ctx, props.bridge, view, ['light', 'far', 'back'], {
    light: { mirrored: true },
    far: { mirrored: true },
    back: { mirrored: true, dx: at * 2 },
  });
  shade(ctx, '#8f857c', 0.9 * storm);
  // Lightning as it breaks; afterwards what is left of the day shows through the gap.
  const flash = at < breaksAt ? 0 : Math.exp(-(at - breaksAt) / 0.35) + 0.5 * inAndOut(at, 6.75, 7.05, 0.1);
  glow(ctx, view, { x: 448, y: 400 }, 620, Math.min(1, flash), '255 244 222', 400);
  glow(ctx, view, { x: 446, y: 420 }, 300, 0.42 * broken, '255 226 172', 200);
  if (at > 7.2) lanternsOnTheRoad(ctx, view, at - 7.2, second);
  if (storm < 1) passers(ctx, view, at, 1 - ease(at, 4.2, 5.4));
  if (broken < 1) {
    ctx.save();
    standAt(ctx, view, 0);
    ctx.globalAlpha = 1 - broken;
    ctx.fillStyle = '#2f1e0e';
    fillWith(ctx, new Path2D(crack), 'nonzero');
    ctx.restore();
  }
  const fall = ease(at, breaksAt, breaksAt + 1.6);
  for (const side of [-1, 1] as const) {
    drawSheet(ctx, props.bridge, view, 'main', {
      clip: half(side),
      dx: side * mix(-8, 7, broken),
      dy: mix(0, side < 0 ? 16 : 5, fall),
      turn: side * -0.014 * fall,
      pivot: { x: side < 0 ? 60 : 760, y: 560 },
    });
  }
  const flood = 46 * storm;
  drawSheets(ctx, props.bridge, view, ['water', 'near'], {
    water: { dx: 14 * Math.sin(second * 1.2), dy: -flood + 4 * Math.sin(second * 1.9), mirrored: true },
    near: { dx: -12 * Math.sin(second * 1.05), dy: -flood * 0.5, mirrored: true },
  });
  shade(ctx, '#a59a92', 0.8 * storm);
  if (storm > 0.2) rain(ctx, second, (storm - 0.2) * (1 - ease(at, 8.2, 10.4)));
  if (at < 2.2) ropeOverBridge(ctx, at);
  frameDark(ctx, 0.66);
};

/** Those who use the bridge on a day like any other: market folk and children. */
function passers(ctx: CanvasRenderingContext2D, view: View, at: number, there: number): void {
  ctx.save();
  ctx.globalAlpha = there;
  standAt(ctx, view, 14);
  for (const [index, kind] of (['pole', 'child', 'child', 'hat', 'pole', 'hat'] as const).entries()) {
    const x = 470 + index * 66 + (kind === 'child' ? 12 : 0) - at * 27;
    ctx.save();
    ctx.translate(x, 344 + (x - 400) ** 2 * 0.00052);
    drawPasser(ctx, kind, at * 5 + index * 1.3);
    ctx.restore();
  }
  ctx.restore();
}

/** The rope's line becomes the line of the bridge. */
function ropeOverBridge(ctx: CanvasRenderingContext2D, at: number): void {
  const bent = ease(at, 0.1, 1.5);
  ctx.save();
  ctx.globalAlpha = 1 - ease(at, 1.3, 2.2);
  ropeAcross(ctx, 11 + at, (x) => mix(352, 262 + ((x - 720) / 640) ** 2 * 150, bent));
  ctx.restore();
}

function rain(ctx: CanvasRenderingContext2D, second: number, strength: number): void {
  if (strength <= 0) return;
  const k = ctx.canvas.width / 1280;
  ctx.save();
  ctx.scale(k, k);
  ctx.strokeStyle = '#d8c8ac';
  ctx.lineWidth = 1.5;
  ctx.globalAlpha = 0.3 * strength;
  ctx.beginPath();
  for (let drop = 0; drop < 70; drop++) {
    const fallen = (chance(drop) + second * (1.5 + chance(drop + 99) * 0.5)) % 1;
    const x = chance(drop + 7) * 1500 - 60 - fallen * 150;
    const y = fallen * 860 - 70;
    ctx.moveTo(x, y);
    ctx.lineTo(x - 12, y + 62);
  }
  ctx.stroke();
  ctx.restore();
}

/** Those who must cross go the long way round, with lamps, over the hill. */
function lanternsOnTheRoad(ctx: CanvasRenderingContext2D, view: View, since: number, second: number): void {
  for (let walker = 0; walker < 8; walker++) {
    const x = 742 - walker * 27 - since * 30;
    const y = pass(x) - 5;
    const lit = ease(since, walker * 0.2, walker * 0.2 + 0.7) * flicker(second + walker);
    glow(ctx, view, { x, y }, 20, lit, '255 220 150', 420);
    glow(ctx, view, { x, y }, 5, lit, '255 248 230', 420);
  }
}

/** The ridge of the mountains, as high as the road goes. */
function pass(x: number): number {
  return 322 - 76 * Math.exp(-(((x - 322) / 74) ** 2)) - 44 * Math.exp(-(((x - 532) / 84) ** 2));
}

const lampDiesAt = 5.6;

/** The same courtyard, late; the lamp burns down and goes out. */
export const drawLampOut: DrawShot = (ctx, props, at, second) => {
  const back = ease(at, 0, 7.5);
  const view = { x: 440, y: mix(606, 500, back), zoom: mix(2.3, 1.66, back), dolly: mix(70, -30, back) };
  const failing = 1 - 0.4 * ease(at, 3, 5) - 0.2 * Math.max(0, Math.sin(at * 13)) * ease(at, 3.6, 5.2);
  const lamp = failing * (1 - ease(at, lampDiesAt - 0.12, lampDiesAt + 0.3));
  drawYard(ctx, props, view, second, {
    dark: mix(0.8, 1, ease(at, 0, 5)),
    lamp,
    looksUp: inAndOut(at, 1.4, 4, 0.8),
  });
  shade(ctx, '#4a4541', 0.75 * ease(at, lampDiesAt, lampDiesAt + 0.4));
  darken(ctx, 0.62 * ease(at, lampDiesAt + 0.5, lampDiesAt + 2));
  frameDark(ctx, 0.8);
};

/** What is seen while it runs back: from and to in each shot's own seconds. */
const backwards: { draw: DrawShot; start: number; until: number; from: number; to: number }[] = [
  { draw: drawLampOut, start: 0, until: 1, from: 5.9, to: 0.8 },
  { draw: drawBridge, start: 1, until: 2, from: 7, to: 2.4 },
  { draw: drawRopeShot, start: 2, until: 3.2, from: 10, to: 0.8 },
  { draw: drawKeys, start: 3.2, until: 3.8, from: 4.6, to: 0.4 },
  { draw: drawBanquet, start: 3.8, until: 4.7, from: 7.4, to: 2.2 },
  { draw: drawGift, start: 4.7, until: 6, from: 13.9, to: 8.4 },
];

/** All of it runs back, to where the knot was still tied. */
export const drawRewind: DrawShot = (ctx, props, at) => {
  const part = backwards.findLast(({ start }) => start <= at) ?? backwards[0];
  if (!part) return;
  const share = progress(at, part.start, part.until);
  const isLast = part.draw === drawGift;
  const shown = mix(part.from, part.to, isLast ? 1 - (1 - share) ** 2.2 : share);
  part.draw(ctx, props, shown, shown + 40);
  darken(
    ctx,
    0.55 *
      Math.max(
        1 - progress(at, part.start, part.start + 0.14),
        isLast ? 0 : progress(at, part.until - 0.12, part.until),
      ),
  );
  sweep(ctx, at);
};

/** Bands of light that pass from right to left: time, running the other way. */
function sweep(ctx: CanvasRenderingContext2D, at: number): void {
  const { width, height } = ctx.canvas;
  const strength = 0.075 * (1 - ease(at, 5, 6));
  if (strength <= 0) return;
  ctx.save();
  ctx.globalCompositeOperation = 'screen';
  for (const offset of [0, 0.37, 0.71]) {
    const x = (1 - ((at * 1.6 + offset) % 1)) * width * 1.4 - width * 0.2;
    const band = ctx.createLinearGradient(x - width * 0.12, 0, x + width * 0.12, 0);
    band.addColorStop(0, 'rgb(255 228 176 / 0)');
    band.addColorStop(0.5, `rgb(255 228 176 / ${strength})`);
    band.addColorStop(1, 'rgb(255 228 176 / 0)');
    ctx.fillStyle = band;
    ctx.fillRect(0, 0, width, height);
  }
  ctx.restore();
}

const opensAt = 5.4;

/** One thread, a knot still loose: it reddens, opens, and the envelope goes back where it came from. */
export const drawKnot: DrawShot = (ctx, props, at, second) => {
  const from = deskView(8.4);
  const near = ease(at, 0.3, 3.4) * (1 - ease(at, 6.3, 9.4));
  const wide = ease(at, 6.3, 9.6);
  const view = {
    x: mix(mix(from.x, 404, near), 420, wide),
    y: mix(mix(from.y, 402, near), 330, wide),
    zoom: mix(mix(from.zoom, 2.5, near), 1.64, wide),
    dolly: mix(mix(50, 80, near), -20, wide),
  };
  const red = ease(at, 1, 1.9);
  drawDesk(ctx, props, view, second, {
    dx: 980 * ease(at, 7, 9.6),
    dy: -18 * inAndOut(at, 6.9, 9, 0.7),
    loops: 1 - ease(at, opensAt, opensAt + 1.1),
    red,
    pull: ease(at, opensAt + 1, opensAt + 2.2),
    drawer: 0,
    kept: 0,
    tug: 0,
    at: 8.4,
  });
  glow(ctx, view, { x: 398, y: 392 }, 190, 0.26 * red * (1 - ease(at, opensAt, opensAt + 1)), '228 87 76');
  glow(ctx, view, { x: 400, y: 300 }, 460, 0.24 * wide, undefined, 900);
  frameDark(ctx);
};

/** He comes home. Then he is not there: that was only how it could have been. */
export const drawHome: DrawShot = (ctx, props, at, second) => {
  const walk = ease(at, 0, 7.4);
  const view = {
    x: mix(418, 441, walk),
    y: mix(520, 602, walk),
    zoom: mix(1.66, 2.4, walk),
    dolly: mix(-20, 110, walk),
  };
  const come = progress(at, 0, 3.5);
  const gone = ease(at, 4.4, 5.9);
  drawYard(ctx, props, view, second, {
    dark: 0.55,
    lamp: ease(at, 0, 0.9) * 1.15,
    looksUp: ease(at, 2, 2.9) * (1 - ease(at, 5.6, 6.6)),
    before: (paper) => {
      if (gone >= 1) return;
      paper.globalAlpha = 1 - gone;
      paper.translate(mix(236, 356, come), mix(866, 768, come));
      const size = mix(1.9, 1.3, come);
      paper.scale(size, size);
      drawWalker(paper, come < 1 ? at * 5.6 : 0);
    },
  });
  glow(ctx, view, lanternAt, 300, 0.28 * ease(at, 5.6, 7), celadon, 200);
  frameDark(ctx, 0.6);
};

const struckAt = 0.9;

/** The bell is struck, once. */
export const drawEnd: DrawShot = (ctx, props, at, second) => {
  const { width, height } = ctx.canvas;
  const k = width / 1280;
  ctx.fillStyle = '#0f0b08';
  ctx.fillRect(0, 0, width, height);
  ctx.save();
  ctx.scale(k, k);
  const bellAt = { x: 430, y: 372 };
  const rung = at < struckAt ? 0 : Math.exp(-(at - struckAt) / 2.4);
  const room = ctx.createRadialGradient(bellAt.x, bellAt.y, 30, bellAt.x, bellAt.y, 640);
  room.addColorStop(0, `rgb(214 158 84 / ${(0.3 + 0.3 * rung) * flicker(second)})`);
  room.addColorStop(0.45, `rgb(120 80 38 / ${0.3 + 0.12 * rung})`);
  room.addColorStop(1, 'rgb(20 17 15 / 0)');
  ctx.fillStyle = room;
  ctx.fillRect(0, 0, 1280, 720);
  if (at > struckAt) {
    for (let wave = 0; wave < 4; wave++) {
      const since = at - struckAt - wave * 0.42;
      if (since <= 0) continue;
      ctx.beginPath();
      ctx.arc(bellAt.x, bellAt.y + 60, 150 + since * 210, 0, 2 * Math.PI);
      ctx.lineWidth = 2.4;
      ctx.strokeStyle = `rgb(240 208 150 / ${0.42 * Math.exp(-since / 1.1)})`;
      ctx.stroke();
    }
  }
  ctx.save();
  ctx.translate(bellAt.x, -60);
  ctx.rotate(at < struckAt ? 0.02 * ease(at, 0, struckAt) : 0.045 * swing(at - struckAt + 0.35, 1.9, 2.2));
  ctx.drawImage(props.bell, -218, 60, 436, 587);
  ctx.restore();
  lastWordsAt(ctx, at);
  ctx.restore();
  frameDark(ctx, 0.5);
};

/** 慎始, one under the other as on a tablet, and the seal. */
function lastWordsAt(ctx: CanvasRenderingContext2D, at: number): void {
  for (const [index, word] of [...lastWords].entries()) {
    const lit = ease(at, 1.2 + index * 0.5, 2.4 + index * 0.5);
    ctx.save();
    setTitleType(ctx, 190);
    ctx.shadowColor = `rgb(255 206 130 / ${0.7 * lit})`;
    ctx.shadowBlur = 34;
    ctx.fillStyle = `rgb(${Math.round(mix(58, 255, lit))} ${Math.round(mix(42, 236, lit))} ${Math.round(mix(24, 196, lit))})`;
    ctx.globalAlpha = ease(at, 0.5 + index * 0.4, 1.3 + index * 0.4);
    ctx.fillText(word, 890, 250 + index * 208);
    ctx.restore();
  }
  const pressed = ease(at, 2.6, 2.9);
  if (pressed <= 0) return;
  ctx.save();
  ctx.translate(1028, 520);
  ctx.scale(mix(1.35, 1, pressed), mix(1.35, 1, pressed));
  ctx.globalAlpha = pressed;
  ctx.fillStyle = '#b3261e';
  ctx.beginPath();
  ctx.roundRect(-30, -52, 60, 104, [5, 3, 6, 4]);
  ctx.fill();
  ctx.strokeStyle = 'rgb(244 237 224 / 0.85)';
  ctx.lineWidth = 2;
  ctx.strokeRect(-25, -47, 50, 94);
  setTitleType(ctx, 39);
  ctx.fillStyle = '#f4ede0';
  for (const [index, word] of [...'警钟'].entries()) ctx.fillText(word, 0, -22 + index * 45);
  ctx.restore();
}
