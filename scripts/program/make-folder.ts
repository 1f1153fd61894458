// A kiosk in a folder of its own, to be copied to a machine as it is, and the signed update that is put
// into such a folder from a stick.
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { versionsDir, writePointer } from '../../kiosk/program/program-folder.ts';
import { describeProgram, writeProgramUpdate } from '../../pack/write-program.ts';
import { buildProgram, programPlatform, type ProgramParts } from './build-program.ts';

export interface Signing {
  /** PEM. */
  privateKey: string;
  outFile: string;
}

/** Returns the folder, in the place of one that was made before. */
export async function makeFolder(parts: ProgramParts, outDir: string): Promise<string> {
  const dir = join(outDir, `jingzhong-${parts.version}-${programPlatform}`);
  const making = `${dir}.making`;
  rmSync(making, { recursive: true, force: true });
  const folder = `${parts.version}-00000000`;
  const versionDir = join(versionsDir(making), folder);
  mkdirSync(versionDir, { recursive: true });
  await buildProgram(versionDir, parts);
  describeProgram(versionDir, { version: parts.version, platform: programPlatform });
  const launcher = join(making, 'jingzhong');
  copyFileSync(join(import.meta.dirname, 'jingzhong.sh'), launcher);
  chmodSync(launcher, 0o755);
  writePointer(making, { current: folder });
  rmSync(dir, { recursive: true, force: true });
  renameSync(making, dir);
  return dir;
}

/** Returns the update file. */
export async function makeUpdate(parts: ProgramParts, { privateKey, outFile }: Signing): Promise<string> {
  mkdirSync(dirname(outFile), { recursive: true });
  const workDir = mkdtempSync(`${outFile}.making-`);
  try {
    await buildProgram(workDir, parts);
    const manifest = describeProgram(workDir, { version: parts.version, platform: programPlatform });
    await writeProgramUpdate(workDir, manifest, { privateKey, outFile });
    return outFile;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}
