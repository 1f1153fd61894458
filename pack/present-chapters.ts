// The chapters as the screen shows them: words of one language, addresses of what is played.
import type { ChapterSource, FilmSource, HearingSource, LectureSource } from '../model/chapter-source.ts';
import type { RuleTextSource } from '../model/edition-source.ts';
import type { Chapter, Film, Hearing, Lecture, Picture } from '../model/exhibition.ts';
import { presentOutcome, presentRule, type WrittenLanguage } from './present-case.ts';

export interface PresentedMedia {
  /** Picture file → its addresses. */
  pictures: Map<string, Omit<Picture, 'alt'>>;
  /** Film, recording or caption file → its address. */
  played: Map<string, string>;
  /** Film id → one caption address a language. */
  captions: Map<string, Film['captions']>;
}

const order: ChapterSource['kind'][] = ['film', 'lecture', 'hearing'];

/** The chapters that are not withdrawn, film first, then lecture, then hearing. */
export function presentChapters(
  chapters: ChapterSource[],
  ruleTexts: RuleTextSource[],
  media: PresentedMedia,
  language: WrittenLanguage,
): Chapter[] {
  return chapters
    .filter(({ review }) => !review.withdrawn)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((chapter) => {
      switch (chapter.kind) {
        case 'film':
          return presentFilm(chapter, media, language);
        case 'lecture':
          return presentLecture(chapter, media, language);
        case 'hearing':
          return presentHearing(chapter, ruleTexts, media, language);
      }
    });
}

function presentBeginning(chapter: ChapterSource, language: WrittenLanguage) {
  return {
    id: chapter.id,
    title: chapter.title[language],
    intro: chapter.intro[language],
    fictional: chapter.review.origin === 'fictional',
  };
}

function presentFilm(film: FilmSource, media: PresentedMedia, language: WrittenLanguage): Film {
  const { file, poster, seconds } = film.media;
  return {
    kind: 'film',
    ...presentBeginning(film, language),
    poster: { ...found(media.pictures, poster.file), alt: poster.alt[language] },
    video: found(media.played, file),
    seconds,
    captions: found(media.captions, film.id),
  };
}

function presentLecture(lecture: LectureSource, media: PresentedMedia, language: WrittenLanguage): Lecture {
  return {
    kind: 'lecture',
    ...presentBeginning(lecture, language),
    speaker: lecture.speaker[language],
    slides: lecture.slides.map((slide, index) => ({
      number: index + 1,
      title: slide.title[language],
      points: slide.points.map((point) => point[language]),
      note: slide.note[language],
      panel: slide.panel,
      ...(slide.sound ? { sound: found(media.played, slide.sound[language]) } : {}),
    })),
  };
}

function presentHearing(
  hearing: HearingSource,
  ruleTexts: RuleTextSource[],
  media: PresentedMedia,
  language: WrittenLanguage,
): Hearing {
  const { picture } = hearing;
  return {
    kind: 'hearing',
    ...presentBeginning(hearing, language),
    court: hearing.court[language],
    picture: { ...found(media.pictures, picture.file), alt: picture.alt[language] },
    steps: hearing.steps.map(({ part, speaker, name, text, ask }, index) => ({
      number: index + 1,
      part,
      speaker,
      ...(name ? { name: name[language] } : {}),
      text: text[language],
      ...(ask ? { ask: { question: ask.question[language], answer: ask.answer[language] } } : {}),
    })),
    rules: hearing.cites.map(({ rule, item }) => presentRule(ruleTexts, rule, item, language)),
    outcome: presentOutcome(hearing.outcome, language),
    closing: hearing.closing[language],
  };
}

function found<Value>(values: Map<string, Value>, key: string): Value {
  const value = values.get(key);
  if (value === undefined) throw new Error(`${key} was not laid out; run the check first`);
  return value;
}
