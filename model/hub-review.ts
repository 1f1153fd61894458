// What the dashboard's review says to the hub: reflections that their writers wanted to share.
import { z } from 'zod';
import { reviewStates } from './reflection.ts';

export const reviewQuerySchema = z.object({
  state: z.enum(reviewStates).default('pending'),
  /** The `next` of the page before. */
  after: z
    .string()
    .regex(/^[01]\.-?\d{1,16}\.[0-9a-f-]{36}$/)
    .optional(),
});
export type ReviewQuery = z.infer<typeof reviewQuerySchema>;

/** What is known of a reflection besides its words. */
export const reflectionHeadShape = {
  id: z.string(),
  writtenMs: z.int(),
  stop: z.string(),
  stopName: z.string(),
  entry: z.string(),
  /** Of a private one `ciphertext`; text or ink where the edition names no key to seal to. */
  form: z.string(),
  audience: z.string(),
  panel: z.string(),
};

export const reviewPageSchema = z.object({
  /** In this state altogether. */
  total: z.int().min(0),
  /** Screened ones first, then the oldest. */
  reflections: z.array(
    z.object({
      ...reflectionHeadShape,
      /** It seems to hold a number or a word that should be looked at first. */
      isMarked: z.boolean(),
      /** Text, or ink as JSON; null once erased. */
      words: z.string().nullable(),
      state: z.enum(reviewStates),
      decidedBy: z.string().nullable(),
      decidedMs: z.int().nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type ReviewPage = z.infer<typeof reviewPageSchema>;

/** Taking a decision back is the decision `before` again. */
export const decisionSchema = z.strictObject({ state: z.enum(reviewStates) });
export const decidedSchema = z.object({ before: z.enum(reviewStates) });
