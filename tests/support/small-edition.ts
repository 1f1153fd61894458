// An edition and screens of a few bytes, for tests of what carries them.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An edition that the kiosk opens: one language, no panels, one picture. Returns its folder. */
export function makeSmallEdition(dir: string): string {
  const contents: Record<string, string> = {
    'exhibition.zh-Hans.json': JSON.stringify({ title: '以案为鉴', panels: [] }),
    'media/bridge.webp': 'not really a picture',
  };
  for (const [path, text] of Object.entries(contents)) write(join(dir, path), text);
  const files = Object.entries(contents).map(([path, text]) => ({
    path,
    sizeBytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  const manifest = {
    format: 1,
    id: 'small',
    edition: { number: 1, date: '2026-11-23' },
    title: '以案为鉴',
    languages: ['zh-Hans'],
    timeZone: 'Asia/Shanghai',
    idleLimitSeconds: 60,
    files,
  };
  write(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}

/** Screens that the kiosk serves. Returns their folder. */
export function makeSmallScreens(dir: string): string {
  write(join(dir, 'index.html'), '<!doctype html><title>警钟</title>');
  write(join(dir, 'assets', 'a.js'), '');
  return dir;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
