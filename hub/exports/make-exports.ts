// Exports for the dashboard: at most two are made at once, some wait for their turn, and who comes after
// those is told so. The file goes as soon as it was sent, or as nobody waits for it any more; it lies
// in the work folder, so that a killed hub's next start removes it.
import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ExportRequest } from '../../model/hub-desk.ts';
import { findReportFonts } from '../../report/report-fonts.ts';
import type { ExportJob, ExportMessage } from './export-worker.ts';

export type ExportDeps = {
  dataDir: string;
  databaseUrl: string | undefined;
  hubId: string;
  /** A folder of this process. */
  workDir: string;
  now(): number;
  tell(line: string): void;
};

export type Made = { kind: 'made'; path: string; sizeBytes: number; remove(): Promise<void> };
export type ExportOutcome = Made | { kind: 'busy' } | { kind: 'failed' } | { kind: 'stopped' };

export type Exports = ReturnType<typeof makeExports>;

const atOnce = 2;
const mayWait = 6;
/** An export's memory does not grow with the log; one that would is ended before the hub is. */
const heapMb = 512;
const workerFile = join(import.meta.dirname, 'export-worker.ts');

export function makeExports(deps: ExportDeps) {
  const fonts = findReportFonts(join(import.meta.dirname, '..', '..', 'node_modules'));
  const stopping = new AbortController();
  const waiting: (() => void)[] = [];
  let running = 0;

  /** False where too many wait already. */
  async function takeTurn(): Promise<boolean> {
    if (running < atOnce) {
      running += 1;
      return true;
    }
    if (waiting.length >= mayWait) return false;
    // Whoever is done hands their turn on.
    await new Promise<void>((resolve) => waiting.push(resolve));
    return true;
  }

  function handOn(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    /** `signal`: whoever asked has gone. */
    async make(
      request: ExportRequest,
      { withPrivate, signal }: { withPrivate: boolean; signal: AbortSignal },
    ): Promise<ExportOutcome> {
      if (!(await takeTurn())) return { kind: 'busy' };
      try {
        const anyStop = AbortSignal.any([signal, stopping.signal]);
        if (anyStop.aborted) return { kind: 'stopped' };
        return await makeFile(request, withPrivate, anyStop);
      } finally {
        handOn();
      }
    },

    /** How many are being made. */
    count: () => running,

    stop(): void {
      stopping.abort();
    },
  };

  async function makeFile(
    request: ExportRequest,
    withPrivate: boolean,
    signal: AbortSignal,
  ): Promise<ExportOutcome> {
    const { dataDir, databaseUrl, hubId } = deps;
    const workDir = mkdtempSync(join(deps.workDir, 'export-'));
    const remove = () => rm(workDir, { recursive: true, force: true });
    const path = join(workDir, `made.${request.format}`);
    const job: ExportJob = {
      request,
      withPrivate,
      dataDir,
      databaseUrl,
      hubId,
      workDir,
      path,
      madeAtMs: deps.now(),
      fonts,
    };
    const message = await runWorker(job, signal);
    if (message.kind === 'made') return { kind: 'made', path, sizeBytes: message.sizeBytes, remove };
    await remove();
    if (signal.aborted) return { kind: 'stopped' };
    deps.tell(`export: ${message.message}`);
    return { kind: 'failed' };
  }
}

/** A thread that ends without a word has failed. */
function runWorker(job: ExportJob, signal: AbortSignal): Promise<ExportMessage> {
  const worker = new Worker(workerFile, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<ExportMessage>((resolve) => {
    let said: ExportMessage = { kind: 'failed', message: 'the thread ended before it was done' };
    // Only export-worker.ts speaks on this port.
    worker.on('message', (message) => (said = message as ExportMessage));
    worker.on('error', (error) => (said = { kind: 'failed', message: String(error) }));
    worker.once('exit', () => resolve(said));
  }).finally(() => signal.removeEventListener('abort', stop));
}
