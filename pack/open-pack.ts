// A pack as a list of files that can be read one after the other: a folder with manifest.json in
// it, or the same as one zip. What must not even be read is found here.
import { createReadStream, lstatSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packLimits } from '../model/pack.ts';
import type { Finding } from './finding.ts';
import { notAFile, packFault, twinFault, unreadable, type OpenedPack, type PackFile } from './pack-fault.ts';
import { isLeftBySystem } from './source-files.ts';
import { openZip } from './zip/open-zip.ts';
import { judgePath, makeTwinFinder } from './zip/safe-path.ts';

/** Opens a pack folder or a zip. Never throws for what is in it. */
export async function openPack(path: string): Promise<OpenedPack> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    const finding = packFault(
      '',
      'pack-missing',
      `${path} 不在了。请检查U盘是否插好。`,
      `${path} is not there. Check that the stick is plugged in.`,
    );
    return { files: new Map(), findings: [finding], close: async () => {} };
  }
  const pack = await openFolderOrZip(path, found.isDirectory());
  const isBig = measure(pack);
  return isBig ? { ...pack, findings: [...pack.findings, isBig], files: new Map() } : pack;
}

async function openFolderOrZip(path: string, isFolder: boolean): Promise<OpenedPack> {
  try {
    return isFolder ? openFolderPack(path) : await openZip(path);
  } catch (error) {
    // What the disk says, of a stick that is failing or was pulled out.
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { files: new Map(), findings: [unreadable('pack', error).finding], close: async () => {} };
  }
}

function openFolderPack(dir: string): OpenedPack {
  const files = new Map<string, PackFile>();
  const findings: Finding[] = [];
  const twins = makeTwinFinder();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const place = join(entry.parentPath, entry.name);
    const path = relative(dir, place).split(sep).join('/');
    if (isLeftBySystem(path)) continue;
    const fault = judgePath(path);
    const twin = twins.add(path);
    if (!entry.isFile()) findings.push(notAFile(path));
    else if (fault) findings.push(packFault(path, fault.code, fault.zh, fault.en));
    else if (twin !== undefined) findings.push(twinFault(path, twin));
    else {
      const sizeBytes = lstatSync(place).size;
      files.set(path, { path, sizeBytes, open: () => readWhole(place, path, sizeBytes) });
    }
  }
  return { files, findings, close: async () => {} };
}

async function* readWhole(place: string, path: string, sizeBytes: number): AsyncIterable<Buffer> {
  let read = 0;
  try {
    for await (const chunk of createReadStream(place, { highWaterMark: 256 * 1024 })) {
      const bytes: unknown = chunk;
      if (!Buffer.isBuffer(bytes)) continue;
      read += bytes.length;
      yield bytes;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  if (read !== sizeBytes) throw unreadable(path);
}

function measure({ files }: OpenedPack): Finding | undefined {
  if (files.size > packLimits.files)
    return packFault(
      '',
      'too-many-files',
      `文件太多：${files.size} 个，至多 ${packLimits.files} 个。`,
      `There are too many files: ${files.size}, at most ${packLimits.files}.`,
    );
  let total = 0;
  for (const { sizeBytes } of files.values()) total += sizeBytes;
  if (total <= packLimits.unpackedBytes) return undefined;
  const [has, most] = [total, packLimits.unpackedBytes].map((bytes) => (bytes / 1024 ** 3).toFixed(1));
  return packFault(
    '',
    'too-large',
    `内容包展开后太大：${has} GB，至多 ${most} GB。请压缩影片。`,
    `Unpacked, the pack is too large: ${has} GB, at most ${most} GB. Make the films smaller.`,
  );
}
