// A reflection (心得体会) as the screen sends it: what may be written, how it is cleaned before it is
// kept, and the first look that puts some before the reviewers sooner. Nothing refuses a writer
// for what they say; only length and form are limited.
import { z } from 'zod';
import { audienceSchema } from './aspects.ts';
import { inkSchema, slugSchema } from './visitor-events.ts';

/** In code points, as they are counted under the field. */
export const maxReflectionLength = 800;

const uuid = z.uuid().transform((id) => id.toLowerCase());

const envelope = {
  event_id: uuid,
  visit_id: uuid,
  age_ms: z.int().min(0),
  consent: z.enum(['public', 'private']),
  audience: audienceSchema.optional(),
  /** The board it was written at. */
  panel: slugSchema.optional(),
};

const writtenText = z
  .string()
  .max(maxReflectionLength * 8)
  .transform(cleanText)
  .refine((text) => text !== '', { message: 'something to read; it is empty' })
  .refine((text) => [...text].length <= maxReflectionLength, {
    message: `at most ${maxReflectionLength} characters`,
  });

/** The body of `POST /api/reflections`: text, or one page of ink. */
export const postedReflectionSchema = z.discriminatedUnion('form', [
  z.strictObject({ ...envelope, form: z.literal('text'), text: writtenText }),
  z.strictObject({ ...envelope, form: z.literal('ink'), ink: inkSchema }),
]);
export type PostedReflection = z.infer<typeof postedReflectionSchema>;

/** The states of a reflection that is to be shared; the last decision stands. */
export const reviewStates = ['pending', 'approved', 'declined', 'withdrawn'] as const;
export type ReviewState = (typeof reviewStates)[number];

/**
 * One form for one text: composed characters, no control characters, nothing invisible that could
 * hide words or turn the direction of those after it. Joiners inside emoji stay.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll(
      /[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g,
      '',
    )
    .replaceAll(/(?<!\p{Extended_Pictographic}\uFE0F?)\u200D/gu, '')
    .replaceAll(/[\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Whether reviewers should see a text first: it seems to hold an identity number, a telephone
 * number, or one of the edition's words. Wrong now and then, in both directions; people decide.
 */
export function isMarked(text: string, words: readonly string[]): boolean {
  const plain = text.normalize('NFKC').toLowerCase();
  if (words.some((word) => plain.includes(word.normalize('NFKC').toLowerCase()))) return true;
  // Digits are often parted by spaces or hyphens, and some are written as Chinese numerals.
  const digits = plain
    .replaceAll(/[〇零一二三四五六七八九]/g, (digit) =>
      String('零一二三四五六七八九'.indexOf(digit.replace('〇', '零'))),
    )
    .replaceAll(/(?<=[\dx])[\s\-–—.·_]+(?=[\dx])/g, '');
  return (
    /(?<!\d)(\d{17}[\dx]|\d{15})(?!\d)/.test(digits) ||
    /(?<!\d)(\+?86)?(1[3-9]\d{9}|0\d{9,11}|400\d{7})(?!\d)/.test(digits)
  );
}
