// Space kept for a full disk: a file of random bytes (so that no file system squeezes it) that
// is deleted when the log finds no room, and laid again once there is plenty.
import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** About 40,000 events' room: a week of a busy stop. */
export const ballastBytes = 8 * 1024 * 1024;
const chunkBytes = 256 * 1024;

export type Ballast = {
  isHeld(): boolean;
  /** Gives the space back to the disk; false if there was none to give. */
  release(): boolean;
  /** Lays the file again if at least four times its size is free. Never throws. */
  restore(): Promise<void>;
};

export function keepBallast(dataDir: string, sizeBytes = ballastBytes): Ballast {
  const path = join(dataDir, 'ballast');
  const isHeld = () => {
    try {
      return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    } catch {
      return false;
    }
  };
  let isLaying = false;

  async function lay(): Promise<void> {
    const partial = `${path}.laying`;
    try {
      const file = await open(partial, 'w');
      try {
        for (let written = 0; written < sizeBytes; written += chunkBytes) {
          await file.write(randomBytes(Math.min(chunkBytes, sizeBytes - written)));
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, path);
    } catch {
      // Full or read-only after all: the log has the better claim to the space.
      await rm(partial, { force: true }).catch(() => undefined);
    }
  }

  return {
    isHeld,
    release() {
      if (!isHeld()) return false;
      try {
        rmSync(path);
        return true;
      } catch {
        return false;
      }
    },
    async restore() {
      if (isLaying || isHeld() || findFreeBytes(dataDir) < 4 * sizeBytes) return;
      isLaying = true;
      await lay();
      isLaying = false;
    },
  };
}

/** Bytes that this account may still write; 0 where the system does not say. */
export function findFreeBytes(dir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
