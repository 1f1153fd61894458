// Makes an update of the program out of a folder that holds one whole version: a manifest of every
// file, the organisers' signature, and one zip.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { programPrefix, type ProgramManifest } from '../model/program.ts';
import { signBytes } from './keys.ts';
import { manifestFile, signatureFile } from './read-pack.ts';
import { zipWhole } from './zip/write-zip.ts';

/** Writes `manifest.json` into `dir`, over every other file there. */
export function describeProgram(
  dir: string,
  about: Pick<ProgramManifest, 'version' | 'platform'>,
): ProgramManifest {
  const paths = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== manifestFile && path !== signatureFile);
  const files = paths.toSorted().map((path) => {
    const bytes = readFileSync(join(dir, path));
    const isExecutable = (statSync(join(dir, path)).mode & 0o100) !== 0;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { path, sizeBytes: bytes.length, sha256, ...(isExecutable && { isExecutable: true as const }) };
  });
  const manifest: ProgramManifest = { format: 1, program: 'jingzhong', ...about, files };
  writeFileSync(join(dir, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** Signs what describeProgram wrote into `dir` and zips it all; `outFile` appears when it is whole. */
export async function writeProgramUpdate(
  dir: string,
  { files }: ProgramManifest,
  { outFile, privateKey }: { outFile: string; privateKey: string },
): Promise<void> {
  const message = Buffer.concat([Buffer.from(programPrefix), readFileSync(join(dir, manifestFile))]);
  writeFileSync(join(dir, signatureFile), `${JSON.stringify(signBytes(message, privateKey), null, 1)}\n`);
  const paths = [manifestFile, signatureFile, ...files.map(({ path }) => path)];
  await zipWhole(dir, paths, outFile, () => undefined);
}
