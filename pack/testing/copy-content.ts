// A copy of the shipped exhibition for tests that spoil one line of it and look for the finding.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { checkSource } from '../check-source.ts';
import type { Finding } from '../finding.ts';
import { readSource, type EditionSource } from '../read-source.ts';

export const contentDir = join(import.meta.dirname, '..', '..', 'content');

export interface ContentCopy {
  dir: string;
  /** Replaces `from` in `file`, which must hold it. */
  change(file: string, from: string | RegExp, to: string): void;
  write(file: string, content: string | Uint8Array): void;
  read(): EditionSource;
  findings(): Finding[];
  codes(): string[];
  remove(): void;
}

export function copyContent(): ContentCopy {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-content-'));
  cpSync(contentDir, dir, { recursive: true });
  const read = () => readSource(dir);
  const findings = () => checkSource(read());
  return {
    dir,
    change(file, from, to) {
      const path = join(dir, file);
      const before = readFileSync(path, 'utf8');
      const after = before.replace(from, to);
      expect(after, `${file} holds ${String(from)}`).not.toBe(before);
      writeFileSync(path, after);
    },
    write(file, content) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), content);
    },
    read,
    findings,
    codes: () => findings().map(({ code }) => code),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
