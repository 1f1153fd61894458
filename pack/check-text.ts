// What every file of an edition is checked for: its name, and the length and letters of a text.
import type { CaseSource } from '../model/edition-source.ts';
import type { SourceText } from '../model/language.ts';
import { overBudget, textBudgets, type TextPlace } from '../model/text-budgets.ts';
import type { Finding } from './finding.ts';
import type { SourceFile } from './read-source.ts';

/** Takes a finding into the report. */
export type Add = (finding: Finding) => void;

/** A finding at `path` of `file`. */
export function error<Data>(
  file: SourceFile<Data>,
  path: PropertyKey[],
  code: string,
  zh: string,
  en: string,
): Finding {
  return { severity: 'error', code, file: file.file, line: file.lineOf(path), zh, en };
}

/** A file is found by its id: `panels/envelope.yaml` says `id: envelope`. */
export function checkSlug<Data>(file: SourceFile<Data>, id: string, add: Add): void {
  const name = file.file
    .split('/')
    .at(-1)
    ?.replace(/\.ya?ml$/, '');
  if (name !== id)
    add(
      error(
        file,
        ['id'],
        'file-name',
        `文件名应与 id 相同：${id}.yaml。`,
        `The file's name must be its id: ${id}.yaml.`,
      ),
    );
}

/** Length, letters that cannot be read, and punctuation of one text. */
export function checkText<Data>(
  file: SourceFile<Data>,
  path: PropertyKey[],
  place: TextPlace,
  text: SourceText,
  add: Add,
): void {
  const over = overBudget(place, text);
  if (over.zh > 0)
    add(
      error(
        file,
        path,
        'too-long',
        `中文超出${over.zh}字，此处至多${textBudgets[place].zh}字。`,
        `The Chinese is ${over.zh} characters over; this place holds ${textBudgets[place].zh}.`,
      ),
    );
  if (over.en > 0)
    add(
      error(
        file,
        path,
        'too-long',
        `英文超出${over.en}个字母，此处至多${textBudgets[place].en}个。`,
        `The English is ${over.en} letters over; this place holds ${textBudgets[place].en}.`,
      ),
    );
  const unreadable = /[\p{Cc}\p{Co}\p{Cn}\u{FFFD}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;
  for (const words of [text['zh-Hans'], text.en]) {
    if (unreadable.test(words))
      add(
        error(
          file,
          path,
          'unreadable',
          '有看不见或读不出的字符，请重新输入这一句。',
          'There are characters here that cannot be read. Type this sentence anew.',
        ),
      );
  }
  if (/\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(text['zh-Hans'])) {
    add({
      ...error(
        file,
        path,
        'half-width',
        '中文里有半角标点，请改为全角。',
        'The Chinese has half-width punctuation. Use the full-width forms.',
      ),
      severity: 'warning',
    });
  }
}

/** What is taken from a judgment names it. */
export function checkReview(file: SourceFile<{ review: CaseSource['review'] }>, add: Add): void {
  const { origin, source, sourceDate } = file.data.review;
  if (origin !== 'judgment' || (source && sourceDate)) return;
  add(
    error(
      file,
      ['review'],
      'no-source',
      '取自判决的内容要写明 source 和 sourceDate。',
      'What is taken from a judgment needs source and sourceDate.',
    ),
  );
}
