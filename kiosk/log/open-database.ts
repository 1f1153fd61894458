// Opens the visit log's database with the promises that the counting rests on: write-ahead
// log, every commit on the disk before it is reported, checked at boot.
// https://www.sqlite.org/wal.html, https://www.sqlite.org/pragma.html#pragma_synchronous
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../app-error.ts';
import { makeFolder } from '../../pack/make-folder.ts';
import { logFolder, logPath, syncFolder } from './data-folder.ts';
import { applicationId, migrations } from './migrations.ts';

export type LogDatabase = Database.Database;

/** A writer waits this long for another program's lock before it answers “busy”. */
const busyTimeoutMs = 250;
/** The WAL is cut back to this size after a checkpoint. */
const journalLimitBytes = 8 * 1024 * 1024;

export type OpenDatabaseOptions = {
  dataDir: string;
  wallMs: number;
  /** `NORMAL` only for the control of the power-cut campaign, which must lose rows. */
  synchronous?: 'FULL' | 'NORMAL';
};

/**
 * Opens, checks and migrates the log in `dataDir`, making it if there is none.
 * Throws AppError `log-newer` or `log-damaged`, which the caller answers by setting the
 * folder aside, `log-not-durable`, or what SQLite says of a disk that refuses.
 */
export function openLogDatabase(options: OpenDatabaseOptions): LogDatabase {
  const path = logPath(options.dataDir);
  makeFolder(dirname(path));
  requireWalHasDatabase(path);
  const isNew = !existsSync(path);
  const database = new Database(path, { timeout: busyTimeoutMs });
  try {
    if (!isNew) requireUndamaged(database, path);
    setPragmas(database, options.synchronous ?? 'FULL');
    migrate(database, path, options.wallMs);
    if (isNew) {
      syncFolder(join(options.dataDir, logFolder));
      syncFolder(options.dataDir);
    }
    database.pragma('wal_checkpoint(TRUNCATE)');
    return database;
  } catch (error) {
    try {
      database.close();
    } catch {
      // The first error is the one to tell.
    }
    throw error;
  }
}

/** SQLite silently drops a WAL whose database is empty; to us that is damage. */
function requireWalHasDatabase(path: string): void {
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeOf(path) === 0 && sizeOf(`${path}-wal`) > 0) throw new AppError('log-damaged', { path });
}

function requireUndamaged(database: LogDatabase, path: string): void {
  // A newer program may have changed anything, so its version is asked for before all else.
  const version = database.pragma('user_version', { simple: true });
  const application = database.pragma('application_id', { simple: true });
  const isOurs = application === applicationId || (application === 0 && version === 0);
  if (isOurs && typeof version === 'number' && version > migrations.length) {
    throw new AppError('log-newer', { path });
  }
  if (!isOurs) throw new AppError('log-damaged', { path });
  const verdict = database.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw new AppError('log-damaged', { path }, new Error(String(verdict)));
}

function setPragmas(database: LogDatabase, synchronous: 'FULL' | 'NORMAL'): void {
  const levels = { NORMAL: 1, FULL: 2 };
  database.pragma('journal_mode = WAL');
  // better-sqlite3 is compiled to drop to NORMAL in WAL mode, so FULL is set after it.
  database.pragma(`synchronous = ${synchronous}`);
  database.pragma('fullfsync = ON');
  database.pragma('checkpoint_fullfsync = ON');
  database.pragma(`journal_size_limit = ${journalLimitBytes}`);
  database.pragma('cell_size_check = ON');
  // Words that were erased must not be found again by a salvage, or by anyone with the disk.
  database.pragma('secure_delete = ON');
  database.pragma('trusted_schema = OFF');
  const promises = { journal_mode: 'wal', synchronous: levels[synchronous] };
  for (const [pragma, promised] of Object.entries(promises)) {
    const found = database.pragma(pragma, { simple: true });
    if (found !== promised) throw new AppError('log-not-durable', { pragma, found: String(found) });
  }
}

function migrate(database: LogDatabase, path: string, wallMs: number): void {
  const version = database.pragma('user_version', { simple: true });
  if (typeof version !== 'number') throw new AppError('log-damaged', { path });
  for (const [index, statements] of migrations.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      database.exec(statements);
      if (index === 0) {
        database.pragma(`application_id = ${applicationId}`);
        database
          .prepare('insert into logs (log, log_id, created_wall_ms) values (1, ?, ?)')
          .run(randomBytes(16).toString('hex'), wallMs);
      }
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}
