// Everything that is wrong with an edition's source, all at once: what the files say of each
// other, the law of every case, the length and the letters of every text, and the pictures.
import { extname } from 'node:path';
import type { CaseSource, PanelSource } from '../model/edition-source.ts';
import { checkAudiences } from './check-audiences.ts';
import { checkChapters } from './check-chapters.ts';
import { checkPledges, checkPrompts } from './check-pledges.ts';
import { checkReview, checkSlug, checkText, error, type Add } from './check-text.ts';
import type { Finding } from './finding.ts';
import { checkCaseLaw } from './law/check-case-law.ts';
import { checkPicture } from './pictures/check-picture.ts';
import type { EditionSource, SourceFile } from './read-source.ts';
import type { SourceFiles } from './source-files.ts';

const allowedEndings = new Set([
  '.yaml',
  '.yml',
  '.svg',
  '.md',
  '.txt',
  '.webp',
  '.avif',
  '.png',
  '.webm',
  '.mp4',
  '.vtt',
  '.opus',
  '.ogg',
  '.mp3',
  '.wav',
]);

/** All findings about `source`, those of reading included, in the order of files and lines. */
export function checkSource(source: EditionSource): Finding[] {
  const findings = [...source.findings];
  const add = (finding: Finding) => findings.push(finding);
  checkExhibition(source, add);
  checkPanels(source, add);
  checkCases(source, add);
  for (const file of source.ruleTexts) {
    for (const [index, rule] of file.data.rules.entries())
      checkText(file, ['rules', index, 'text'], 'rule.text', rule.text, add);
  }
  checkAudiences(source, add);
  checkPledges(source, add);
  checkPrompts(source, add);
  checkChapters(source, add);
  checkFiles(source.files, add);
  return findings.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function checkExhibition(source: EditionSource, add: Add): void {
  const file = source.exhibition;
  if (!file) return;
  const { aspects, shortWalk } = file.data;
  const panels = new Map(source.panels.map((panel) => [panel.data.id, panel]));
  const placed = new Set<string>();
  for (const [index, aspect] of aspects.entries()) {
    for (const [place, id] of aspect.panels.entries()) {
      const path = ['aspects', index, 'panels', place];
      const panel = panels.get(id);
      if (!panel)
        add(
          error(
            file,
            path,
            'missing-panel',
            `没有展板 panels/${id}.yaml（或它有错误）。`,
            `There is no panels/${id}.yaml, or it has errors.`,
          ),
        );
      else if (panel.data.aspect !== aspect.id) {
        add(
          error(
            file,
            path,
            'wrong-aspect',
            `展板 ${id} 写的是 ${panel.data.aspect}，却排在 ${aspect.id} 里。`,
            `Panel ${id} says ${panel.data.aspect} but stands in ${aspect.id}.`,
          ),
        );
      }
      if (placed.has(id))
        add(error(file, path, 'twice', `展板 ${id} 排了两次。`, `Panel ${id} is placed twice.`));
      placed.add(id);
    }
  }
  for (const [index, id] of shortWalk.entries()) {
    if (!placed.has(id))
      add(
        error(
          file,
          ['shortWalk', index],
          'missing-panel',
          `${id} 不在展厅里。`,
          `${id} is not in the gallery.`,
        ),
      );
  }
  for (const [id, panel] of panels) {
    if (!placed.has(id))
      add({
        ...error(
          panel,
          ['id'],
          'not-placed',
          '这块展板没有排进展厅。',
          'This panel is not placed in the gallery.',
        ),
        severity: 'warning',
      });
  }
}

function checkPanels(source: EditionSource, add: Add): void {
  const cases = new Map(source.cases.map((file) => [file.data.id, file]));
  const usedBy = new Map<string, string>();
  const rules = new Set(source.ruleTexts.flatMap(({ data }) => data.rules.map(({ id }) => id)));
  for (const file of source.panels) {
    const panel = file.data;
    checkSlug(file, panel.id, add);
    for (const [index, id] of panel.cases.entries()) {
      const path = ['cases', index];
      const entry = cases.get(id);
      if (!entry)
        add(
          error(
            file,
            path,
            'missing-case',
            `没有案例 ${id}（或它有错误）。`,
            `There is no case ${id}, or it has errors.`,
          ),
        );
      const other = usedBy.get(id);
      if (other)
        add(
          error(
            file,
            path,
            'twice',
            `案例 ${id} 已用在 ${other}。`,
            `Case ${id} is already used by ${other}.`,
          ),
        );
      usedBy.set(id, panel.id);
      if (entry)
        for (const finding of checkCaseLaw(
          entry,
          panel.aspect,
          source.ruleTexts.map(({ data }) => data),
        ))
          add(finding);
    }
    for (const [index, id] of panel.rules.entries()) {
      if (!rules.has(id))
        add(error(file, ['rules', index], 'unknown-rule', `rules/ 里没有 ${id}。`, `rules/ has no ${id}.`));
    }
    if (panel.question.options.filter(({ correct }) => correct).length !== 1) {
      add(
        error(
          file,
          ['question', 'options'],
          'one-answer',
          '选项里要有且只有一个写 correct: true。',
          'Exactly one option must say correct: true.',
        ),
      );
    }
    checkPanelTexts(file, add);
    for (const finding of checkPicture(source.files, panel.picture.file)) {
      add(error(file, ['picture', 'file'], finding.code, finding.zh, finding.en));
    }
  }
  for (const [id, file] of cases) {
    if (!usedBy.has(id))
      add({
        ...error(file, ['id'], 'not-placed', '没有展板用到这个案例。', 'No panel uses this case.'),
        severity: 'warning',
      });
  }
}

function checkPanelTexts(file: SourceFile<PanelSource>, add: Add): void {
  const { title, warning, opening, question, forYou } = file.data;
  checkText(file, ['title'], 'panel.title', title, add);
  checkText(file, ['warning'], 'panel.warning', warning, add);
  checkText(file, ['opening'], 'panel.opening', opening, add);
  checkText(file, ['question', 'ask'], 'panel.ask', question.ask, add);
  checkText(file, ['question', 'explain'], 'panel.explain', question.explain, add);
  for (const [index, option] of question.options.entries()) {
    checkText(file, ['question', 'options', index], 'panel.option', option.text, add);
  }
  for (const [audience, text] of Object.entries(forYou))
    checkText(file, ['forYou', audience], 'panel.forYou', text, add);
}

function checkCases(source: EditionSource, add: Add): void {
  for (const file of source.cases) {
    const entry = file.data;
    checkSlug(file, entry.id, add);
    checkSteps(file, add);
    checkText(file, ['title'], 'case.title', entry.title, add);
    checkText(file, ['role'], 'case.role', entry.role, add);
    checkText(file, ['who'], 'case.who', entry.who, add);
    checkText(file, ['confession'], 'case.confession', entry.confession, add);
    checkText(file, ['question'], 'case.question', entry.question, add);
    if (entry.outcome.note) checkText(file, ['outcome', 'note'], 'case.note', entry.outcome.note, add);
    checkReview(file, add);
  }
}

function checkSteps(file: SourceFile<CaseSource>, add: Add): void {
  const { steps } = file.data;
  if (steps.filter(({ turnBack }) => turnBack).length !== 1) {
    add(
      error(
        file,
        ['steps'],
        'one-turn',
        '要有且只有一步写 turnBack: true。',
        'Exactly one step must say turnBack: true.',
      ),
    );
  }
  for (const [index, step] of steps.entries()) {
    checkText(file, ['steps', index, 'text'], 'case.step', step.text, add);
    checkText(file, ['steps', index, 'why'], 'case.why', step.why, add);
    const before = steps[index - 1];
    if (before && step.date < before.date) {
      add(
        error(
          file,
          ['steps', index, 'date'],
          'order',
          '这一步的日期早于上一步。',
          'This step is dated before the one above it.',
        ),
      );
    }
  }
}

function checkFiles(files: SourceFiles, add: Add): void {
  for (const { file, isFile, sizeBytes } of files.list()) {
    // For the editor's program; never packed.
    if (isFile && /^schema\/[a-z]+\.schema\.json$/.test(file)) continue;
    const base = { severity: 'error' as const, file, line: 0 };
    if (!isFile) {
      add({
        ...base,
        code: 'not-a-file',
        zh: '这不是普通文件（链接或设备），请删去。',
        en: 'This is not an ordinary file (a link or a device). Remove it.',
      });
    } else if (!allowedEndings.has(extname(file).toLowerCase())) {
      add({
        ...base,
        code: 'forbidden-file',
        zh: '展览用不到这种文件，请删去。',
        en: 'The exhibition has no use for this kind of file. Remove it.',
      });
    } else if (sizeBytes === 0) {
      add({ ...base, code: 'empty-file', zh: '文件是空的。', en: 'The file is empty.' });
    }
  }
}
