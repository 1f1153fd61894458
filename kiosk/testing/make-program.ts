// A kiosk's program in a folder of its own, and updates for it, small enough for a test.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPair } from '../../pack/keys.ts';
import { describeProgram, writeProgramUpdate } from '../../pack/write-program.ts';
import { versionsDir, writePointer, type ProgramPlace } from '../program/program-folder.ts';

export const testPlatform = 'linux-x64';

type Files = Record<string, string>;

function writeVersion(dir: string, version: string, files: Files) {
  const all = {
    'program/main.js': `export const version = '${version}';`,
    'renderer/index.html': 'x'.repeat(70_000),
    ...files,
  };
  for (const [path, text] of Object.entries({ node: '#!/bin/sh\nexit 0\n', ...all })) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  chmodSync(join(dir, 'node'), 0o755);
  return describeProgram(dir, { version, platform: testPlatform });
}

/** A folder in which version 1.0.0 runs. */
export function makeProgramFolder(dir: string, files: Files = {}): ProgramPlace & { kind: 'folder' } {
  const running = '1.0.0-00000000';
  const versionDir = join(versionsDir(dir), running);
  mkdirSync(versionDir, { recursive: true });
  writeVersion(versionDir, '1.0.0', files);
  writePointer(dir, { current: running });
  return { kind: 'folder', dir, running };
}

/** Writes a signed update into `dir`; returns its path. */
export async function makeUpdate(
  dir: string,
  key: KeyPair,
  { version = '1.1.0', platform, files = {} }: { version?: string; platform?: string; files?: Files } = {},
): Promise<string> {
  const workDir = join(dir, `making-${version}`);
  mkdirSync(workDir);
  const manifest = writeVersion(workDir, version, files);
  if (platform !== undefined) describeProgram(workDir, { version, platform });
  const outFile = join(dir, `jingzhong-program-${version}-${platform ?? testPlatform}.zip`);
  await writeProgramUpdate(workDir, manifest, { outFile, privateKey: key.privateKey });
  return outFile;
}
