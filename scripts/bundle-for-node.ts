// Bundles a program that Node runs, with all packages that it is made of but `external`: SQLite is a native
// module, and Electron brings itself.
import { join } from 'node:path';
import type { BuildEnvironmentOptions } from 'vite';

const rootDir = join(import.meta.dirname, '..');

/** `entry`: from the root of the sources. `output`: where the bundle goes, and in what pieces. */
export async function bundleForNode(
  entry: string,
  output: BuildEnvironmentOptions,
  external: readonly string[] = ['better-sqlite3'],
): Promise<void> {
  // Loaded only where something is to be built.
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: rootDir,
    logLevel: 'error',
    // Without this the bundle would ask for hono and zod at run time.
    ssr: { noExternal: true, external: [...external] },
    // Electron 45 runs Node 24, too.
    build: { ssr: join(rootDir, entry), target: 'node24', reportCompressedSize: false, ...output },
  });
}
