// Opens a data folder's visit log for reading only, also while a kiosk is writing it, and also
// from a stick that cannot be written.
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../app-error.ts';
import { logFile, logPath, readKioskId } from './data-folder.ts';
import { classifyTrouble } from './log-trouble.ts';
import { applicationId, migrations } from './migrations.ts';
import { readLog, type LogReader } from './read-log.ts';

export type OpenReader = {
  kioskId: string;
  reader: LogReader;
  database: Database.Database;
  close(): void;
};

/** Throws AppError `log-not-found`, `log-newer`, `log-older`, `log-unreadable` or `log-damaged`. */
export function openLogReader(dataDir: string): OpenReader {
  const path = logPath(dataDir);
  if (!existsSync(path)) throw new AppError('log-not-found', { path });
  const { database, forget } = openForReading(path);
  try {
    requireReadable(database, path);
    const reader = readLog(database);
    return {
      kioskId: readKioskId(dataDir) ?? '',
      reader,
      database,
      close() {
        database.close();
        forget();
      },
    };
  } catch (error) {
    database.close();
    forget();
    throw toAppError(error, path);
  }
}

/** What a reader's SQLite error means to the one who asked for the export. */
export function toAppError(error: unknown, path: string): unknown {
  const isSqlite = error instanceof Database.SqliteError;
  return isSqlite ? new AppError('log-unreadable', { path }, error) : error;
}

function openForReading(path: string): { database: Database.Database; forget: () => void } {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 2_000 });
    try {
      database.prepare('select 1 from sqlite_schema').get();
      return { database, forget: () => undefined };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (classifyTrouble(error) !== 'read-only') throw toAppError(error, path);
    // A log with its write-ahead log beside it needs a writable folder even to be read.
    const copyDir = mkdtempSync(join(tmpdir(), 'jingzhong-read-'));
    for (const ending of ['', '-wal']) {
      if (existsSync(`${path}${ending}`))
        copyFileSync(`${path}${ending}`, join(copyDir, `${logFile}${ending}`));
    }
    return {
      database: new Database(join(copyDir, logFile)),
      forget: () => rmSync(copyDir, { recursive: true, force: true }),
    };
  }
}

function requireReadable(database: Database.Database, path: string): void {
  const version = database.pragma('user_version', { simple: true });
  const application = database.pragma('application_id', { simple: true });
  if (application !== applicationId) throw new AppError('log-unreadable', { path });
  if (typeof version !== 'number') throw new AppError('log-unreadable', { path });
  if (version > migrations.length) throw new AppError('log-newer', { path });
  if (version < migrations.length) throw new AppError('log-older', { path });
}
