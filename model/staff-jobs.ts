// Longer work that staff start on the kiosk: one at a time, with its progress, its outcome, and a way
// to stop it.
import { z } from 'zod';
import { languageSchema, titlesSchema } from './language.ts';

const path = z.string().min(1).max(4_096);

export const startJobSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('check'), pack: path }),
  z.strictObject({ do: z.literal('load'), pack: path, goBack: z.boolean().default(false) }),
  /** Every table, or the closing report of one stop, into a folder of its own on the stick. */
  z.strictObject({
    do: z.literal('export'),
    stick: path,
    language: languageSchema,
    stopId: z.string().max(80).optional(),
  }),
  z.strictObject({ do: z.literal('carry-out'), stick: path }),
  z.strictObject({ do: z.literal('take-in'), stick: path }),
  z.strictObject({ do: z.literal('diagnostics'), stick: path }),
  /** A technician's: the program itself, from an update file. `again`: also the version that runs. */
  z.strictObject({ do: z.literal('update'), program: path, again: z.boolean().default(false) }),
]);
export type StartJob = z.infer<typeof startJobSchema>;

/** What a finding of a pack's check says, in both languages. */
const jobFindingSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  place: z.string(),
  zh: z.string(),
  en: z.string(),
});
export type JobFinding = z.infer<typeof jobFindingSchema>;

const findings = z.array(jobFindingSchema);

const jobOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checked'), findings, title: z.string() }),
  z.strictObject({
    kind: z.literal('loaded'),
    title: z.string(),
    titles: titlesSchema,
    isUnsigned: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('refused'), findings }),
  /** The kiosk restarts by itself. */
  z.strictObject({ kind: z.literal('updated'), version: z.string() }),
  z.strictObject({ kind: z.literal('written'), folder: z.string(), files: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('carried'), file: z.string(), events: z.int() }),
  z.strictObject({ kind: z.literal('nothing-new') }),
  z.strictObject({ kind: z.literal('taken'), acknowledgements: z.int(), refused: z.int() }),
  z.strictObject({ kind: z.literal('stopped') }),
  /** `code` of an AppError, with its sentences; or of the stick: `ENOSPC`, `EROFS`, `gone`. */
  z.strictObject({
    kind: z.literal('failed'),
    code: z.string(),
    zh: z.exactOptional(z.string()),
    en: z.exactOptional(z.string()),
  }),
]);
export type JobOutcome = z.infer<typeof jobOutcomeSchema>;

const jobKinds = startJobSchema.options.map(({ shape }) => shape.do.value);

const jobSchema = z.strictObject({
  id: z.string(),
  do: z.enum(jobKinds),
  done: z.number(),
  total: z.number(),
  what: z.string(),
  /** Undefined while it runs. */
  outcome: z.exactOptional(jobOutcomeSchema),
});
export type Job = z.infer<typeof jobSchema>;
/** The job that runs, or the last one that did. */
export const jobAnswerSchema = z.strictObject({ job: jobSchema.nullable() });
