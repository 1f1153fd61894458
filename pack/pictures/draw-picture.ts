// Draws a paper-cut SVG ahead of time: flat for the gallery, sheet by sheet for the board
// in front. A page that repaints hundreds of SVG paths misses its frames on a kiosk; a
// bitmap that only moves does not.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { splitSheets } from './split-sheets.ts';

/** Raise when the drawing changes, so that cached pictures are drawn again. */
const drawingVersion = 2;
const sheetPx = 1200;
const flatPx = 900;
const smallPx = 420;

export interface DrawnPicture {
  flat: string;
  small: string;
  sheets: string[];
}

/**
 * Draws `svg` into `cacheDir` as WebP and returns the files' paths.
 * What has been drawn from the same bytes before is not drawn again.
 */
export async function drawPicture(svg: string, cacheDir: string): Promise<DrawnPicture> {
  const key = createHash('sha256').update(`${drawingVersion}\n${svg}`).digest('hex').slice(0, 16);
  const dir = join(cacheDir, key);
  const layers = splitSheets(svg);
  const picture = {
    flat: join(dir, 'flat.webp'),
    small: join(dir, 'small.webp'),
    sheets: layers.map((_, index) => join(dir, `sheet-${index}.webp`)),
  };
  if (existsSync(join(dir, 'drawn'))) return picture;
  mkdirSync(dir, { recursive: true });
  await draw(svg, flatPx, picture.flat, 84);
  await draw(svg, smallPx, picture.small, 80);
  for (const [index, layer] of layers.entries()) {
    const file = picture.sheets[index];
    if (file) await draw(layer, sheetPx, file, 84);
  }
  writeFileSync(join(dir, 'drawn'), '');
  return picture;
}

async function draw(svg: string, px: number, file: string, quality: number): Promise<void> {
  const pixels = await sharp(Buffer.from(svg), { density: (72 * px) / 800 })
    .resize(px, px, { fit: 'inside' })
    .webp({ quality, alphaQuality: 92, effort: 3 })
    .toBuffer();
  writeFileSync(`${file}.part`, pixels);
  renameSync(`${file}.part`, file);
}
