// A whole pack that is small enough for a test: the shipped texts with one tiny drawing in the place
// of every picture, and neither film nor recordings.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackManifest } from '../../model/pack.ts';
import { makeKeyPair, type KeyPair } from '../keys.ts';
import { readSource } from '../read-source.ts';
import { writePackFolder, zipPackFolder } from '../write-pack.ts';

const shippedDir = join(import.meta.dirname, '..', '..', 'content');
const tinyDrawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><g class="sheet" id="a"><path d="M0 0h8v8z"/></g></svg>';

export const packVersion = '0.1.0';

export interface SmallPack {
  /** Where everything below lies; goes with `remove`. */
  dir: string;
  sourceDir: string;
  /** The pack as a folder, and as a signed zip. */
  folder: string;
  zip: string;
  manifest: PackManifest;
  key: KeyPair;
  remove(): void;
}

export interface SmallPackOptions {
  edition?: { number: number; date: string };
  key?: KeyPair;
}

export async function makeSmallPack(options: SmallPackOptions = {}): Promise<SmallPack> {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-pack-'));
  const sourceDir = join(dir, 'content');
  await cp(shippedDir, sourceDir, { recursive: true });
  for (const name of await readdir(join(sourceDir, 'pictures')))
    await writeFile(join(sourceDir, 'pictures', name), tinyDrawing);
  for (const name of await readdir(join(sourceDir, 'chapters')))
    if (name !== 'hearing.yaml') await rm(join(sourceDir, 'chapters', name));
  const key = options.key ?? makeKeyPair('Organisers');
  const folder = join(dir, 'pack');
  mkdirSync(folder);
  const zip = join(dir, 'pack.zip');
  if (options.edition) {
    const { number, date } = options.edition;
    const file = join(sourceDir, 'exhibition.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^edition: .*$/m, `edition: { number: ${number}, date: ${date} }`));
  }
  const source = readSource(sourceDir);
  const manifest = await writePackFolder({
    source,
    sourceDir,
    workDir: folder,
    pictureCacheDir: join(dir, 'pictures'),
    version: packVersion,
    privateKey: key.privateKey,
    onProgress: () => undefined,
  });
  await zipPackFolder(folder, manifest, { outFile: zip, isSigned: true, onProgress: () => undefined });
  return {
    dir,
    sourceDir,
    folder,
    zip,
    manifest,
    key,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
