// Exports beside the kiosk's own thread, so that two million visits cost no visitor a frame. Reads
// the log as it was when it began; what visitors do meanwhile is in the next export.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { exportClosingReport } from '../../report/export-closing-report.ts';
import type { ExportFormat, ExportKind } from '../../report/export-log.ts';
import { ExportPlaceError, exportToFile } from '../../report/export-to-file.ts';
import type { ReportFonts } from '../../report/report-fonts.ts';
import type { Language } from '../../model/language.ts';
import { makeExportSource } from '../log/export-source.ts';
import { openLogReader } from '../log/open-reader.ts';
import { makeFolder } from '../../pack/make-folder.ts';

export type ExportJob = {
  dataDir: string;
  /** Made if it is not there. */
  dir: string;
  language: Language;
  madeAtMs: number;
  fonts: ReportFonts;
  /** The closing report of this stop, instead of everything. */
  stopId?: string;
};

export type ExportMessage =
  | { kind: 'progress'; done: number; total: number; what: string }
  | { kind: 'written'; files: string[] }
  | { kind: 'failed'; code: string; message: string };

/** What organisers get: the report to print, the workbook with every table, and rows for machines. */
const files: readonly [ExportKind, ExportFormat][] = [
  ['report', 'pdf'],
  ['report', 'xlsx'],
  ['visits', 'csv'],
  ['panels', 'csv'],
  ['days', 'csv'],
  ['reflections', 'zip'],
];

export async function runExport(job: ExportJob, tell: (message: ExportMessage) => void): Promise<void> {
  const open = openLogReader(job.dataDir);
  try {
    makeFolder(job.dir);
    const common = {
      source: makeExportSource(open),
      language: job.language,
      madeAtMs: job.madeAtMs,
      fonts: job.fonts,
    };
    const written: string[] = [];
    if (job.stopId !== undefined) {
      const { pdf, xlsx } = await exportClosingReport({ ...common, stopId: job.stopId, dir: job.dir });
      written.push(pdf, xlsx);
    } else {
      for (const [index, [kind, format]] of files.entries()) {
        const name = `jingzhong-${kind}.${format}`;
        tell({ kind: 'progress', done: index, total: files.length, what: name });
        await exportToFile(join(job.dir, name), { ...common, kind, format, scope: {} });
        written.push(join(job.dir, name));
      }
    }
    tell({ kind: 'written', files: written });
  } catch (error) {
    const code = error instanceof ExportPlaceError ? error.reason : codeOf(error);
    tell({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) });
  } finally {
    open.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'fault';
}

// Imported by a test it only offers the function above.
if (parentPort) {
  const port = parentPort;
  // Only jobs.ts starts this thread.
  void runExport(workerData as ExportJob, (message) => port.postMessage(message));
}
