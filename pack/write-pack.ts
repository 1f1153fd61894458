// Makes a pack: the built edition, the texts it was built from under source/, a manifest of every
// file, and a signature where there is a key. The same content makes the same bytes.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { PackManifest } from '../model/pack.ts';
import { describeFile, layOutEdition } from './build-edition.ts';
import { signBytes } from './keys.ts';
import { planEdition } from './plan-edition.ts';
import type { EditionSource } from './read-source.ts';
import { zipWhole } from './zip/write-zip.ts';

/** What goes under source/: what is written and drawn. What is played is there once, as media. */
const sourceEndings = new Set(['.yaml', '.yml', '.txt', '.md', '.vtt', '.svg']);

export interface WritePackOptions {
  source: EditionSource;
  /** The folder that `source` was read from. */
  sourceDir: string;
  /** An empty folder to build in; afterwards it is the pack as a folder. */
  workDir: string;
  pictureCacheDir: string;
  /** The program's own version. */
  version: string;
  /** The organisers' private key, PEM. Without it the pack is unsigned. */
  privateKey?: string;
  onProgress(done: number, total: number, what: string): void;
}

/** Builds `source`, which must have passed the check, as a pack folder in `workDir`. */
export async function writePackFolder(options: WritePackOptions): Promise<PackManifest> {
  const { source, sourceDir, workDir } = options;
  const plan = planEdition(source);
  const built = await layOutEdition(plan, { ...options, outDir: workDir });
  const sources = source.files
    .list()
    .filter(({ file }) => sourceEndings.has(extname(file).toLowerCase()))
    .map(({ file }) => {
      const path = `source/${file}`;
      mkdirSync(dirname(join(workDir, path)), { recursive: true });
      copyFileSync(join(sourceDir, file), join(workDir, path));
      return describeFile(workDir, path);
    });
  const manifest: PackManifest = {
    ...plan.head,
    builtBy: options.version,
    needs: { from: options.version },
    files: [...built, ...sources].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  writeManifest(workDir, manifest, options.privateKey);
  return manifest;
}

/** Writes `manifest.json`, and `manifest.sig` where there is a key. */
export function writeManifest(dir: string, manifest: PackManifest, privateKey?: string): void {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  writeFileSync(join(dir, 'manifest.json'), bytes);
  rmSync(join(dir, 'manifest.sig'), { force: true });
  if (privateKey === undefined) return;
  writeFileSync(join(dir, 'manifest.sig'), `${JSON.stringify(signBytes(bytes, privateKey), null, 1)}\n`);
}

/** Packs a pack folder into one zip, which appears under its name only when it is whole. */
export async function zipPackFolder(
  dir: string,
  manifest: PackManifest,
  { outFile, isSigned, onProgress }: ZipOptions,
): Promise<void> {
  const paths = [
    'manifest.json',
    ...(isSigned ? ['manifest.sig'] : []),
    ...manifest.files.map(({ path }) => path),
  ];
  let done = 0;
  await zipWhole(dir, paths, outFile, (path) => onProgress((done += 1), paths.length, path));
}

interface ZipOptions {
  outFile: string;
  isSigned: boolean;
  onProgress(done: number, total: number, what: string): void;
}
