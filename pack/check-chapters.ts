// The chapters beside the panels: a film that plays and has captions, a lecture whose pictures
// are there, a hearing that keeps the order of a trial and the same law as the cases.
import {
  hearingParts,
  type FilmSource,
  type HearingPart,
  type HearingSource,
  type LectureSource,
  type Speaker,
} from '../model/chapter-source.ts';
import { yuanInChinese } from '../model/chinese-numerals.ts';
import { checkReview, checkSlug, checkText, error, type Add } from './check-text.ts';
import { checkCaseLaw } from './law/check-case-law.ts';
import { checkCaptions, checkMedia } from './media/check-media.ts';
import { checkPicture } from './pictures/check-picture.ts';
import type { EditionSource, SourceFile } from './read-source.ts';

export function checkChapters(source: EditionSource, add: Add): void {
  const kinds = new Map<string, string>();
  for (const file of source.chapters) {
    const { data } = file;
    checkSlug(file, data.id, add);
    checkReview(file, add);
    checkText(file, ['title'], 'chapter.title', data.title, add);
    checkText(file, ['intro'], 'chapter.intro', data.intro, add);
    const other = kinds.get(data.kind);
    if (other)
      add(
        error(
          file,
          ['kind'],
          'twice',
          `${other} 已经是 ${data.kind}，一种只有一章。`,
          `${other} is a ${data.kind} already; there is one chapter of each kind.`,
        ),
      );
    kinds.set(data.kind, file.file);
    if (data.kind === 'film') checkFilm(source, { ...file, data }, add);
    else if (data.kind === 'lecture') checkLecture(source, { ...file, data }, add);
    else checkHearing(source, { ...file, data }, add);
  }
}

function checkFilm(source: EditionSource, file: SourceFile<FilmSource>, add: Add): void {
  const { media, captions } = file.data;
  for (const fault of checkMedia(source.files, media.file, 'film'))
    add(error(file, ['media', 'file'], fault.code, fault.zh, fault.en));
  for (const fault of checkPicture(source.files, media.poster.file))
    add(error(file, ['media', 'poster', 'file'], fault.code, fault.zh, fault.en));
  for (const [language, captionFile] of Object.entries(captions)) {
    for (const fault of checkCaptions(source.files, captionFile, media.seconds))
      add(error(file, ['captions', language], fault.code, fault.zh, fault.en));
  }
}

/** What a lecturer says over one slide: less is a label, more is a page. In characters (zh). */
const shortestNote = 60;

function checkLecture(source: EditionSource, file: SourceFile<LectureSource>, add: Add): void {
  const panels = new Set(source.panels.map(({ data }) => data.id));
  checkText(file, ['speaker'], 'lecture.speaker', file.data.speaker, add);
  for (const [index, slide] of file.data.slides.entries()) {
    const path = ['slides', index];
    checkText(file, [...path, 'title'], 'slide.title', slide.title, add);
    checkText(file, [...path, 'note'], 'slide.note', slide.note, add);
    for (const [place, point] of slide.points.entries())
      checkText(file, [...path, 'points', place], 'slide.point', point, add);
    if ([...slide.note['zh-Hans']].length < shortestNote)
      add(
        error(
          file,
          [...path, 'note'],
          'too-short',
          `讲的话太短，至少${shortestNote}字。`,
          `What is said here is too short; at least ${shortestNote} Chinese characters.`,
        ),
      );
    if (!panels.has(slide.panel))
      add(
        error(
          file,
          [...path, 'panel'],
          'missing-panel',
          `没有展板 panels/${slide.panel}.yaml（或它有错误）。`,
          `There is no panels/${slide.panel}.yaml, or it has errors.`,
        ),
      );
    for (const [language, sound] of Object.entries(slide.sound ?? {})) {
      for (const fault of checkMedia(source.files, sound, 'sound'))
        add(error(file, [...path, 'sound', language], fault.code, fault.zh, fault.en));
    }
  }
}

/** Who may speak in each part of the trial. */
const speakersOf: Record<HearingPart, Speaker[]> = {
  opening: ['clerk', 'judge', 'defendant'],
  rights: ['judge', 'defendant'],
  charge: ['prosecutor'],
  questioning: ['judge', 'prosecutor', 'defender', 'defendant'],
  evidence: ['judge', 'prosecutor', 'defender', 'defendant', 'witness'],
  argument: ['prosecutor'],
  defence: ['defendant', 'defender'],
  'last-words': ['defendant'],
  judgment: ['clerk', 'judge', 'defendant'],
};
/** Without these it would not be a trial. */
const neededParts: HearingPart[] = [
  'opening',
  'rights',
  'charge',
  'evidence',
  'defence',
  'last-words',
  'judgment',
];

function checkHearing(source: EditionSource, file: SourceFile<HearingSource>, add: Add): void {
  const hearing = file.data;
  checkHearingSteps(file, add);
  checkText(file, ['court'], 'hearing.court', hearing.court, add);
  checkText(file, ['closing'], 'hearing.closing', hearing.closing, add);
  if (hearing.outcome.note) checkText(file, ['outcome', 'note'], 'case.note', hearing.outcome.note, add);
  for (const fault of checkPicture(source.files, hearing.picture.file))
    add(error(file, ['picture', 'file'], fault.code, fault.zh, fault.en));
  if (hearing.conduct.to < hearing.conduct.from)
    add(
      error(
        file,
        ['conduct', 'to'],
        'order',
        '行为结束的月份早于开始的月份。',
        'The conduct ends before it begins.',
      ),
    );
  const judged = { ...hearing, steps: [{ date: hearing.conduct.from, turnBack: true as const }] };
  for (const finding of checkCaseLaw(
    { ...file, data: judged },
    'law',
    source.ruleTexts.map(({ data }) => data),
  ))
    add(finding);
}

function checkHearingSteps(file: SourceFile<HearingSource>, add: Add): void {
  const { steps, outcome } = file.data;
  const place = (part: HearingPart) => hearingParts.indexOf(part);
  for (const [index, step] of steps.entries()) {
    const path = ['steps', index];
    checkText(file, [...path, 'text'], 'hearing.step', step.text, add);
    if (step.name) checkText(file, [...path, 'name'], 'hearing.name', step.name, add);
    if (step.ask) {
      checkText(file, [...path, 'ask', 'question'], 'hearing.question', step.ask.question, add);
      checkText(file, [...path, 'ask', 'answer'], 'hearing.answer', step.ask.answer, add);
    }
    const before = steps[index - 1];
    if (before && place(step.part) < place(before.part))
      add(
        error(
          file,
          [...path, 'part'],
          'hearing-order',
          `${step.part} 不能在 ${before.part} 之后。庭审的次序是：${hearingParts.join('、')}。`,
          `${step.part} cannot follow ${before.part}. A trial goes: ${hearingParts.join(', ')}.`,
        ),
      );
    if (!speakersOf[step.part].includes(step.speaker))
      add(
        error(
          file,
          [...path, 'speaker'],
          'hearing-speaker',
          `在 ${step.part} 里说话的只能是：${speakersOf[step.part].join('、')}。`,
          `In ${step.part} only these speak: ${speakersOf[step.part].join(', ')}.`,
        ),
      );
  }
  for (const part of neededParts) {
    if (!steps.some((step) => step.part === part))
      add(
        error(
          file,
          ['steps'],
          'hearing-part',
          `缺少 ${part}，这样就不成庭审了。`,
          `${part} is missing; without it this is no trial.`,
        ),
      );
  }
  // The one figure that stands in prose as well as in data: what is charged is what is judged.
  const { sumYuan } = outcome.sentence;
  const charges = steps.filter(({ part }) => part === 'charge').map(({ text }) => text);
  const isNamed =
    charges.some((text) => text['zh-Hans'].includes(yuanInChinese(sumYuan))) &&
    charges.some(({ en }) => en.includes(sumYuan.toLocaleString('en-GB')));
  if (charges.length > 0 && !isNamed)
    add(
      error(
        file,
        ['outcome', 'sentence', 'sumYuan'],
        'hearing-sum',
        `起诉书里要写出同一个数：${yuanInChinese(sumYuan)}（英文 ${sumYuan.toLocaleString('en-GB')}）。`,
        `The charge must name the same sum: ${sumYuan.toLocaleString('en-GB')} (in Chinese ${yuanInChinese(sumYuan)}).`,
      ),
    );
}
