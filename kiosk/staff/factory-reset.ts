// As on the first day: PINs, settings, editions, keys and the log make room for new ones. Nothing is
// deleted; all of it moves into one folder beside them, the log first. It is done before a start, when
// nothing is open, and a power cut in its middle only means that the next start goes on with it.
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../editions/durable-files.ts';
import { logFolder, syncFolder } from '../log/data-folder.ts';
import { makeFolder } from '../../pack/make-folder.ts';

const marker = 'reset-requested';
const folderPattern = /^before-reset-[0-9TZ-]+$/;
/** Of the running kiosk, of the machine, or what an earlier reset kept. */
const staying = new Set([marker, 'kiosk.lock', 'running.json', 'browser-profile']);

/** The next start does it. Throws what the disk says. */
export function requestReset(dataDir: string, wallMs: number): void {
  const stamp = new Date(wallMs).toISOString().replace(/[:.]/g, '-');
  writeDurably(join(dataDir, marker), `before-reset-${stamp}`);
}

/** Before anything of the data folder is opened. Returns where everything went. */
export function resetIfRequested(dataDir: string): string | undefined {
  const path = join(dataDir, marker);
  if (!existsSync(path)) return undefined;
  const folder = readFileSync(path, 'utf8').trim();
  // A name that is none of ours moves nothing anywhere.
  if (!folderPattern.test(folder)) {
    rmSync(path);
    return undefined;
  }
  const kept = join(dataDir, folder);
  makeFolder(kept);
  const names = readdirSync(dataDir).filter((name) => !staying.has(name) && !folderPattern.test(name));
  for (const name of names.toSorted((a, b) => Number(b === logFolder) - Number(a === logFolder))) {
    renameSync(join(dataDir, name), join(kept, name));
    syncFolder(kept);
  }
  syncFolder(dataDir);
  rmSync(path);
  syncFolder(dataDir);
  return kept;
}
