// The seal as a Windows icon: a header for one picture, and the picture as PNG.
// https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { rootDir } from './build.ts';

const sealFile = join(rootDir, 'renderer', 'art', 'seal.svg');
const sealPx = 64;
const iconPx = 256;
const headerBytes = 22;

export async function drawIcon(iconFile: string): Promise<string> {
  const png = await sharp(sealFile, { density: (72 * iconPx) / sealPx })
    .resize(iconPx, iconPx)
    .png()
    .toBuffer();
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16LE(1, 2); // an icon
  header.writeUInt16LE(1, 4); // one picture, whose size of 256 is written as 0
  header.writeUInt16LE(1, 10); // colour planes
  header.writeUInt16LE(32, 12); // bits a pixel
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(headerBytes, 18);
  mkdirSync(dirname(iconFile), { recursive: true });
  writeFileSync(iconFile, Buffer.concat([header, png]));
  return iconFile;
}
