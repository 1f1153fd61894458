// What exports need beside the program: the file of their thread, and the fonts of printed reports.
import { join } from 'node:path';
import { findReportFonts, type ReportFonts } from '../../report/report-fonts.ts';

export type ExportParts = {
  fonts: ReportFonts;
  /** The file of export-worker, as it is where this program runs. */
  exportWorker: string;
};

/** `modulesDir`: a node_modules folder, or one laid out like it beside an installed program. */
export function findExportParts(modulesDir: string, exportWorker: string): ExportParts {
  return { fonts: findReportFonts(modulesDir), exportWorker };
}

/** As they lie in the sources. */
export function findSourceParts(): ExportParts {
  const rootDir = join(import.meta.dirname, '..', '..');
  return findExportParts(join(rootDir, 'node_modules'), join(import.meta.dirname, 'export-worker.ts'));
}
