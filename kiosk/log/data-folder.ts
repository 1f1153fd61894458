// The kiosk's data folder, and the one file in it that names the kiosk.
//
//   DIR/kiosk-id                    this kiosk's name in the numbers, made once
//   DIR/kiosk.lock                  held by the running kiosk; released when its process ends
//   DIR/running.json                address and key of the kiosk that runs now, see staff-key.ts
//   DIR/ballast, DIR/ballast-words  space kept for a full disk, see ballast.ts
//   DIR/editions/                   editions that were loaded, see editions/slots.ts
//   DIR/trusted-keys.json           whose editions are loaded, see editions/trusted-keys.ts
//   DIR/log/visits.db               the visit log, with visits.db-wal and visits.db-shm beside it
//   DIR/log-damaged-TIME/           a damaged log set aside whole, and salvaged from
//   DIR/log-newer-TIME/             a log written by a newer program, set aside whole
//
// A log is set aside by renaming its folder, which is one atomic step: a database parted from
// its WAL by a power cut would be read as something it never was.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../pack/make-folder.ts';

export const logFolder = 'log';
export const logFile = 'visits.db';

export function logPath(dataDir: string): string {
  return join(dataDir, logFolder, logFile);
}

/** Makes a rename or a new file in `dir` durable. Not every system can open a folder. */
export function syncFolder(dir: string): void {
  try {
    const folder = openSync(dir, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // Windows refuses; there the file system orders the rename itself.
  }
}

/** Moves the whole log folder aside and returns where it went. Throws what the disk says. */
export function setLogAside(dataDir: string, why: 'damaged' | 'newer', wallMs: number): string {
  const stamp = new Date(wallMs).toISOString().replace(/[:.]/g, '-');
  // A wrong clock may name the same moment twice; the random end keeps both.
  const aside = join(dataDir, `log-${why}-${stamp}-${randomBytes(2).toString('hex')}`);
  renameSync(join(dataDir, logFolder), aside);
  syncFolder(dataDir);
  return aside;
}

/**
 * This kiosk's name in the exports: made once for a data folder, so that it survives a log
 * that had to be set aside. On a disk that cannot be written it lasts for this run only.
 */
export function findOrMakeKioskId(dataDir: string): string {
  try {
    const kept = readKioskId(dataDir);
    if (kept !== undefined) return kept;
  } catch {
    // Unreadable: a new name is better than no kiosk.
  }
  try {
    return renewKioskId(dataDir);
  } catch {
    // Read-only or full: tried again at the next start.
    return makeKioskId();
  }
}

const makeKioskId = () => `kiosk-${randomBytes(4).toString('hex')}`;

/** Gives the kiosk of this folder another name, true from its next start. Throws what the disk says. */
export function renewKioskId(dataDir: string): string {
  const path = join(dataDir, 'kiosk-id');
  const made = makeKioskId();
  makeFolder(dataDir);
  const file = openSync(`${path}.new`, 'w');
  writeSync(file, `${made}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  syncFolder(dataDir);
  return made;
}

/** Undefined where the folder has no name yet. */
export function readKioskId(dataDir: string): string | undefined {
  try {
    const kept = readFileSync(join(dataDir, 'kiosk-id'), 'utf8').trim();
    return /^kiosk-[0-9a-f]{8}$/.test(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}
