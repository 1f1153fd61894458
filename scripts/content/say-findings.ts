// Findings on a terminal: Chinese first, English below, errors apart from warnings.
import { describeFinding, type Finding } from '../../pack/finding.ts';

export function sayFindings(findings: readonly Finding[]): void {
  for (const finding of findings) {
    const kind = finding.severity === 'error' ? '错误 error' : '提醒 warning';
    console.log(`${kind}  ${describeFinding(finding, 'zh')}`);
    console.log(`  ${finding.en}`);
  }
}

/** One line on standard error that is written over, or a line for each tenth where it is no terminal. */
export function makeProgress(verb: string): (done: number, total: number, what: string) => void {
  let lastTenth = -1;
  return (done, total, what) => {
    const part = total === 0 ? 1 : done / total;
    const line = `${verb} ${String(Math.round(part * 100)).padStart(3)}%  ${what}`;
    const { isTTY, columns = 80 } = process.stderr;
    if (isTTY) process.stderr.write(`\r${line.slice(0, columns - 1).padEnd(columns - 1)}${part === 1 ? '\n' : ''}`);
    else if (Math.floor(part * 10) > lastTenth) {
      lastTenth = Math.floor(part * 10);
      console.error(line);
    }
  };
}
