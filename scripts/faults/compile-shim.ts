// Compiles the library that stands between a kiosk and its disk, on the spot.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotRun } from './campaign.ts';

const source = fileURLToPath(new URL('power/disk-shim.c', import.meta.url));

/** Returns the library's path. Throws CannotRun where there is no Linux or no C compiler. */
export function compileShim(workDir: string): string {
  if (process.platform !== 'linux') {
    throw new CannotRun('Skipped: the library that loses unsynced bytes works on Linux only.');
  }
  const library = join(workDir, 'disk-shim.so');
  const { error, status, stderr } = spawnSync(
    process.env.CC ?? 'cc',
    ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'],
    { encoding: 'utf8' },
  );
  if (error) throw new CannotRun('Skipped: this machine has no C compiler (cc); install gcc or clang.');
  if (status !== 0)
    throw new CannotRun(`Skipped: the C compiler could not build the library: ${stderr.trim()}`);
  return library;
}
