// What organisers do at the dashboard besides reading and reviewing: editions, recall lists, sticks,
// exports, private reflections, the plan of the tour. What is asked of the hub, and what it answers.
import { z } from 'zod';
import { reflectionHeadShape } from './hub-review.ts';
import { viewFiltersSchema } from './hub-views.ts';
import { languageSchema } from './language.ts';
import { itinerarySchema } from './staff-api.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const byWhom = { atMs: z.int(), by: z.string() };

export const newKioskSchema = z.strictObject({ name: z.string().trim().min(1).max(80) });
/** Shown once: the hub tells it to nobody again. */
export const newCodeSchema = z.object({ code: z.string(), expiresMs: z.int() });

/** To every kiosk, or to these. */
export const releaseSchema = z.strictObject({
  to: z.union([z.literal('all'), z.array(z.string().max(80)).min(1).max(10_000)]),
});

export const editionsSchema = z.object({
  packs: z.array(
    z.object({
      sha256: z.string(),
      edition: z.string(),
      title: z.string(),
      sizeBytes: z.int(),
      uploadedMs: z.int(),
      uploadedBy: z.string(),
      /** The newest first; `kioskId` null: every kiosk. */
      releases: z.array(
        z.object({ kioskId: z.string().nullable(), releasedMs: z.int(), releasedBy: z.string() }),
      ),
    }),
  ),
  /** Whose editions and recall lists this hub takes. None: nothing can be uploaded yet. */
  keys: z.array(z.object({ label: z.string(), fingerprint: z.string(), notAfter: z.string().nullable() })),
});
export type Editions = z.infer<typeof editionsSchema>;

/** What is wrong with a pack and how to mend it, for whoever made it. */
export const packFindingSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  /** A file of the pack, with its line where one is meant. */
  place: z.string(),
  zh: z.string(),
  en: z.string(),
});
export type PackFinding = z.infer<typeof packFindingSchema>;

export const mostUploadBytes = 4 * 1024 ** 3;
export const packMedia = 'application/zip';

export const uploadOutcomeSchema = z.object({
  pack: z
    .object({ sha256, edition: z.string(), title: z.string(), panels: z.int(), cases: z.int() })
    .nullable(),
  findings: z.array(packFindingSchema),
});
export type UploadOutcome = z.infer<typeof uploadOutcomeSchema>;

export const uploadStates = ['checking', 'kept', 'refused', 'failed'] as const;
/** `failed`: the hub was stopped or ran into trouble of its own; upload it again. */
export const uploadSchema = z.object({
  uploadId: z.string(),
  state: z.enum(uploadStates),
  sizeBytes: z.int(),
  /** Of what is read while it is checked. */
  doneBytes: z.int(),
  totalBytes: z.int(),
  begunMs: z.int(),
  uploadedBy: z.string(),
  outcome: uploadOutcomeSchema.nullable(),
});
export type Upload = z.infer<typeof uploadSchema>;
/** The newest first. */
export const uploadsSchema = z.object({ uploads: z.array(uploadSchema) });

export const recallsSchema = z.object({
  /** 0 before the first. */
  version: z.int(),
  cases: z.array(z.object({ id: z.string(), recalledOn: z.string() })),
  /** The newest first. */
  lists: z.array(z.object({ version: z.int(), ...byWhom })),
});
export type Recalls = z.infer<typeof recallsSchema>;
/** Cases that no list before called back. */
export const recalledSchema = z.object({ version: z.int(), added: z.array(z.string()) });

export const batchesMedia = 'application/x-ndjson';
/** What came of a stick's file of batches. */
export const importedSchema = z.object({
  batches: z.int(),
  events: z.int(),
  kioskIds: z.array(z.string()),
  /** The file for the way back to the kiosks. */
  acknowledgements: z.object({ name: z.string(), text: z.string() }),
  refused: z.array(z.object({ line: z.int(), why: z.string() })),
});
export type ImportedBatches = z.infer<typeof importedSchema>;

export const exportedKinds = [
  'visits',
  'report',
  'matrix',
  'stops',
  'days',
  'hours',
  'groups',
  'activities',
  'panels',
  'pledges',
  'reflections',
] as const;
export const exportedFormats = ['csv', 'xlsx', 'json', 'pdf', 'zip'] as const;
export type ExportedKind = (typeof exportedKinds)[number];
export type ExportedFormat = (typeof exportedFormats)[number];

/** What each kind is offered as. */
export function exportFormatsOf(kind: ExportedKind): readonly ExportedFormat[] {
  if (kind === 'report') return ['pdf', 'xlsx', 'json'];
  return kind === 'reflections' ? ['csv', 'xlsx', 'json', 'zip'] : ['csv', 'xlsx', 'json'];
}

/** Whether visitors' words are in it; then `review-reflections` is asked for, too. */
export function carriesWords({ kind, format }: { kind: ExportedKind; format: ExportedFormat }): boolean {
  return kind === 'reflections' || (kind === 'report' && format !== 'pdf');
}

export const exportRequestSchema = z
  .strictObject({
    kind: z.enum(exportedKinds),
    format: z.enum(exportedFormats),
    language: languageSchema,
    /** Those of the views, in the same meaning. */
    filters: z.strictObject(viewFiltersSchema.shape).default({}),
  })
  .refine(({ kind, format }) => exportFormatsOf(kind).includes(format), {
    path: ['format'],
    message: 'a format in which this kind is written',
  })
  .refine(({ filters: { from, to } }) => from === undefined || to === undefined || from <= to, {
    path: ['filters', 'to'],
    message: 'a day not before the first',
  });
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/**
 * What is in the file, for whoever finds it later: a table of text has no other place to say what it is cut
 * by. Ids and days, so in no language; `day`: of its making.
 */
export function nameExport({ kind, format, filters }: ExportRequest, day: string): string {
  const cuts = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [name, value === '' ? 'none' : toNamePart(value)],
  );
  return `${['jingzhong', kind, day, ...cuts].join('-')}.${format}`;
}

/** Ids that staff typed may hold anything, and a file's name must not become too long. */
function toNamePart(id: string): string {
  return [...id.replaceAll(/[^\p{L}\p{N}_-]/gu, '_')].slice(0, 24).join('');
}

export const sealedQuerySchema = z.object({
  /** The `next` of the page before. */
  after: z
    .string()
    .regex(/^-?\d{1,16}\.[0-9a-f-]{36}$/)
    .optional(),
});
/** Private reflections, the newest first: what is known of them, and no words. */
export const sealedPageSchema = z.object({
  total: z.int(),
  reflections: z.array(
    z.object({
      ...reflectionHeadShape,
      /** Of the words, as they are kept; null once erased. */
      sizeBytes: z.int().nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type SealedPage = z.infer<typeof sealedPageSchema>;

/** `changedMs` null: nobody has planned yet. */
export const plannedTourSchema = z.object({
  itinerary: itinerarySchema,
  changedMs: z.int().nullable(),
  changedBy: z.string(),
});
export const planTourSchema = z.strictObject({
  itinerary: itinerarySchema,
  /** The `changedMs` of what was read before: whoever changed it since is not written over. */
  basedOnMs: z.int().nullable(),
});
