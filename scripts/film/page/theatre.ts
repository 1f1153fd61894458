// The paper-cut theatre before a camera: the sheets of a picture stand at their depths, and
// nearer ones move further when the camera does.
import type { Point } from './motion.ts';

/** From the nearest to the farthest corner of a sheet, in the picture's own units. */
const sheetFrom = -40;
const sheetUnits = 880;
/** Where the camera stands before the main sheet, in the same units. */
const cameraAt = 1000;

/** How far behind the main sheet each one stands; what has no place here stands with the main one. */
const depths: Record<string, number> = {
  light: 900,
  far: 420,
  back: 230,
  lantern: 200,
  lattice: 150,
  mid: 110,
  ajar: 40,
  notes: 22,
  'keys-behind': 40,
  water: -50,
  near: -150,
};

export interface Sheet {
  bitmap: ImageBitmap;
  depth: number;
}
export type Picture = Map<string, Sheet>;

/** Where the camera looks, in the picture's units; `zoom` in pixels a unit; `dolly` in units forward. */
export interface View extends Point {
  zoom: number;
  dolly?: number;
}

export interface SheetChange {
  dx?: number;
  dy?: number;
  /** Radians about `pivot`. */
  turn?: number;
  pivot?: Point;
  alpha?: number;
  /** Goes on to both sides, mirrored: for what is only wall or sky. */
  mirrored?: boolean;
  depth?: number;
  clip?: Path2D;
}

/** The exhibition's picture `name`, each of its sheets drawn at `pxPerUnit`. */
export async function loadPicture(name: string, pxPerUnit: number): Promise<Picture> {
  const svg = new DOMParser().parseFromString(
    await (await fetch(`/pictures/${name}.svg`)).text(),
    'image/svg+xml',
  );
  const picture: Picture = new Map();
  for (const { id } of svg.querySelectorAll('.sheet')) {
    const alone = svg.documentElement.cloneNode(true) as SVGSVGElement;
    for (const sheet of alone.querySelectorAll('.sheet')) if (sheet.id !== id) sheet.remove();
    alone.setAttribute('viewBox', `${sheetFrom} ${sheetFrom} ${sheetUnits} ${sheetUnits}`);
    const px = Math.round(sheetUnits * pxPerUnit);
    alone.setAttribute('width', String(px));
    alone.setAttribute('height', String(px));
    picture.set(id, {
      bitmap: await drawSvg(new XMLSerializer().serializeToString(alone), px, px),
      depth: depths[id] ?? 0,
    });
  }
  return picture;
}

/** An SVG as pixels. */
export async function drawSvg(svg: string, width: number, height: number): Promise<ImageBitmap> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = new Image(width, height);
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(address);
  return canvas.transferToImageBitmap();
}

/** Draws sheets back to front, each as `changes` has it. */
export function drawSheets(
  ctx: CanvasRenderingContext2D,
  picture: Picture,
  view: View,
  ids: string[],
  changes: Record<string, SheetChange> = {},
): void {
  for (const id of ids) drawSheet(ctx, picture, view, id, changes[id]);
}

export function drawSheet(
  ctx: CanvasRenderingContext2D,
  picture: Picture,
  view: View,
  id: string,
  change: SheetChange = {},
): void {
  const sheet = picture.get(id);
  if (!sheet) throw new Error(`no sheet ${id}`);
  ctx.save();
  ctx.globalAlpha *= change.alpha ?? 1;
  standAt(ctx, view, change.depth ?? sheet.depth);
  ctx.translate(change.dx ?? 0, change.dy ?? 0);
  if (change.turn !== undefined) {
    const { x, y } = change.pivot ?? { x: 400, y: 400 };
    ctx.translate(x, y);
    ctx.rotate(change.turn);
    ctx.translate(-x, -y);
  }
  if (change.clip) ctx.clip(change.clip);
  ctx.drawImage(sheet.bitmap, sheetFrom, sheetFrom, sheetUnits, sheetUnits);
  if (change.mirrored) {
    for (const side of [sheetFrom, sheetFrom + sheetUnits]) {
      ctx.save();
      ctx.translate(side * 2, 0);
      ctx.scale(-1, 1);
      ctx.drawImage(sheet.bitmap, sheetFrom, sheetFrom, sheetUnits, sheetUnits);
      ctx.restore();
    }
  }
  ctx.restore();
}

/**
 * From here `ctx` draws in the picture's units at `depth`. A camera that has not moved sees
 * every depth as the picture was composed, so each is drawn larger the farther it stands.
 */
export function standAt(ctx: CanvasRenderingContext2D, view: View, depth: number): void {
  const { canvas } = ctx;
  const scale = canvas.width / 1280;
  const distance = cameraAt + depth;
  const seen = view.zoom * (cameraAt / (distance - (view.dolly ?? 0)));
  const grown = seen * (distance / cameraAt);
  ctx.translate(canvas.width / 2, canvas.height / 2);
  ctx.scale(scale, scale);
  ctx.translate((400 - view.x) * seen, (400 - view.y) * seen);
  ctx.scale(grown, grown);
  ctx.translate(-400, -400);
}
