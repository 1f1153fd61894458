// The hub's store: Kysely over SQLite in the data folder, or over PostgreSQL where DATABASE_URL
// names one. What the two do differently is here and in migrate.ts.
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
} from 'kysely';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Pool, types } from 'pg';
import { AppError } from '../app-error.ts';
import { makeFolder } from '../../pack/make-folder.ts';
import { makePartitions } from './make-partitions.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

export type Store =
  | {
      dialect: 'sqlite';
      db: Kysely<Tables>;
      /**
       * The one connection under `db`, for statements that are prepared once. Only to be used
       * inside a transaction of `db`, which keeps everybody else away from it.
       */
      sqlite: Database.Database;
      close(): Promise<void>;
    }
  | { dialect: 'postgres'; db: Kysely<Tables>; close(): Promise<void> };

export type StoreOptions = {
  dataDir: string;
  /** `postgres://…`; without it SQLite. */
  databaseUrl?: string | undefined;
  /** Connections to PostgreSQL at most. */
  connections?: number;
};

export function storePath(dataDir: string): string {
  return join(dataDir, 'hub.db');
}

/**
 * Opens the store, making and migrating its tables. Throws AppError `data-folder-unusable`,
 * `store-damaged`, `store-unreachable`, `database-url` or `store-newer`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const store = openBareStore(options);
  try {
    await migrate(store.db, store.dialect);
    await makePartitions(store, Date.now());
    return store;
  } catch (error) {
    await store.close();
    if (error instanceof AppError) throw error;
    if (store.dialect === 'postgres') {
      throw new AppError('store-unreachable', { reason: reasonOf(error) }, error);
    }
    throw new AppError('store-damaged', { path: storePath(options.dataDir), reason: reasonOf(error) }, error);
  }
}

/** As it lies there, its tables made by whichever version. */
export function openBareStore(options: StoreOptions): Store {
  return options.databaseUrl === undefined ? openSqlite(options.dataDir) : openPostgres(options);
}

/** Another process, such as a command beside the running hub, may hold the lock for so long. */
const busyTimeoutMs = 5_000;
const journalLimitBytes = 48 * 1024 * 1024;
/** Pages; a longer log writes a page of an index once for many batches instead of once for each few. */
const checkpointPages = 9_000;

function openSqlite(dataDir: string): Store {
  const path = storePath(dataDir);
  const sqlite = makeSqliteFile(dataDir, path);
  try {
    sqlite.pragma('journal_mode = WAL');
    // better-sqlite3 is compiled to drop to NORMAL in WAL mode; an acknowledgement is a promise.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma(`journal_size_limit = ${journalLimitBytes}`);
    sqlite.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    sqlite.pragma('cache_size = -32000');
    // Words that were erased must not be found again by anyone with the disk.
    sqlite.pragma('secure_delete = ON');
    sqlite.pragma('trusted_schema = OFF');
  } catch (error) {
    sqlite.close();
    throw new AppError('store-damaged', { path, reason: reasonOf(error) }, error);
  }
  const db = new Kysely<Tables>({ dialect: sqliteDialect(sqlite) });
  return { dialect: 'sqlite', db, sqlite, close: () => db.destroy() };
}

function makeSqliteFile(dataDir: string, path: string): Database.Database {
  try {
    makeFolder(dataDir);
    // The hub's key is in it: nobody else on this machine is to read it.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    return new Database(path, { timeout: busyTimeoutMs });
  } catch (error) {
    throw new AppError('data-folder-unusable', { path: dataDir, reason: reasonOf(error) }, error);
  }
}

/**
 * A transaction takes the write lock at its beginning: one that had only read before could not be
 * sure to get it later.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite has rolled back by itself; asked again it would say so in the place of why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

function sqliteDialect(database: Database.Database): Dialect {
  return {
    createDriver: () => new ImmediateDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** PostgreSQL's numbers of 64 bits come as text; all of ours are safe as numbers. */
const int8 = 20;
const numeric = 1700;

function openPostgres({ databaseUrl, connections = 10 }: StoreOptions): Store {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl ?? '')) throw new AppError('database-url');
  const pool = new Pool({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === int8 || type === numeric ? Number : types.getTypeParser(type, format),
    },
  });
  // A page of rows is quicker read than helpers are started for it, which the planner does not see.
  pool.on('connect', (client) => {
    client.query('set max_parallel_workers_per_gather = 0').catch(() => undefined);
  });
  // A connection that breaks while nobody uses it is replaced; who uses one hears of it by themselves.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { dialect: 'postgres', db, close: () => db.destroy() };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
