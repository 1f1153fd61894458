// What staff hand over when the exhibition leaves a stop: its report, printed and as a workbook.
import { join } from 'node:path';
import { exportToFile, type FileOptions } from './export-to-file.ts';

export type ClosingReportOptions = Omit<FileOptions, 'kind' | 'format' | 'scope'> & {
  stopId: string;
  /** Days of the report, both included; all of the stop's days without them. */
  from?: string;
  to?: string;
  /** An existing folder, on a stick for instance. */
  dir: string;
};

/**
 * Returns the paths of the two files, named after the stop and the day they were made. The log is
 * read twice, and the second reading ends `onProgress`. Throws as `exportToFile` does.
 */
export async function exportClosingReport({
  stopId,
  from,
  to,
  dir,
  ...options
}: ClosingReportOptions): Promise<{ pdf: string; xlsx: string }> {
  const scope = { stopId, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const day = new Date(options.madeAtMs).toISOString().slice(0, 10);
  const place = (ending: 'pdf' | 'xlsx') => join(dir, `jingzhong-${stopId}-${day}.${ending}`);
  const [pdf, xlsx] = [place('pdf'), place('xlsx')];
  await exportToFile(pdf, { ...options, scope, kind: 'report', format: 'pdf' });
  await exportToFile(xlsx, { ...options, scope, kind: 'report', format: 'xlsx' });
  return { pdf, xlsx };
}
