// Reads a zip that nobody vouches for. yauzl reads the central directory and inflates; everything
// that makes a zip dangerous or ambiguous is refused here, before a byte of it reaches the disk:
// odd paths, links, twins, encryption, bombs, entries that overlap, and a central directory that
// says something else than the files themselves do.
import { open as openFile, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { fromFdPromise, getFileNameLowLevel, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl';
import { packLimits } from '../../model/pack.ts';
import type { Finding } from '../finding.ts';
import {
  notAFile,
  packFault,
  PackReadError,
  twinFault,
  unreadable,
  type OpenedPack,
  type PackFile,
} from '../pack-fault.ts';
import { isLeftBySystem } from '../source-files.ts';
import { judgePath, makeTwinFinder } from './safe-path.ts';

const utf8Flag = 0x800;
const descriptorFlag = 0x8;
/** Stored, deflated. */
const methods = [0, 8];

export async function openZip(path: string): Promise<OpenedPack> {
  const findings: Finding[] = [];
  const file = await openFile(path, 'r');
  try {
    const zip = await fromFdPromise(file.fd, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: true,
    });
    const files = await readEntries(zip, file, findings);
    if (findings.some(({ severity }) => severity === 'error')) files.clear();
    return { files, findings, close: () => file.close() };
  } catch (error) {
    await file.close();
    if (!(error instanceof Error)) throw error;
    findings.push(brokenZip(error));
    return { files: new Map(), findings, close: async () => {} };
  }
}

function brokenZip(cause: Error): Finding {
  return packFault(
    '',
    'zip-broken',
    '这个压缩包不完整或已损坏。请重新拷贝，或请主办方用 npm run content -- pack 重新打包。',
    `The zip is cut off or damaged (${plain(cause.message)}). Copy it again, or ask the organisers to make it anew with npm run content -- pack.`,
  );
}

/** A library's words without control characters, which a damaged zip can put into them. */
function plain(message: string): string {
  return message.replace(/\p{Cc}/gu, '').slice(0, 120);
}

async function readEntries(
  zip: ZipFile,
  file: FileHandle,
  findings: Finding[],
): Promise<Map<string, PackFile>> {
  const files = new Map<string, PackFile>();
  const twins = makeTwinFinder();
  const spans: Span[] = [];
  if (zip.entryCount > packLimits.files) {
    findings.push(
      packFault(
        '',
        'too-many-files',
        `文件太多：${zip.entryCount} 个，至多 ${packLimits.files} 个。`,
        `There are too many files: ${zip.entryCount}, at most ${packLimits.files}.`,
      ),
    );
    return files;
  }
  for await (const entry of zip.eachEntry()) {
    const name = readName(entry);
    if (name === undefined) {
      findings.push(unreadableName(entry));
      continue;
    }
    const isFolder = name.endsWith('/');
    const path = isFolder ? name.slice(0, -1) : name;
    const fault = judgePath(path) ?? judgeEntry(entry);
    if (fault) {
      findings.push(packFault(path, fault.code, fault.zh, fault.en));
      continue;
    }
    const local = await zip.readLocalFileHeaderPromise(entry, { minimal: false });
    if (!agrees(entry, local)) {
      findings.push(disagreement(path));
      continue;
    }
    spans.push({
      path,
      from: entry.relativeOffsetOfLocalHeader,
      to: local.fileDataStart + entry.compressedSize,
    });
    if (isFolder) {
      if (entry.uncompressedSize > 0) findings.push(disagreement(path));
      continue;
    }
    if (isLink(entry)) {
      findings.push(notAFile(path));
      continue;
    }
    const twin = twins.add(path);
    if (twin !== undefined) findings.push(twinFault(path, twin));
    else if (!isLeftBySystem(path))
      files.set(path, {
        path,
        sizeBytes: entry.uncompressedSize,
        open: () =>
          readEntry(entry, path, async () =>
            entry.compressionMethod === 0
              ? readStored(file, local.fileDataStart, entry.uncompressedSize)
              : zip.openReadStreamPromise(entry),
          ),
      });
  }
  findings.push(...findOverlaps(spans));
  return files;
}

/** UTF-8 where the zip says so or where it is; else GB18030, which Chinese Windows writes. */
function readName(entry: Entry): string | undefined {
  const raw = entry.fileNameRaw;
  try {
    // Also the name in UTF-8 that some programs put beside another one.
    const hasOwnField = entry.extraFields.some(({ id }) => id === 0x7075);
    if (hasOwnField) return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    if (entry.generalPurposeBitFlag & utf8Flag) return undefined;
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(raw);
    } catch {
      return undefined;
    }
  }
}

function unreadableName(entry: Entry): Finding {
  return packFault(
    `#${entry.fileNameRaw.toString('hex').slice(0, 40)}`,
    'path-encoding',
    '压缩包里有读不出的文件名。请把文件名改成英文小写字母，用 UTF-8 重新打包。',
    'The zip has a file name that cannot be read. Use names in small Latin letters and pack again, as UTF-8.',
  );
}

function judgeEntry(entry: Entry): { code: string; zh: string; en: string } | undefined {
  if (entry.isEncrypted() || entry.generalPurposeBitFlag & 0x2040)
    return {
      code: 'zip-encrypted',
      zh: '压缩包加了密码。请不加密码重新打包。',
      en: 'The zip is encrypted. Pack it again without a password.',
    };
  if (!methods.includes(entry.compressionMethod))
    return {
      code: 'zip-method',
      zh: '压缩方式不受支持。请用 npm run content -- pack 打包。',
      en: 'This kind of compression is not supported. Pack it with npm run content -- pack.',
    };
  const isBomb =
    entry.uncompressedSize > packLimits.ratioFromBytes &&
    entry.uncompressedSize > entry.compressedSize * packLimits.ratio;
  if (isBomb || entry.uncompressedSize > packLimits.unpackedBytes)
    return {
      code: 'zip-bomb',
      zh: '这个文件展开后大得不正常，没有读取。请检查它的来历。',
      en: 'Unpacked, this file would become abnormally large; it was not read. Find out where it comes from.',
    };
  return undefined;
}

/** Symbolic links and devices, where a Unix system packed them. */
function isLink(entry: Entry): boolean {
  const unixMode = entry.externalFileAttributes >>> 16;
  const kind = unixMode & 0o170000;
  return kind !== 0 && kind !== 0o100000;
}

/** Whether the file's own header says what the central directory says of it. */
function agrees(entry: Entry, local: LocalFileHeader): boolean {
  if (!entry.fileNameRaw.equals(local.fileName)) return false;
  if (entry.compressionMethod !== local.compressionMethod) return false;
  // Which of its numbers come only after the data, and in which letters its name is written.
  const flags = entry.generalPurposeBitFlag ^ local.generalPurposeBitFlag;
  if (flags & (descriptorFlag | utf8Flag | 1)) return false;
  const isLater = (local.generalPurposeBitFlag & descriptorFlag) !== 0;
  const same = (own: number, central: number) =>
    own === central || (isLater && own === 0) || own === 0xffffffff;
  return (
    same(local.crc32, entry.crc32) &&
    same(local.compressedSize, entry.compressedSize) &&
    same(local.uncompressedSize, entry.uncompressedSize)
  );
}

function disagreement(path: string): Finding {
  return packFault(
    path,
    'zip-disagrees',
    '压缩包的目录和文件自己说的不一致，可能已损坏或被改动。请重新拷贝或重新打包。',
    'The zip says one thing of this file in its directory and another beside the file: it is damaged or was tampered with. Copy it again or pack it anew.',
  );
}

interface Span {
  path: string;
  from: number;
  to: number;
}

/** Entries that share their bytes: a bomb, or a zip that two programs would read differently. */
function findOverlaps(spans: Span[]): Finding[] {
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  return sorted.flatMap(({ path, from }, index) => {
    const before = sorted[index - 1];
    return before && from < before.to ? [disagreement(path)] : [];
  });
}

/** The pieces of one file, which together must be as long as it says and have its sum. */
async function* readEntry(
  entry: Entry,
  path: string,
  open: () => Promise<AsyncIterable<unknown>>,
): AsyncIterable<Buffer> {
  let sum = 0;
  let read = 0;
  try {
    for await (const bytes of await open()) {
      if (!Buffer.isBuffer(bytes)) continue;
      sum = crc32(bytes, sum);
      read += bytes.length;
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EIO') throw unreadable(path, error);
    throw new PackReadError(damagedEntry(path), error);
  }
  if (read !== entry.uncompressedSize || sum !== entry.crc32) throw new PackReadError(damagedEntry(path));
}

/** Films are stored as they are. One piece of memory serves for all of them, however long they are. */
async function* readStored(file: FileHandle, from: number, length: number): AsyncIterable<Buffer> {
  const piece = Buffer.allocUnsafe(Math.min(length, 256 * 1024));
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, length - done), from + done);
    if (bytesRead === 0) return;
    done += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

function damagedEntry(path: string): Finding {
  return packFault(
    path,
    'zip-damaged',
    '这个文件在压缩包里已损坏。请重新拷贝，或请主办方重新打包。',
    'This file is damaged inside the zip. Copy it again, or ask the organisers to pack it anew.',
  );
}
