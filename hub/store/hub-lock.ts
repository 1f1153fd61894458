// One hub a data folder, where its store is SQLite. The lock is SQLite's own on a file beside the
// store, so the system lets go of it when the process ends, however it ends; commands that read or
// write a little beside the running hub are not kept out.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { AppError } from '../app-error.ts';
import { makeFolder } from '../../pack/make-folder.ts';

export type HubLock = { release(): void };

/** Throws AppError `hub-in-use` or `data-folder-unusable`. */
export function takeHubLock(dataDir: string): HubLock {
  let holder: Database.Database | undefined;
  try {
    makeFolder(dataDir);
    holder = new Database(join(dataDir, 'hub.lock'), { timeout: 0 });
    holder.exec('begin exclusive');
  } catch (error) {
    holder?.close();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (reason.startsWith('SQLITE_BUSY')) throw new AppError('hub-in-use', { path: dataDir }, error);
    throw new AppError('data-folder-unusable', { path: dataDir, reason }, error);
  }
  const held = holder;
  return { release: () => held.close() };
}
