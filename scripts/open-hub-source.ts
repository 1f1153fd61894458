// A hub's store, opened for one export beside the running hub.
import { existsSync } from 'node:fs';
import { AppError } from '../hub/app-error.ts';
import { countSome } from '../hub/count/counter.ts';
import { openExportSource } from '../hub/exports/export-source.ts';
import { findOrMakeHub } from '../hub/store/hub-identity.ts';
import { openStore, storePath } from '../hub/store/open-store.ts';
import type { Scope } from '../model/scope.ts';
import type { LogSource } from '../report/count-log.ts';

type HubSourceOptions = {
  dataDir: string;
  databaseUrl: string | undefined;
  scope: Scope;
  workDir: string;
};

/** Throws AppError of the hub where there is no store, or none that this program can read. */
export async function openHubSource({
  scope,
  workDir,
  ...place
}: HubSourceOptions): Promise<{ source: LogSource; close(): Promise<void> }> {
  const path = storePath(place.dataDir);
  if (place.databaseUrl === undefined && !existsSync(path)) throw new AppError('store-not-found', { path });
  const store = await openStore(place);
  try {
    const { hubId } = await findOrMakeHub(store, Date.now());
    // Which visits are meant is asked of what was counted; a running hub may be counting itself.
    while (((await countSome(store)) ?? 0) > 0);
    const opened = await openExportSource(store, { hubId, scope, workDir });
    return {
      source: opened.source,
      async close() {
        opened.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
