// The exhibition's languages. zh-Hans and English are written by editors;
// zh-Hant is derived from zh-Hans when an edition is built.
import { z } from 'zod';

export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof languages)[number];
export const languageSchema = z.enum(languages);

const writtenText = z
  .string()
  .trim()
  .min(1)
  .refine((text) => text === text.normalize('NFC'), { message: 'text-not-nfc' });

/** A text as editors write it: Simplified Chinese and English, both required. */
export const sourceTextSchema = z.strictObject({ 'zh-Hans': writtenText, en: writtenText });
export type SourceText = z.infer<typeof sourceTextSchema>;

/** A title in each of an edition's languages, for lists that people read in theirs. */
export const titlesSchema = z.partialRecord(languageSchema, z.string().min(1).max(400));
export type Titles = z.infer<typeof titlesSchema>;
