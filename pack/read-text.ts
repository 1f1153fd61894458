// A text file of the content folder; what cannot be read is a finding.
import { packLimits } from '../model/pack.ts';
import type { Finding } from './finding.ts';
import type { SourceFiles } from './source-files.ts';

/** The text of `file`, without its BOM; undefined, with a finding, where it is missing or not UTF-8. */
export function readText(files: SourceFiles, file: string, findings: Finding[]): string | undefined {
  try {
    if (files.has(file) && files.sizeBytes(file) > mostBytes(file)) {
      findings.push(tooLong(file));
      return undefined;
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(files.read(file));
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

function mostBytes(file: string): number {
  return /\.ya?ml$/i.test(file) ? packLimits.yamlBytes : packLimits.textBytes;
}

function tooLong(file: string): Finding {
  const most = mostBytes(file) / 1024;
  return {
    severity: 'error',
    code: 'text-size',
    file,
    line: 0,
    zh: `文字文件超过 ${most} KB，请分开写。`,
    en: `This text file is over ${most} KB. Divide it.`,
  };
}
