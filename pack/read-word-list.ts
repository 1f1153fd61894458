// A list of words as a plain text file: one a line, `#` begins a comment.
import type { Finding } from './finding.ts';
import { readText } from './read-text.ts';
import type { SourceFiles } from './source-files.ts';

const longestWord = 40;

/** The words of `file` in their order, each once; none where there is no such file. */
export function readWordList(files: SourceFiles, file: string, findings: Finding[]): string[] {
  if (!files.has(file)) return [];
  const words = new Set<string>();
  const lines = readText(files, file, findings)?.split(/\r?\n/) ?? [];
  for (const [index, line] of lines.entries()) {
    const word = line
      .replace(/^\uFEFF/, '')
      .replace(/#.*$/, '')
      .trim()
      .normalize('NFC');
    const finding = { file, line: index + 1 };
    if (word === '') continue;
    if ([...word].length < 2 || [...word].length > longestWord) {
      // One character, or a whole sentence, would mark every reflection or none.
      findings.push({
        ...finding,
        severity: 'error',
        code: 'word-length',
        zh: `“${word}”太短或太长，一行写一个词，2至${longestWord}字。`,
        en: `“${word}” is too short or too long: one word a line, 2 to ${longestWord} characters.`,
      });
    } else if (words.has(word)) {
      findings.push({
        ...finding,
        severity: 'warning',
        code: 'twice',
        zh: `“${word}”写了两次。`,
        en: `“${word}” is written twice.`,
      });
    }
    words.add(word);
  }
  return [...words];
}
