// A backup of the whole store, the hub's key included, while the hub runs. What it holds is noted, so
// that kiosks are told how far their rows are safe twice; only those may a kiosk ever prune.
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../app-error.ts';
import type { Store } from '../store/open-store.ts';
import { makeFolder } from '../../pack/make-folder.ts';

export type BackUpOptions = { file: string; databaseUrl: string | undefined; nowMs: number };

type Reached = { log_no: number; committed_through: number };

/** Writes `file`, on the disk when this returns. Throws AppError `backup-failed`; then nothing is noted. */
export async function backUp(store: Store, { file, databaseUrl, nowMs }: BackUpOptions): Promise<void> {
  const part = `${file}.part`;
  // What comes in meanwhile may be in it or not; what was there before is.
  const reached = await store.db.selectFrom('logs').select(['log_no', 'committed_through']).execute();
  try {
    makeFolder(dirname(file));
    rmSync(part, { force: true });
    if (store.dialect === 'sqlite') copySqlite(store.sqlite, part);
    else dumpPostgres(databaseUrl ?? '', part);
    chmodSync(part, 0o600);
    syncFile(part);
    renameSync(part, file);
    syncFile(dirname(file));
  } catch (error) {
    removeQuietly(part);
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('backup-failed', { path: file, reason }, error);
  }
  await noteBackup(store, reached, { taken_ms: nowMs, place: file });
}

/** The first error is the one to tell. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where it could not be made it need not be removed.
  }
}

/** Of one moment, whatever a running hub writes meanwhile. */
function copySqlite(sqlite: Database.Database, file: string): void {
  sqlite.prepare('vacuum into ?').run(file);
  const copy = new Database(file, { readonly: true });
  try {
    const verdict = copy.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Error(`the copy is damaged: ${String(verdict)}`);
  } finally {
    copy.close();
  }
}

/** The program of the server's own packages. Its format is read by pg_restore. */
function dumpPostgres(databaseUrl: string, file: string): void {
  const { status, stderr, error } = spawnSync('pg_dump', ['-Fc', '-f', file, databaseUrl], {
    encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** For backups that are made by other means, too: `reached` is what they hold at the least. */
export async function noteBackup(
  { db }: Store,
  reached: readonly Reached[],
  backup: { taken_ms: number; place: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { log_no, committed_through } of reached) {
      await transaction
        .updateTable('logs')
        .set({ backed_up_through: committed_through })
        .where('log_no', '=', log_no)
        .execute();
    }
    await transaction.insertInto('backups').values(backup).execute();
  });
}
