// A text file of the content folder; what cannot be read is a finding.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

/** The text of `file` in `dir`; undefined, with a finding, where it is missing or not UTF-8. */
export function readText(dir: string, file: string, findings: Finding[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(dir, file)));
  } catch (error) {
    const finding = { severity: 'error' as const, file, line: 0 };
    findings.push(
      error instanceof TypeError
        ? {
            ...finding,
            code: 'not-utf8',
            zh: '文件不是 UTF-8 编码，请另存为 UTF-8。',
            en: 'The file is not UTF-8. Save it again as UTF-8.',
          }
        : {
            ...finding,
            code: 'missing-file',
            zh: '读不到这个文件，请放到内容文件夹里。',
            en: 'This file cannot be read. Put it into the content folder.',
          },
    );
    return undefined;
  }
}
