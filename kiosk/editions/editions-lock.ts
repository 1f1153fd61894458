// One change of editions at a time on a data folder, whoever makes it: the running kiosk or a command.
// The system lets go of the lock when its process ends, however it ends.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../app-error.ts';
import { classifyTrouble } from '../log/log-trouble.ts';
import { makeFolder } from '../../pack/make-folder.ts';
import { editionsDir } from './slots.ts';

/** Throws AppError `editions-busy`, or what the disk says. */
export function takeEditionsLock(dataDir: string): { release(): void } {
  makeFolder(editionsDir(dataDir));
  const holder = new Database(join(editionsDir(dataDir), 'lock'), { timeout: 0 });
  try {
    holder.exec('begin exclusive');
  } catch (error) {
    holder.close();
    if (classifyTrouble(error) === 'locked') throw new AppError('editions-busy', { path: dataDir }, error);
    throw error;
  }
  return { release: () => holder.close() };
}
