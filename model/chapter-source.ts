// Chapters beside the panels as editors write them: chapters/*.yaml, a film, a lecture or a
// hearing each. pack/ reads and checks these.
import { z } from 'zod';
import {
  citationSchema,
  month,
  outcomeSchema,
  personSchema,
  reviewSchema,
  sentenceSchema,
  slug,
} from './edition-source.ts';
import { sourceTextSchema } from './language.ts';

/** The parts of a trial of first instance, in the order in which they are heard. */
export const hearingParts = [
  'opening',
  'rights',
  'charge',
  'questioning',
  'evidence',
  'argument',
  'defence',
  'last-words',
  'judgment',
] as const;
export type HearingPart = (typeof hearingParts)[number];

/** Whose place in the court room is lit. */
export const speakers = ['clerk', 'judge', 'prosecutor', 'defender', 'defendant', 'witness'] as const;
export type Speaker = (typeof speakers)[number];

/** A file of the content folder, such as `film/film.webm`: small letters, no step up. */
const contentFile = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*\.[a-z0-9]+$/, { message: 'file' });
/** The same thing in the two languages that editors write; zh-Hant takes the zh-Hans one. */
const fileInEachLanguage = z.strictObject({ 'zh-Hans': contentFile, en: contentFile });

const pictureSchema = z.strictObject({ file: z.string().min(1), alt: sourceTextSchema });

const beginning = {
  id: slug,
  title: sourceTextSchema,
  /** Invites to it, where it can be chosen. */
  intro: sourceTextSchema,
  review: reviewSchema,
};

const filmSourceSchema = z.strictObject({
  kind: z.literal('film'),
  ...beginning,
  media: z.strictObject({ file: contentFile, poster: pictureSchema, seconds: z.number().min(1).max(3_600) }),
  /** WebVTT. */
  captions: fileInEachLanguage,
});

const lectureSourceSchema = z.strictObject({
  kind: z.literal('lecture'),
  ...beginning,
  /** Who speaks, and that there is no such person. */
  speaker: sourceTextSchema,
  slides: z
    .array(
      z.strictObject({
        title: sourceTextSchema,
        points: z.array(sourceTextSchema).min(2).max(4),
        /** What the lecturer says; also the caption of `sound`. */
        note: sourceTextSchema,
        /** The panel whose picture is shown. */
        panel: slug,
        sound: fileInEachLanguage.optional(),
      }),
    )
    .min(8)
    .max(12),
});

const hearingSourceSchema = z.strictObject({
  kind: z.literal('hearing'),
  ...beginning,
  court: sourceTextSchema,
  picture: pictureSchema,
  steps: z
    .array(
      z.strictObject({
        part: z.enum(hearingParts),
        speaker: z.enum(speakers),
        /** Where the office alone does not say who it is: “a witness, his apprentice”. */
        name: sourceTextSchema.optional(),
        text: sourceTextSchema,
        ask: z.strictObject({ question: sourceTextSchema, answer: sourceTextSchema }).optional(),
      }),
    )
    .min(10)
    .max(16),
  /** After the court has risen. */
  closing: sourceTextSchema,
  person: personSchema,
  /** From the first act that is judged to the last. */
  conduct: z.strictObject({ from: month, to: month }),
  cites: z.array(citationSchema).min(1).max(4),
  outcome: outcomeSchema.extend({ sentence: sentenceSchema }),
});

export const chapterSourceSchema = z.discriminatedUnion('kind', [
  filmSourceSchema,
  lectureSourceSchema,
  hearingSourceSchema,
]);
export type ChapterSource = z.infer<typeof chapterSourceSchema>;
export type FilmSource = z.infer<typeof filmSourceSchema>;
export type LectureSource = z.infer<typeof lectureSourceSchema>;
export type HearingSource = z.infer<typeof hearingSourceSchema>;
