// What the dashboard asks of the hub's figures, and what it is answered. The figures are those of the
// one counting rule (count-*.ts); here is only how they are cut and carried.
import { z } from 'zod';
import { reviewStates } from './reflection.ts';
import { activityKinds } from './staff-events.ts';

const day = z.iso.date();
const name = z.string().max(120);

/** An empty `stop`, `entry` or `audience` asks for what is at none. */
const filterShape = {
  from: day.optional(),
  to: day.optional(),
  stop: name.optional(),
  entry: name.optional(),
  kiosk: name.optional(),
  language: name.optional(),
  audience: name.optional(),
};
export const viewFiltersSchema = z.object(filterShape);
export type ViewFilters = z.infer<typeof viewFiltersSchema>;
export type FilterName = keyof typeof filterShape;
const filterNames = z.enum(['from', 'to', 'stop', 'entry', 'kiosk', 'language', 'audience']);

const count = z.int().min(0);

/**
 * People reached with both terms. A group has no language and is of no one audience: where a filter
 * asks for one, its headcount cannot be cut and the sum is not told (null).
 */
export const reachSchema = z.object({
  visits: count,
  touches: count,
  visitsOutsideGroups: count,
  groupPeople: count.nullable(),
  peopleReached: count.nullable(),
});
export type ReachFigures = z.infer<typeof reachSchema>;

const placeSchema = z.object({ stop: z.string(), stopName: z.string(), entry: z.string() });
const slice = z.object({ key: z.string(), ...reachSchema.shape });

export const visitsViewSchema = z.object({
  totals: z.object({
    ...reachSchema.shape,
    groups: count.nullable(),
    staffTests: count,
    attendedMs: count,
    panelsOpened: count,
  }),
  /** What of the totals is on no day and in no hour; under a filter of days, what that left out. */
  atUnknownTime: reachSchema,
  days: z.array(slice),
  entries: z.array(slice),
  stops: z.array(z.object({ ...placeSchema.shape, ...reachSchema.shape })),
  /** Groups are in none of the following: a headcount has no hour, language or audience. */
  hours: z.array(z.object({ hour: z.int().min(0).max(23), visits: count, touches: count })),
  languages: z.array(z.object({ key: z.string(), visits: count, touches: count })),
  audiences: z.array(z.object({ key: z.string(), visits: count, touches: count })),
});
export type VisitsView = z.infer<typeof visitsViewSchema>;

export const tourViewSchema = z.object({
  stops: z.array(
    z.object({
      ...placeSchema.shape,
      ...reachSchema.shape,
      address: z.string(),
      arrivedMs: z.int().nullable(),
      leftMs: z.int().nullable(),
      stays: count,
      groups: count,
      offMs: count,
    }),
  ),
  /** Five entries × six ones, in order, the blank ones too; a sixth row where something is at no entry. */
  matrix: z.array(
    z.object({
      entry: z.string(),
      activity: z.enum(activityKinds),
      recordedPeople: count,
      recordedOccasions: count,
      kioskPeople: count,
      kioskOccasions: count,
    }),
  ),
  notCutBy: z.array(filterNames),
});
export type TourView = z.infer<typeof tourViewSchema>;

export const panelsViewSchema = z.object({
  panels: z.array(
    z.object({
      panel: z.string(),
      aspect: z.string(),
      /** By language; as last shown. */
      titles: z.record(z.string(), z.string()),
      opened: count,
      finished: count,
      attendedMs: count,
      quizRight: count,
      quizAnswered: count,
    }),
  ),
  /** The first-step question: which lesson is not understood. */
  steps: z.array(z.object({ aspect: z.string(), guessed: count, right: count })),
  notCutBy: z.array(filterNames),
  stepsNotCutBy: z.array(filterNames),
});
export type PanelsView = z.infer<typeof panelsViewSchema>;

export const takingPartViewSchema = z.object({
  reflections: z.object({
    written: count,
    public: count,
    private: count,
    byState: z.record(z.string(), count),
  }),
  pledges: z.array(z.object({ ...placeSchema.shape, pledge: z.string(), signed: count, signatures: count })),
  screen: z.array(z.object({ activity: z.enum(activityKinds), people: count, occasions: count })),
  notCutBy: z.array(filterNames),
});
export type TakingPartView = z.infer<typeof takingPartViewSchema>;

export const nowViewSchema = z.object({
  nowMs: z.int(),
  kiosks: z.array(
    z.object({
      kioskId: z.string(),
      name: z.string(),
      state: z.enum(['active', 'revoked']),
      enrolledMs: z.int(),
      lastHeardMs: z.int().nullable(),
      /** Two disks go by this name; it should be enrolled anew. */
      clonedMs: z.int().nullable(),
      version: z.string(),
      edition: z.string(),
      staged: z.string().nullable(),
      ...placeSchema.shape,
      unsent: count.nullable(),
      freeBytes: count.nullable(),
      clockSkewMs: z.int().nullable(),
      lights: z.array(z.object({ id: z.string(), state: z.enum(['amber', 'red']), code: z.string() })),
    }),
  ),
});
export type NowView = z.infer<typeof nowViewSchema>;

export const visitKinds = ['visit', 'touch', 'staff-test'] as const;
/** What a visitor may have done at the screen, of the six ones; whoever came at all came to the panels. */
export const screenActs = ['talk', 'film', 'lecture', 'hearing', 'reflection'] as const;
/** `after`: the `next` of the page before. Staff tests have no `signed`, `aspect` and `did`. */
export const visitRowsQuerySchema = z.object({
  ...filterShape,
  kind: z.enum(visitKinds).optional(),
  /** Empty: outside groups. */
  group: name.optional(),
  time: z.enum(['unknown']).optional(),
  panel: name.optional(),
  /** Of that panel, or of any. */
  finished: z.enum(['yes', 'no']).optional(),
  quiz: z.enum(['right', 'answered']).optional(),
  did: z.enum(screenActs).optional(),
  /** A row a pledge that was signed; empty: whichever. */
  signed: name.optional(),
  /** Where a step to turn back at was guessed; how often is in the row. */
  aspect: name.optional(),
  /** 0 to 23. */
  hour: z.coerce.number().int().min(0).max(23).optional(),
  after: z
    .string()
    .regex(/^-?\d{1,16}\.\d{1,10}\.[0-9a-f-]{36}(\.\d{1,6})?$/)
    .optional(),
});
export type VisitRowsQuery = z.infer<typeof visitRowsQuerySchema>;

/** Which kiosk a row is of, and what staff call it. */
const kioskSchema = z.object({ kioskId: z.string(), kioskName: z.string() });

export const visitRowsSchema = z.object({
  rows: z.array(
    z.object({
      visitId: z.string(),
      ...kioskSchema.shape,
      day: z.string(),
      hour: z.int(),
      startedMs: z.int(),
      endedMs: z.int(),
      timeQuality: z.string(),
      timeZone: z.string(),
      ...placeSchema.shape,
      kind: z.enum(visitKinds),
      language: z.string(),
      audience: z.string(),
      inGroup: z.boolean(),
      panelsOpened: count,
      panelsFinished: count,
      attendedMs: count,
      interactions: count,
      reflections: count,
      pledges: count,
      /** That by which it was asked for: a pledge, an aspect, or nothing more than that it was done. */
      act: z
        .object({ n: count, about: z.string(), times: count, signatures: count, right: count })
        .nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type VisitRowsPage = z.infer<typeof visitRowsSchema>;

/** A page of rows; `next`: where the page after it begins. */
const rowsPage = <Row extends z.ZodRawShape>(row: Row) =>
  z.object({
    rows: z.array(z.object(row)),
    next: z.string().nullable(),
    notCutBy: z.array(filterNames),
  });

export const groupRowsQuerySchema = z.object({
  ...filterShape,
  after: z
    .string()
    .regex(/^-?\d{1,16}\..{1,120}$/)
    .optional(),
});
export type GroupRowsQuery = z.infer<typeof groupRowsQuerySchema>;

/** What staff registered, the newest first. */
export const groupRowsSchema = rowsPage({
  groupId: z.string(),
  ...kioskSchema.shape,
  day: z.string(),
  openedMs: z.int(),
  closedMs: z.int().nullable(),
  timeQuality: z.string(),
  ...placeSchema.shape,
  organisation: z.string(),
  /** Its own; the stop's may be another. */
  groupEntry: z.string(),
  headcount: count,
  /** Visits of its members at the screen, which are added nowhere. */
  memberVisits: count,
});
export type GroupRowsPage = z.infer<typeof groupRowsSchema>;

/** Where a row stands among others of their days: its day, then the event that told of it. */
const dayPlace = z.string().regex(/^\d{4}-\d\d-\d\d(\.\d{1,16}){3}$/);

export const activityRowsQuerySchema = z.object({
  ...filterShape,
  activity: z.enum(activityKinds).optional(),
  after: dayPlace.optional(),
});
export type ActivityRowsQuery = z.infer<typeof activityRowsQuerySchema>;

/** What staff recorded of the six ones, the last day first. */
export const activityRowsSchema = rowsPage({
  /** Told apart by it; says nothing. */
  id: z.string(),
  ...kioskSchema.shape,
  day: z.string(),
  ...placeSchema.shape,
  activity: z.enum(activityKinds),
  organisation: z.string(),
  headcount: count,
});
export type ActivityRowsPage = z.infer<typeof activityRowsSchema>;

export const offRowsQuerySchema = z.object({ ...filterShape, after: dayPlace.optional() });
export type OffRowsQuery = z.infer<typeof offRowsQuerySchema>;

/** How long a kiosk was off from one switching off to the next start; over midnight, a row for each day. The last day first. */
export const offRowsSchema = rowsPage({
  /** Told apart by it; says nothing. */
  id: z.string(),
  ...kioskSchema.shape,
  day: z.string(),
  ...placeSchema.shape,
  offMs: count,
});
export type OffRowsPage = z.infer<typeof offRowsSchema>;

export const reflectionConsents = ['public', 'private'] as const;
export const reflectionRowsQuerySchema = z.object({
  ...filterShape,
  consent: z.enum(reflectionConsents).optional(),
  state: z.enum(reviewStates).optional(),
  after: z
    .string()
    .regex(/^-?\d{1,16}\.[0-9a-f-]{36}\.\d{1,10}$/)
    .optional(),
});
export type ReflectionRowsQuery = z.infer<typeof reflectionRowsQuerySchema>;

/** The newest first, those of staff tests too. Words are for who reviews, and not here. */
export const reflectionRowsSchema = rowsPage({
  id: z.string(),
  ...kioskSchema.shape,
  writtenMs: z.int(),
  /** Empty: nobody knows. */
  day: z.string(),
  ...placeSchema.shape,
  consent: z.enum(reflectionConsents),
  form: z.string(),
  audience: z.string(),
  panel: z.string(),
  /** Of what is to be shared; empty otherwise. */
  state: z.string(),
});
export type ReflectionRowsPage = z.infer<typeof reflectionRowsSchema>;
