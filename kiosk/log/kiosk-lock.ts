// One kiosk a data folder. The lock is SQLite's own on a file beside the log, so the system
// lets go of it when the process ends, however it ends, and readers of the log are not kept out.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { AppError } from '../app-error.ts';
import { makeFolder } from '../../pack/make-folder.ts';
import { classifyTrouble } from './log-trouble.ts';

export type KioskLock = { release(): void };

/** Throws AppError `log-in-use`, or what the disk says where the file cannot be made. */
export function takeKioskLock(dataDir: string): KioskLock {
  makeFolder(dataDir);
  const holder = new Database(join(dataDir, 'kiosk.lock'), { timeout: 0 });
  try {
    holder.exec('begin exclusive');
  } catch (error) {
    holder.close();
    if (classifyTrouble(error) === 'locked') {
      throw new AppError('log-in-use', { path: dataDir }, error);
    }
    throw error;
  }
  return { release: () => holder.close() };
}
