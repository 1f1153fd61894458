// Runs a test on SQLite and on PostgreSQL, each time on an empty store of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, onTestFinished, test } from 'vitest';
import type { StoreOptions } from '../store/open-store.ts';
import { startPostgres, whyNoPostgres, type Postgres } from './start-postgres.ts';

/** Where a hub of this test keeps its things; the same options open the same store again. */
export type Place = Required<Pick<StoreOptions, 'dataDir'>> & { databaseUrl: string | undefined };
type Body = (place: Place, postgres: Postgres | undefined) => Promise<void>;

export function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-hub-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** `tests`: declares tests with the given function. Skipped on PostgreSQL where there is none; it says why. */
export function onBothStores(
  declare: (check: (promise: string, body: Body, timeoutMs?: number) => void) => void,
): void {
  describe('on SQLite', () => {
    declare((promise, body, timeoutMs) =>
      test(promise, () => body({ dataDir: makeFolder(), databaseUrl: undefined }, undefined), timeoutMs),
    );
  });
  const missing = whyNoPostgres();
  describe.skipIf(missing !== undefined)(
    `on PostgreSQL${missing === undefined ? '' : ` (${missing})`}`,
    () => {
      let postgres: Postgres;
      beforeAll(async () => {
        const started = await startPostgres();
        if (started.kind === 'missing') throw new Error(started.reason);
        postgres = started;
      }, 60_000);
      afterAll(() => postgres?.stop(), 60_000);
      declare((promise, body, timeoutMs) =>
        test(
          promise,
          async () => body({ dataDir: makeFolder(), databaseUrl: await postgres.makeDatabase() }, postgres),
          timeoutMs,
        ),
      );
    },
  );
}
