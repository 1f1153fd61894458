// What a visitor does at the screen, as the renderer tells it: the bodies of the events
// that may be posted to the kiosk's log, and of the reflection, which has a route of its own.
import { z } from 'zod';
import { aspectIdSchema, audienceSchema } from './aspects.ts';
import { languageSchema } from './language.ts';

/** Ids of panels, cases, media and pledges, as editions write them. */
export const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'a slug: small letters, digits, single hyphens' });

/** A title as it was shown: kept with the event, so that history survives deleted content. */
export const shownTitleSchema = z.string().min(1).max(200);

/** A stretch of time in milliseconds; a month is more than any screen can show. */
const stretchMs = z
  .int()
  .min(0)
  .max(31 * 24 * 3_600_000);

export const visitModes = ['visitor', 'staff-test'] as const;
export type VisitMode = (typeof visitModes)[number];

export const choices = ['language', 'audience', 'text-size', 'contrast', 'read-aloud', 'reach'] as const;

export const endCauses = ['finished', 'idle', 'staff', 'recovered'] as const;
export type EndCause = (typeof endCauses)[number];

const visitStarted = z.strictObject({
  language: languageSchema,
  audience: audienceSchema.optional(),
  mode: z.enum(visitModes),
});

const shortWord = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/, { message: 'a short word such as "on" or "large"' });

/** `none` takes an audience back; the other choices are checked against their own lists. */
const visitChose = z
  .strictObject({ which: z.enum(choices), value: shortWord })
  .refine(({ which, value }) => which !== 'language' || languageSchema.safeParse(value).success, {
    path: ['value'],
    message: 'a language of the exhibition',
  })
  .refine(
    ({ which, value }) => which !== 'audience' || value === 'none' || audienceSchema.safeParse(value).success,
    { path: ['value'], message: 'an audience, or none' },
  );

const panelOpened = z.strictObject({
  panel: slugSchema,
  title: shownTitleSchema,
  aspect: aspectIdSchema,
});

/** `dwell_ms`: while the panel was visible and attended. */
const panelClosed = z.strictObject({
  panel: slugSchema,
  title: shownTitleSchema,
  dwell_ms: stretchMs,
});

const caseShown = z.strictObject({ case: slugSchema, title: shownTitleSchema, panel: slugSchema });

/** `step` counts from 1. */
const stepGuessed = z.strictObject({
  case: slugSchema,
  step: z.int().min(1).max(20),
  right: z.boolean(),
});

/** `attended_ms`: on this panel since it was opened. */
const visitBeat = z.strictObject({ panel: slugSchema, attended_ms: stretchMs });

const mediaPlayed = z.strictObject({
  media: slugSchema,
  seconds: z.number().min(0).max(86_400),
  completed: z.boolean(),
});

/** `choice` counts from 0. */
const quizAnswered = z.strictObject({
  panel: slugSchema,
  choice: z.int().min(0).max(19),
  right: z.boolean(),
});

/**
 * The words live apart, so that they can be erased; the event keeps their SHA-256. `marked`: a
 * first look found something for which reviewers should see it first (reflection.ts).
 */
const reflectionWritten = z.strictObject({
  consent: z.enum(['public', 'private']),
  audience: audienceSchema.optional(),
  panel: slugSchema.optional(),
  form: z.enum(['text', 'ciphertext', 'ink']),
  marked: z.boolean(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { message: 'a SHA-256 in small hex' }),
});

/** What a finger wrote, see ink.ts: width to height, and strokes as [x1, y1, x2, y2, …]. */
export const inkSchema = z.strictObject({
  aspect: z.number().min(0.01).max(100),
  strokes: z
    .array(z.array(z.int().min(0).max(10_000)).min(2).max(4_000))
    .min(1)
    .max(400),
});

/** A couple signs together: two signatures under one pledge. */
const pledgeSigned = z.strictObject({
  pledge: slugSchema,
  signatures: z.array(inkSchema).min(1).max(2),
});

const visitEnded = z.strictObject({ cause: z.enum(endCauses) });

/** The types the renderer may post now. */
export const postableBodies = {
  'visit.started': visitStarted,
  'visit.chose': visitChose,
  'panel.opened': panelOpened,
  'panel.closed': panelClosed,
  'case.opened': caseShown,
  'case.finished': caseShown,
  'step.guessed': stepGuessed,
  'visit.beat': visitBeat,
  'media.played': mediaPlayed,
  'quiz.answered': quizAnswered,
  'pledge.signed': pledgeSigned,
  'visit.ended': visitEnded,
} as const;

export const visitorBodies = {
  ...postableBodies,
  'reflection.written': reflectionWritten,
} as const;
