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
