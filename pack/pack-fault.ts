// What an opened pack is, and how what is wrong with one of its files is said.
import type { Finding } from './finding.ts';

export interface PackFile {
  path: string;
  sizeBytes: number;
  /**
   * Each piece holds only until the next is asked for. Throws PackReadError where the bytes are not
   * what the pack says of them.
   */
  open(): AsyncIterable<Buffer>;
}

export interface OpenedPack {
  /** By path; empty where the findings say that nothing may be read. */
  files: Map<string, PackFile>;
  findings: Finding[];
  close(): Promise<void>;
}

/** Something in a pack that cannot be read, said as a finding. */
export class PackReadError extends Error {
  readonly finding: Finding;

  constructor(finding: Finding, cause?: unknown) {
    super(finding.en, { cause });
    this.finding = finding;
  }
}

/** An error about a file of the pack, or about all of it where `file` is empty. */
export function packFault(file: string, code: string, zh: string, en: string): Finding {
  return { severity: 'error', code, file: file === '' ? 'pack' : file, line: 0, zh, en };
}

/** The stick was pulled out, or is failing. */
export function unreadable(path: string, cause?: unknown): PackReadError {
  return new PackReadError(
    packFault(
      path,
      'unreadable-file',
      '这个文件读不出来。请重新插入U盘，或请主办方重新拷贝一份。',
      'This file cannot be read. Plug the stick in again, or ask the organisers for a fresh copy.',
    ),
    cause,
  );
}

export function notAFile(path: string): Finding {
  return packFault(
    path,
    'not-a-file',
    '这不是普通文件（链接或设备），请删去后重新打包。',
    'This is not an ordinary file (a link or a device). Remove it and pack again.',
  );
}

export function twinFault(path: string, twin: string): Finding {
  return packFault(
    path,
    'path-twice',
    `和“${twin}”在某些系统上是同一个文件。请改名后重新打包。`,
    `Some systems take this for the same file as “${twin}”. Rename one and pack again.`,
  );
}
