// npm run content -- check PATH [--json]: what is wrong with a content folder, a pack folder or a zip.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { noStep } from '../../kiosk/editions/durable-files.ts';
import { runPackJob, type PackSummary } from '../../kiosk/editions/pack-job.ts';
import { checkSource } from '../../pack/check-source.ts';
import { checkDrawable } from '../../pack/pictures/check-drawable.ts';
import { readSource } from '../../pack/read-source.ts';
import { CommandError } from '../command.ts';
import { readVersion } from '../read-version.ts';
import { makeProgress, sayFindings } from './say-findings.ts';

/** 0 where nothing is wrong, 1 where there are findings. */
export async function checkContent(path: string, { asJson }: { asJson: boolean }): Promise<number> {
  const kind = findKind(path);
  const report =
    kind === 'source'
      ? await checkFolder(path)
      : await runPackJob(
          { path, version: readVersion() },
          { onProgress: makeProgress('checking'), atStep: noStep },
        );
  const { findings, panels, cases } = report;
  if (asJson) console.log(JSON.stringify({ path, kind, ...report }, null, 1));
  else {
    sayFindings(findings);
    const counts = `${panels} panels, ${cases} cases`;
    if (report.edition) console.log(describePack(report));
    console.log(findings.length === 0 ? `clean: ${counts}` : `${findings.length} findings (${counts})`);
  }
  return findings.length > 0 ? 1 : 0;
}

async function checkFolder(dir: string): Promise<PackSummary> {
  const source = readSource(dir);
  return { panels: source.panels.length, cases: source.cases.length, findings: [...checkSource(source), ...(await checkDrawable(source.files))] };
}

export function findKind(path: string): 'source' | 'pack' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    if (existsSync(join(path, 'manifest.json')) && !existsSync(join(path, 'exhibition.yaml'))) return 'pack';
    return 'source';
  }
  if (found?.isFile()) return 'pack';
  throw new CommandError(
    `${path} is not there. Give a content folder (the one with exhibition.yaml in it), a pack folder (with manifest.json) or a pack's .zip.`,
  );
}

function describePack({ edition, signedBy }: PackSummary): string {
  const signed = signedBy ? `signed with ${signedBy.fingerprint}` : 'unsigned';
  return `${edition?.id ?? ''}  ${edition?.title ?? ''}  ${edition?.files ?? 0} files  ${signed}`;
}
