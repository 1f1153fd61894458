// Starts the Electron shell where its binary is there or can be had.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const fetchTimeoutMs = 180_000;

/** The Electron program's path: beside the package, or in ELECTRON_OVERRIDE_DIST_PATH. */
export function findElectron(rootDir: string): string | undefined {
  const packageDir = join(rootDir, 'node_modules', 'electron');
  const distDir = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageDir, 'dist');
  const nameFile = join(packageDir, 'path.txt');
  const name = existsSync(nameFile)
    ? readFileSync(nameFile, 'utf8').trim()
    : process.platform === 'win32'
      ? 'electron.exe'
      : process.platform === 'darwin'
        ? 'Electron.app/Contents/MacOS/Electron'
        : 'electron';
  const path = join(distDir, name);
  return existsSync(path) ? path : undefined;
}

/** Tries once to fetch the binary from Electron's own site or ELECTRON_MIRROR; false where it cannot. */
export function fetchElectron(rootDir: string, say: (line: string) => void): boolean {
  const installer = join(rootDir, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return false;
  say('Fetching the Electron program …');
  const { status } = spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: fetchTimeoutMs });
  return status === 0 && findElectron(rootDir) !== undefined;
}

/** Runs the built shell; resolves with its exit code. */
export function openElectronShell(
  electron: string,
  mainFile: string,
  args: string[],
): { closed: Promise<number>; close(): void } {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...sandbox, mainFile, ...args], { stdio: 'inherit' });
  const closed = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 0)));
  return { closed, close: () => child.kill('SIGTERM') };
}
