// One export, in a thread of its own with its own connection to the store, so that kiosks are answered
// meanwhile. What it makes on the way lies in the folder that it is given, and goes away with it.
import { parentPort, workerData } from 'node:worker_threads';
import type { ExportRequest } from '../../model/hub-desk.ts';
import { exportToFile } from '../../report/export-to-file.ts';
import type { ReportFonts } from '../../report/report-fonts.ts';
import { countSome } from '../count/counter.ts';
import { openBareStore } from '../store/open-store.ts';
import { openExportSource } from './export-source.ts';
import { toScope } from './to-scope.ts';

export type ExportJob = {
  request: ExportRequest;
  /** Whether what was written for the organisers only goes along, as it is kept. */
  withPrivate: boolean;
  dataDir: string;
  databaseUrl: string | undefined;
  hubId: string;
  workDir: string;
  /** Where the file is to be. */
  path: string;
  madeAtMs: number;
  fonts: ReportFonts;
};

export type ExportMessage = { kind: 'made'; sizeBytes: number } | { kind: 'failed'; message: string };

async function runExport(job: ExportJob): Promise<ExportMessage> {
  const { kind, format, language, filters } = job.request;
  const scope = toScope(filters);
  const store = openBareStore({ dataDir: job.dataDir, databaseUrl: job.databaseUrl, connections: 2 });
  try {
    // Which visits are meant is asked of what was counted; the hub itself may be counting as well.
    while (((await countSome(store)) ?? 0) > 0);
    const copy = { hubId: job.hubId, workDir: job.workDir, scope, isPublicOnly: !job.withPrivate };
    const { source, close } = await openExportSource(store, copy);
    try {
      const { madeAtMs, fonts } = job;
      const options = { source, kind, format, language, scope, madeAtMs, fonts };
      return { kind: 'made', sizeBytes: await exportToFile(job.path, options) };
    } finally {
      close();
    }
  } catch (error) {
    return {
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  } finally {
    await store.close();
  }
}

if (parentPort) {
  const port = parentPort;
  // Only make-exports.ts starts this thread.
  void runExport(workerData as ExportJob).then((message) => port.postMessage(message));
}
