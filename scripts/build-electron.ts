// Bundles the Electron shell into one file, so that an installed kiosk carries none of the
// packages that it is made of but SQLite, which is a native module.
import { join } from 'node:path';
import { rootDir } from './build.ts';
import { bundleForNode } from './bundle-for-node.ts';

/** What package.json names as the program's main file. */
const mainFile = join(rootDir, 'build', 'electron', 'main.js');

/** Builds every time, in about a second. Returns the main file. */
export async function buildElectron(say: (line: string) => void): Promise<string> {
  say('Building the Electron shell …');
  await bundle('main', 'licences.md', true);
  // Packs are checked in a process of their own, which needs a file of its own.
  await bundle('pack-child', 'pack-licences.md', false);
  // So must the thread that exports.
  await bundle('export-worker', 'export-licences.md', false);
  return mainFile;
}

function bundle(name: string, licenceFile: string, isFirst: boolean): Promise<void> {
  const output = {
    outDir: join(rootDir, 'build', 'electron'),
    emptyOutDir: isFirst,
    license: { fileName: licenceFile },
    rolldownOptions: { output: { entryFileNames: `${name}.js`, codeSplitting: false } },
  };
  return bundleForNode(`electron/${name}.ts`, output, ['electron', 'better-sqlite3']);
}
