// What a check reports: where, what is wrong, and how to mend it, for someone who writes
// exhibitions and has never seen a stack trace.
export interface Finding {
  severity: 'error' | 'warning';
  /** Stable, for machines: `schema`, `yaml`, `missing-file`, `law-chapter` … */
  code: string;
  /** Relative to the content folder. */
  file: string;
  /** From 1; 0 where the whole file is meant. */
  line: number;
  zh: string;
  en: string;
}

/** `panels/envelope.yaml:12  …` in the reader's language. */
export function describeFinding(finding: Finding, language: 'zh' | 'en'): string {
  const place = finding.line > 0 ? `${finding.file}:${finding.line}` : finding.file;
  return `${place}  [${finding.code}] ${finding[language]}`;
}
