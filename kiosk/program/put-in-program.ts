// Puts another version of the program beside the one that runs: checked whole, written whole, on the
// disk, and only then named as the one to start next. Written in small steps, so that no visitor waits.
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compareVersions, type PublicKey } from '../../model/pack.ts';
import type { ProgramManifest } from '../../model/program.ts';
import type { Finding } from '../../pack/finding.ts';
import { judgeKey } from '../../pack/keys.ts';
import { openPack } from '../../pack/open-pack.ts';
import { packFault, PackReadError, type OpenedPack } from '../../pack/pack-fault.ts';
import { manifestFile, signatureFile } from '../../pack/read-pack.ts';
import { readProgramFile, readProgramHead, type ProgramHead } from '../../pack/read-program.ts';
import { noStep, type AtStep } from '../editions/durable-files.ts';
import { describeWriteError, noSpace, type OnProgress } from '../editions/pack-job.ts';
import { spareBytes } from '../editions/spare-bytes.ts';
import { findFreeBytes } from '../log/ballast.ts';
import { syncFolder } from '../log/data-folder.ts';
import { dropProgramLeftovers, versionsDir, writePointer, type ProgramPlace } from './program-folder.ts';

export type ProgramUpdate = {
  /** The update file. */
  path: string;
  place: ProgramPlace & { kind: 'folder' };
  /** Of the program that runs. */
  version: string;
  platform: string;
  keys: readonly PublicKey[];
  /** ISO date, by which keys expire. */
  today: string;
  /** Also takes the version that runs already. */
  again: boolean;
  onProgress?: OnProgress;
  signal?: AbortSignal;
  /** For tests, which kill the process here. */
  atStep?: AtStep;
};

export type ProgramOutcome =
  { kind: 'put-in'; version: string } | { kind: 'refused'; findings: Finding[] } | { kind: 'stopped' };

/** The new version is started by the next start. Throws what neither the file nor the disk explains. */
export async function putInProgram(update: ProgramUpdate): Promise<ProgramOutcome> {
  const zip = await openPack(update.path);
  try {
    const read = await readProgramHead(zip);
    if (read.kind === 'refused') return read;
    const findings = judge(read.head, update);
    if (findings.length > 0) return { kind: 'refused', findings };
    return await unpack(zip, read.head, update);
  } catch (error) {
    const finding = error instanceof PackReadError ? error.finding : describeWriteError(error);
    if (!finding) throw error;
    return { kind: 'refused', findings: [finding] };
  } finally {
    await zip.close();
  }
}

async function unpack(zip: OpenedPack, head: ProgramHead, update: ProgramUpdate): Promise<ProgramOutcome> {
  const { place, atStep = noStep, signal } = update;
  dropProgramLeftovers(place);
  const { version } = head.manifest;
  const folder = `${version}-${randomBytes(4).toString('hex')}`;
  const target = join(versionsDir(place.dir), folder);
  const part = `${target}.part`;
  try {
    await mkdir(part);
    atStep('folder-made');
    if (!(await writeFiles(zip, head, part, update))) return { kind: 'stopped' };
    if (signal?.aborted) return { kind: 'stopped' };
    await rename(part, target);
    atStep('folder-renamed');
    syncFolder(versionsDir(place.dir));
    atStep('versions-synced');
    // To go back to: the one that runs, whatever was put in meanwhile and never started.
    writePointer(place.dir, { current: folder, previous: place.running, tries: 0 }, atStep);
    return { kind: 'put-in', version };
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** False where it was stopped. Everything is on the disk when it returns. */
async function writeFiles(
  zip: OpenedPack,
  { manifest, manifestBytes, signature }: ProgramHead,
  into: string,
  { onProgress, signal, atStep = noStep }: ProgramUpdate,
): Promise<boolean> {
  const totalBytes = sizeOf(manifest);
  const folders = new Set([into]);
  let done = 0;
  for (const listed of manifest.files) {
    const place = join(into, listed.path);
    await makeFolders(dirname(place), folders);
    // Never through a link, never over something that is there.
    const file = await open(place, 'wx', listed.isExecutable ? 0o755 : 0o644);
    try {
      atStep('file-begun');
      for await (const bytes of readProgramFile(zip, listed)) {
        if (signal?.aborted) return false;
        await file.writeFile(bytes);
        done += bytes.length;
        onProgress?.(done, totalBytes, listed.path);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    atStep('file-written');
  }
  await writeFile(join(into, signatureFile), JSON.stringify(signature), { flush: true });
  await writeFile(join(into, manifestFile), manifestBytes, { flush: true });
  for (const folder of folders) syncFolder(folder);
  atStep('files-synced');
  return true;
}

async function makeFolders(folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  await makeFolders(dirname(folder), made);
  await mkdir(folder);
  made.add(folder);
}

function judge({ manifest, signature }: ProgramHead, update: ProgramUpdate): Finding[] {
  return [
    ...judgeTrust(judgeKey(signature, update.keys, update.today)),
    ...(manifest.platform === update.platform ? [] : [otherPlatform(manifest.platform, update.platform)]),
    ...judgeVersion(manifest.version, update),
    ...judgeSpace(manifest, update.place.dir),
  ];
}

function judgeTrust(trust: ReturnType<typeof judgeKey>): Finding[] {
  if (trust.kind === 'trusted') return [];
  if (trust.kind === 'expired')
    return [
      packFault(
        signatureFile,
        'key-expired',
        `签名的密钥“${trust.key.label}”已于 ${trust.key.notAfter ?? ''} 到期。请向主办方要用新密钥签名的更新文件。`,
        `The key “${trust.key.label}” that signed it ended on ${trust.key.notAfter ?? ''}. Ask the organisers for an update signed with their new key.`,
      ),
    ];
  return [
    packFault(
      signatureFile,
      'unknown-key',
      `签名的密钥本机不认识，指纹 ${trust.fingerprint}。请打电话向主办方核对指纹，一致后在“内容”页添加这把密钥。`,
      `It is signed with a key that this kiosk does not know; its fingerprint is ${trust.fingerprint}. Compare it with the organisers over the telephone, then accept the key on the page “Content”.`,
    ),
  ];
}

function otherPlatform(made: string, here: string): Finding {
  return packFault(
    manifestFile,
    'other-platform',
    `这是给 ${made} 系统的程序，本机是 ${here}。请向主办方要合适的更新文件。`,
    `This program is made for ${made}; this kiosk is ${here}. Ask the organisers for the update that fits.`,
  );
}

function judgeVersion(offered: string, { version, again }: ProgramUpdate): Finding[] {
  const order = compareVersions(offered, version);
  if (order > 0 || (order === 0 && again)) return [];
  if (order === 0)
    return [
      packFault(
        manifestFile,
        'same-version',
        `本机已经是 ${version} 版。`,
        `This kiosk runs version ${version} already.`,
      ),
    ];
  return [
    packFault(
      manifestFile,
      'older-version',
      `这是 ${offered} 版，比本机的 ${version} 版旧，没有装。要退回更新以前的版本，请用“退回”。`,
      `This is version ${offered}, older than version ${version} which runs here, and was not put in. To return to the version before the last update, use “Go back”.`,
    ),
  ];
}

function judgeSpace(manifest: ProgramManifest, dir: string): Finding[] {
  const neededBytes = sizeOf(manifest) + spareBytes;
  return neededBytes <= findFreeBytes(dir) ? [] : [noSpace(neededBytes)];
}

function sizeOf({ files }: ProgramManifest): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
