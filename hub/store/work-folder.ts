// Where a running hub puts what it will not keep: an upload that is being checked, an export that is
// being made. Each process has a folder of its own in the data folder; what a killed one left behind
// goes at the next start of any.
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../pack/make-folder.ts';

export type WorkFolder = { path: string; remove(): void };

export function openWorkFolder(dataDir: string, nowMs: number): WorkFolder {
  const all = join(dataDir, 'work');
  makeFolder(all);
  const bootedMs = nowMs - uptime() * 1000;
  for (const name of readdirSync(all)) {
    const folder = join(all, name);
    if (isLeftOver(folder, Number(name.split('-')[0]), bootedMs))
      rmSync(folder, { recursive: true, force: true });
  }
  const path = join(all, `${process.pid}-${randomBytes(4).toString('hex')}`);
  makeFolder(path);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function isLeftOver(folder: string, pid: number, bootedMs: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const made = statSync(folder, { throwIfNoEntry: false });
  // In a container every start has the same number; two hubs in one process are only a test's.
  return made !== undefined && (made.mtimeMs < bootedMs || !isRunning(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process runs, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
