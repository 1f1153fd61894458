// Bundles the Electron shell into one file, so that an installed kiosk carries none of the
// packages that it is made of but SQLite, which is a native module.
import { join } from 'node:path';
import { rootDir } from './build.ts';

/** What package.json names as the program's main file. */
const mainFile = join(rootDir, 'build', 'electron', 'main.js');

/** Builds every time, in about a second. Returns the main file. */
export async function buildElectron(say: (line: string) => void): Promise<string> {
  say('Building the Electron shell …');
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: rootDir,
    logLevel: 'error',
    // Without this the bundle would ask for hono and zod at run time.
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      ssr: join(rootDir, 'electron', 'main.ts'),
      outDir: join(rootDir, 'build', 'electron'),
      emptyOutDir: true,
      // Electron 45 runs Node 24.
      target: 'node24',
      reportCompressedSize: false,
      license: { fileName: 'licences.md' },
      rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
    },
  });
  return mainFile;
}
