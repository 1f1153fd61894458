// Pledges and prompts: each audience has one pledge, there is a prompt for everyone, and the
// words fit their place.
import { audiences } from '../model/aspects.ts';
import { checkSlug, checkText, error, type Add } from './check-text.ts';
import type { EditionSource } from './read-source.ts';

export function checkPledges(source: EditionSource, add: Add): void {
  for (const file of source.pledges) {
    const pledge = file.data;
    checkSlug(file, pledge.id, add);
    checkText(file, ['title'], 'pledge.title', pledge.title, add);
    checkText(file, ['preamble'], 'pledge.preamble', pledge.preamble, add);
    checkText(file, ['closing'], 'pledge.closing', pledge.closing, add);
    for (const [index, article] of pledge.articles.entries())
      checkText(file, ['articles', index], 'pledge.article', article, add);
  }
  // A pledge that could not be read has its own findings; who it was for is not known.
  if (source.findings.some(({ file }) => file.startsWith('pledges/'))) return;
  for (const audience of audiences) {
    const offered = source.pledges.filter(({ data }) => data.audiences.includes(audience));
    const [, second] = offered;
    if (second)
      add(
        error(
          second,
          ['audiences'],
          'two-pledges',
          `${audience} 已经有 ${offered[0]?.file}，一种观众只用一份承诺书。`,
          `${audience} already has ${offered[0]?.file}; each audience has one pledge.`,
        ),
      );
    if (offered.length === 0)
      add({
        severity: 'error',
        code: 'no-pledge',
        file: source.pledges[0]?.file ?? 'pledges',
        line: source.pledges[0]?.lineOf(['audiences']) ?? 0,
        zh: `没有给 ${audience} 的承诺书，请写进某一份的 audiences。`,
        en: `There is no pledge for ${audience}. Name it in the audiences of one.`,
      });
  }
}

export function checkPrompts(source: EditionSource, add: Add): void {
  const file = source.prompts;
  if (!file) return;
  const seen = new Set<string>();
  for (const [index, prompt] of file.data.entries()) {
    checkText(file, [index, 'text'], 'prompt.text', prompt.text, add);
    checkText(file, [index, 'starts'], 'prompt.starts', prompt.starts, add);
    if (seen.has(prompt.id))
      add(error(file, [index, 'id'], 'twice', `${prompt.id} 写了两次。`, `${prompt.id} is written twice.`));
    seen.add(prompt.id);
  }
  if (file.data.every((prompt) => prompt.audiences))
    add(
      error(
        file,
        [],
        'no-prompt',
        '至少要有一句不写 audiences 的提示，给没有选身份的人。',
        'At least one prompt must have no audiences, for those who did not say who they are.',
      ),
    );
}
