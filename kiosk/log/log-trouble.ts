// What can be wrong with the visit log, told from what SQLite and the file system say,
// with the sentence that staff see at /api/health.
import Database from 'better-sqlite3';
import type { Sentences } from '../../model/app-error.ts';
import { AppError } from '../app-error.ts';

export type TroubleKind =
  'opening' | 'in-use' | 'locked' | 'damaged' | 'newer' | 'full' | 'read-only' | 'disk-error';

export const troubleSentences: Record<TroubleKind, Sentences> = {
  opening: {
    en: 'The visit log is being opened and checked.',
    'zh-Hans': '正在打开并检查参观记录。',
  },
  'in-use': {
    en: 'The visit log is held by another kiosk on this machine. Close the other one.',
    'zh-Hans': '参观记录正被本机另一台展柜程序占用。请关闭那一个。',
  },
  locked: {
    en: 'Another program holds the visit log (a backup or a virus scan?). Counting resumes when it lets go.',
    'zh-Hans': '另一个程序占用了参观记录(可能是备份或杀毒)。它释放后,计数会自动恢复。',
  },
  damaged: {
    en: 'The visit log is damaged and could not be set aside. Check the disk, then restart the kiosk.',
    'zh-Hans': '参观记录已损坏,且无法移开。请检查磁盘,然后重新启动展柜程序。',
  },
  newer: {
    en: 'The visit log was written by a newer version and could not be set aside. Install that version again.',
    'zh-Hans': '参观记录由更新版本写成,且无法移开。请重新安装该版本。',
  },
  full: {
    en: 'The disk is full. Free some space; counting resumes by itself.',
    'zh-Hans': '磁盘已满。请腾出空间,计数会自动恢复。',
  },
  'read-only': {
    en: 'The disk cannot be written. Check that it is not write-protected; counting resumes by itself.',
    'zh-Hans': '磁盘无法写入。请检查是否处于只读状态,恢复后计数会自动继续。',
  },
  'disk-error': {
    en: 'The disk reports errors. Save the data folder to a stick and have the disk replaced.',
    'zh-Hans': '磁盘报告读写错误。请把数据文件夹存到 U 盘,并更换磁盘。',
  },
};

const bySqliteCode: readonly (readonly [string, TroubleKind])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_CANTOPEN', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_AUTH', 'read-only'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_PROTOCOL', 'locked'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
];

const byFileCode: Record<string, TroubleKind> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOTDIR: 'read-only',
  EISDIR: 'read-only',
};

/** Anything unknown counts as the disk's fault: the kiosk keeps trying and says so. */
export function classifyTrouble(error: unknown): TroubleKind {
  if (error instanceof AppError) {
    if (error.code === 'log-damaged') return 'damaged';
    if (error.code === 'log-newer') return 'newer';
    if (error.code === 'log-in-use') return 'in-use';
    return 'disk-error';
  }
  const code = errorCode(error);
  if (error instanceof Database.SqliteError) {
    return bySqliteCode.find(([start]) => code.startsWith(start))?.[1] ?? 'disk-error';
  }
  return byFileCode[code] ?? 'disk-error';
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
