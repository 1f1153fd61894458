// Where this system shows a stick that was plugged in.
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface StickRoots {
  /** Folders in which sticks appear, and how many folders down (`/media/NAME`, `/media/USER/NAME`). */
  folders: { path: string; depth: 1 | 2 }[];
  /** Drives to look at by themselves, such as `E:\`. */
  drives: string[];
  /** Whether a folder counts only where another file system is mounted on it. */
  needsMount: boolean;
}

/** What is usual on this system, or the one folder that is named because sticks appear elsewhere. */
export function usualRoots(
  platform: NodeJS.Platform = process.platform,
  named = process.env.JINGZHONG_STICKS,
): StickRoots {
  if (named !== undefined) return { folders: [{ path: named, depth: 1 }], drives: [], needsMount: false };
  if (platform === 'win32') {
    // A and B are floppies, C is the system.
    const letters = [...'DEFGHIJKLMNOPQRSTUVWXYZ'];
    return { folders: [], drives: letters.map((letter) => `${letter}:\\`), needsMount: false };
  }
  if (platform === 'darwin')
    return { folders: [{ path: '/Volumes', depth: 1 }], drives: [], needsMount: true };
  return {
    folders: [
      { path: '/media', depth: 2 },
      { path: '/run/media', depth: 2 },
    ],
    drives: [],
    needsMount: true,
  };
}

/** The sticks' folders, as they are now. A root that is not there has none. */
export async function findMounts({ folders, drives, needsMount }: StickRoots): Promise<string[]> {
  const mounts: string[] = [];
  for (const { path, depth } of folders) mounts.push(...(await findBelow(path, depth, needsMount)));
  for (const drive of drives) if (await findDevice(drive)) mounts.push(drive);
  return mounts.toSorted();
}

async function findBelow(root: string, depth: number, needsMount: boolean): Promise<string[]> {
  const rootDevice = await findDevice(root);
  if (rootDevice === undefined) return [];
  const mounts: string[] = [];
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const path = join(root, entry.name);
    const isMount = (await findDevice(path)) !== rootDevice;
    if (isMount || (!needsMount && depth === 1)) mounts.push(await realpath(path).catch(() => path));
    else if (depth > 1) mounts.push(...(await findBelow(path, depth - 1, needsMount)));
  }
  return mounts;
}

async function findDevice(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).dev;
  } catch {
    return undefined;
  }
}
