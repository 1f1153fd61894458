// Sticks for tests: folders under one root, and where this account may mount, small real file systems
// that are full or cannot be written.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { watchSticks, type StickWatch } from '../sticks/watch-sticks.ts';

const runTool = (name: 'mount' | 'umount', argv: string[]) =>
  spawnSync(name, argv, { stdio: 'ignore' }).status === 0;

/** Whether file systems can be mounted here; containers and ordinary accounts may not. */
export function canMount(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-mount-'));
  const isMounted = runTool('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir]);
  if (isMounted) runTool('umount', [dir]);
  rmSync(dir, { recursive: true, force: true });
  return isMounted;
}

/** Mounts a file system of `sizeBytes` on `root`/`name`; goes with `unmountStick`. */
export function mountStick(root: string, name: string, sizeBytes: number): string {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  if (!runTool('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'tmpfs', path]))
    throw new Error('nothing can be mounted here');
  return path;
}

export function makeReadOnly(stick: string): void {
  if (!runTool('mount', ['-o', 'remount,ro', stick])) throw new Error('it cannot be remounted');
}

export function growStick(stick: string, sizeBytes: number): void {
  if (!runTool('mount', ['-o', `remount,size=${sizeBytes}`, stick]))
    throw new Error('it cannot be remounted');
}

export function unmountStick(stick: string): void {
  runTool('umount', ['-l', stick]);
}

/** Watches the folders in `root`, each as a stick, until the test ends. */
export async function watchFolder(root: string): Promise<StickWatch> {
  const sticks = watchSticks({
    roots: { folders: [{ path: root, depth: 1 }], drives: [], needsMount: false },
    everyMs: 10,
  });
  onTestFinished(() => sticks.stop());
  await sticks.look();
  return sticks;
}
