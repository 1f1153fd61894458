// Puts a backup in the place of the store. Kiosks notice that the hub has less than it had and send
// again what is missing; nobody has to do anything for it.
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import { takeHubLock } from '../store/hub-lock.ts';
import { currentVersion } from '../store/migrate.ts';
import { openStore, storePath } from '../store/open-store.ts';
import { makeFolder } from '../../pack/make-folder.ts';

export type RestoreOptions = {
  file: string;
  dataDir: string;
  databaseUrl: string | undefined;
  nowMs: number;
};

/**
 * What the feed's numbers go on from. Kiosks have read numbers that the restored hub gives out anew;
 * beyond this leap they are new to everyone.
 */
const feedLeap = 1_000_000;

/**
 * Returns where the store went that was there before; a PostgreSQL must be empty. Throws AppError
 * `hub-in-use`, `restore-failed`, `store-newer`, or what openStore throws.
 */
export async function restore(options: RestoreOptions): Promise<string | undefined> {
  const { file, dataDir, databaseUrl } = options;
  if (!existsSync(file)) throw new AppError('restore-failed', { path: file, reason: 'ENOENT' });
  const lock = databaseUrl === undefined ? takeHubLock(dataDir) : undefined;
  try {
    const aside = databaseUrl === undefined ? putSqlite(options) : fillPostgres(file, databaseUrl);
    const store = await openStore({ dataDir, databaseUrl });
    try {
      await store.db
        .updateTable('feed_counter')
        .set({ n: sql<number>`n + ${feedLeap}` })
        .execute();
      // All of it is in the backup that it came from.
      await store.db
        .updateTable('logs')
        .set({ backed_up_through: sql<number>`committed_through` })
        .execute();
      // A link that was used and a session that was ended since the backup must not come back with it.
      await store.db.deleteFrom('account_links').execute();
      await store.db.deleteFrom('account_sessions').execute();
    } finally {
      await store.close();
    }
    return aside;
  } finally {
    lock?.release();
  }
}

function putSqlite({ file, dataDir, nowMs }: RestoreOptions): string | undefined {
  const path = storePath(dataDir);
  const aside = existsSync(path)
    ? `${path}-before-${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}`
    : undefined;
  const fresh = `${path}.new`;
  try {
    makeFolder(dataDir);
    copyFileSync(file, fresh);
    chmodSync(fresh, 0o600);
    checkBackup(fresh);
    // A database parted from its write-ahead log would be read as something that it never was.
    for (const end of ['', '-wal', '-shm']) {
      if (aside !== undefined && existsSync(path + end)) renameSync(path + end, aside + end);
    }
    renameSync(fresh, path);
    return aside;
  } catch (error) {
    rmSync(fresh, { force: true });
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('restore-failed', { path: file, reason }, error);
  }
}

/** What is not a whole store of a hub must not take the place of one. Throws what is wrong with it. */
function checkBackup(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    const verdict = copy.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Error(`it is damaged: ${String(verdict).split('\n').at(-1) ?? ''}`);
    const tables =
      "select count(*) from sqlite_schema where type = 'table' and name in ('hub', 'schema_version')";
    if (copy.prepare(tables).pluck().get() !== 2) throw new Error('it is no backup of a hub');
    const version = Number(copy.prepare('select max(version) from schema_version').pluck().get());
    if (version > currentVersion) throw new AppError('store-newer', { version });
  } finally {
    copy.close();
  }
}

function fillPostgres(file: string, databaseUrl: string): undefined {
  const { status, stderr, error } = spawnSync(
    'pg_restore',
    ['--exit-on-error', '--no-owner', '-d', databaseUrl, file],
    { encoding: 'utf8' },
  );
  if (error || status !== 0) {
    const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
    throw new AppError('restore-failed', { path: file, reason }, error);
  }
}
