// Builds an edition folder from its source: one JSON a language, pictures drawn ahead,
// and a manifest that names every file with its size and hash. The kiosk reads only this.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { EditionManifest } from '../model/exhibition.ts';
import { drawPicture } from './pictures/draw-picture.ts';
import { planEdition, type EditionPlan } from './plan-edition.ts';
import type { EditionSource } from './read-source.ts';

export interface BuildEditionOptions {
  source: EditionSource;
  /** The folder that `source` was read from. */
  sourceDir: string;
  outDir: string;
  /** Drawn pictures are kept here from one build to the next. */
  pictureCacheDir: string;
  onProgress(done: number, total: number, what: string): void;
}

/**
 * Builds `source`, which must have passed the check, into `outDir`, replacing what is there
 * in one rename. Returns the manifest.
 */
export async function buildEdition(options: BuildEditionOptions): Promise<EditionManifest> {
  const { source, outDir } = options;
  const stagingDir = `${outDir}.building`;
  rmSync(stagingDir, { recursive: true, force: true });
  mkdirSync(stagingDir, { recursive: true });
  const plan = planEdition(source);
  const files = await layOutEdition(plan, { ...options, outDir: stagingDir });
  const manifest: EditionManifest = { ...plan.head, files };
  writeFileSync(join(stagingDir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  replaceFolder(stagingDir, outDir);
  return manifest;
}

/** Writes what is planned into `outDir` and describes it, in the order of the paths. */
export async function layOutEdition(
  { pictures, copies, texts }: EditionPlan,
  { sourceDir, outDir, pictureCacheDir, onProgress }: Omit<BuildEditionOptions, 'source'>,
): Promise<EditionManifest['files']> {
  const sources = new Map<string, string | undefined>();
  const place = (path: string, source?: string) => {
    mkdirSync(dirname(join(outDir, path)), { recursive: true });
    sources.set(path, source);
    return join(outDir, path);
  };
  for (const [index, picture] of pictures.entries()) {
    onProgress(index, pictures.length, picture.file);
    const drawn = await drawPicture(picture.svg, pictureCacheDir);
    copyFileSync(drawn.flat, place(picture.flat));
    copyFileSync(drawn.small, place(picture.small));
    for (const [layer, path] of picture.sheets.entries()) {
      const from = drawn.sheets[layer];
      if (from !== undefined) copyFileSync(from, place(path));
    }
  }
  onProgress(pictures.length, pictures.length, '');
  for (const { path, file } of copies) copyFileSync(join(sourceDir, file), place(path, file));
  for (const { path, text } of texts) writeFileSync(place(path), text);
  return [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, source]) => describeFile(outDir, path, source));
}

/** What a manifest says of one file. */
export function describeFile(dir: string, path: string, source?: string): EditionManifest['files'][number] {
  const bytes = readFileSync(join(dir, path));
  return {
    path,
    sizeBytes: statSync(join(dir, path)).size,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(source !== undefined && { source }),
  };
}

function replaceFolder(from: string, to: string): void {
  const old = `${to}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}
