// npm run content -- pack DIR --out FILE.zip [--key FILE]: builds and signs a pack, and checks it as the
// kiosk will.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { noStep } from '../../kiosk/editions/durable-files.ts';
import { runPackJob } from '../../kiosk/editions/pack-job.ts';
import { checkSource } from '../../pack/check-source.ts';
import { signBytes } from '../../pack/keys.ts';
import { checkDrawable } from '../../pack/pictures/check-drawable.ts';
import { readSource } from '../../pack/read-source.ts';
import { writePackFolder, zipPackFolder } from '../../pack/write-pack.ts';
import { pictureCacheDir } from '../build.ts';
import { CommandError } from '../command.ts';
import { readVersion } from '../read-version.ts';
import { makeProgress, sayFindings } from './say-findings.ts';

export interface PackContentOptions {
  outFile: string;
  keyFile?: string;
}

/** 0 where the pack was made, 1 where the content has errors. */
export async function packContent(dir: string, { outFile, keyFile }: PackContentOptions): Promise<number> {
  if (!existsSync(join(dir, 'exhibition.yaml')))
    throw new CommandError(`${dir} is no content folder. Give the folder with exhibition.yaml in it.`);
  if (!existsSync(dirname(outFile)))
    throw new CommandError(`The folder ${dirname(outFile)} is not there. Make it first, or give another --out.`);
  const privateKey = keyFile === undefined ? undefined : readPrivateKey(keyFile);
  const source = readSource(dir);
  const findings = [...checkSource(source), ...(await checkDrawable(source.files))];
  sayFindings(findings);
  if (findings.some(({ severity }) => severity === 'error')) {
    console.log('Nothing was packed: mend the errors above first.');
    return 1;
  }
  // Beside the pack, since the system's own temporary folder may be too small for films.
  const workDir = mkdtempSync(`${outFile}.making-`);
  const version = readVersion();
  try {
    const manifest = await writePackFolder({
      source,
      sourceDir: dir,
      workDir,
      pictureCacheDir,
      version,
      ...(privateKey !== undefined && { privateKey }),
      onProgress: makeProgress('drawing'),
    });
    const isSigned = privateKey !== undefined;
    await zipPackFolder(workDir, manifest, { outFile, isSigned, onProgress: makeProgress('packing') });
    const made = await runPackJob(
      { path: outFile, version },
      { onProgress: makeProgress('checking'), atStep: noStep },
    );
    sayFindings(made.findings);
    const signed = made.signedBy ? `signed with ${made.signedBy.fingerprint}` : 'unsigned';
    console.log(`packed: ${manifest.id}, ${manifest.files.length} files, ${signed}: ${outFile}`);
    return made.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** Throws CommandError where the file is no private key of the organisers. */
export function readPrivateKey(file: string): string {
  try {
    const key = readFileSync(file, 'utf8');
    signBytes(Buffer.from(''), key);
    return key;
  } catch (error) {
    throw new CommandError(
      `${file} is no private key that packs are signed with. Make one with npm run content -- keygen FILE.`,
      { cause: error },
    );
  }
}
