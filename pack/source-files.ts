// The files of an edition's source, in a folder or inside a pack: the check and the builder ask
// for them by name and do not know which of the two it is.
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Enough of a film, a recording or a picture to know what it is. */
export const headBytes = 4_096;

export interface SourceEntry {
  /** Relative, with forward slashes. */
  file: string;
  /** False for links, pipes and devices. */
  isFile: boolean;
  sizeBytes: number;
}

export interface SourceFiles {
  list(): SourceEntry[];
  has(file: string): boolean;
  sizeBytes(file: string): number;
  /** A whole text or drawing. Throws where it is not there. */
  read(file: string): Buffer;
  /** The first bytes of any file. */
  readHead(file: string): Buffer;
}

/** What editors' systems leave beside their files: never read, never packed, never complained of. */
export function isLeftBySystem(file: string): boolean {
  return /(^|\/)(\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX(\/.*)?)$/i.test(file);
}

export function openFolder(dir: string): SourceFiles {
  return {
    list() {
      if (!existsSync(dir)) return [];
      return readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          const file = relative(dir, path).split(sep).join('/');
          return { file, isFile: entry.isFile(), sizeBytes: entry.isFile() ? statSync(path).size : 0 };
        })
        .filter(({ file }) => !isLeftBySystem(file))
        .sort((a, b) => (a.file < b.file ? -1 : 1));
    },
    has: (file) => statSync(join(dir, file), { throwIfNoEntry: false })?.isFile() ?? false,
    sizeBytes: (file) => statSync(join(dir, file)).size,
    read: (file) => readFileSync(join(dir, file)),
    readHead(file) {
      const head = Buffer.alloc(headBytes);
      const opened = openSync(join(dir, file), 'r');
      try {
        return head.subarray(0, readSync(opened, head, 0, head.length, 0));
      } finally {
        closeSync(opened);
      }
    },
  };
}
