// Installs a program from Debian's packages where this account may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Says what it does and about how long it takes. False where it may not, or did not succeed. */
export function installDebianPackage(name: string, takes: string, say: (line: string) => void): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return false;
  say(`Installing ${name} with apt-get, ${takes} …`);
  const run = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return run('update') && run('install', '-y', '--no-install-recommends', name);
}
