// What the kiosk answers on the visitors' side. Staff's answers stand in staff-api.ts and staff-jobs.ts.
import { z } from 'zod';
import { audienceSchema } from './aspects.ts';
import { inkSchema, slugSchema } from './visitor-events.ts';

const sentences = z.strictObject({ en: z.string(), 'zh-Hans': z.string() });

/** Every refusal: a stable code, and a sentence that says what to do. */
export const refusalAnswerSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    sentence: sentences,
    /** What in the request is wrong, and where; the first fifty. */
    findings: z.exactOptional(z.array(z.strictObject({ where: z.string(), what: z.string() }))),
    findingsInAll: z.exactOptional(z.int()),
  }),
});

/** On the disk when it is told; events that were there already are `repeated`. */
export const appendedSchema = z.strictObject({ appended: z.int(), repeated: z.int() });

/** Null where the log is not open: no number is not zero. Pledges by their id. */
export const todaySchema = z.strictObject({
  visits: z.int().nullable(),
  pledges: z.record(z.string(), z.int()).nullable(),
});

const slip = {
  id: z.uuid(),
  audience: z.exactOptional(audienceSchema),
  panel: z.exactOptional(slugSchema),
  /** Written at the present stop. */
  here: z.boolean(),
};
export const wallSchema = z.strictObject({
  slips: z.array(
    z.union([z.strictObject({ ...slip, text: z.string() }), z.strictObject({ ...slip, ink: inkSchema })]),
  ),
});

export const healthSchema = z.strictObject({
  ok: z.boolean(),
  edition: z.strictObject({
    id: z.string(),
    number: z.int(),
    date: z.string(),
    title: z.string(),
    brokenMedia: z.array(z.string()),
  }),
  log: z.strictObject({
    /** `ready`, or what is wrong with it. */
    state: z.string(),
    sentence: z.exactOptional(sentences),
    events: z.int(),
    unsent: z.int(),
    lastSeq: z.int(),
    /** Logs that could not be used, and what was saved of them. */
    setAside: z.array(z.looseObject({ folder: z.string(), why: z.enum(['damaged', 'newer']) })),
  }),
  sync: z.looseObject({ state: z.string() }),
  clock: z.strictObject({
    now: z.string(),
    timeZone: z.string(),
    quality: z.enum(['exact', 'estimated', 'unknown']),
  }),
  disk: z.strictObject({ freeBytes: z.number(), ballast: z.enum(['held', 'released']) }),
  version: z.string(),
});
