// What staff and organisers record: stops, groups, activities, decisions, content.
// Written by the kiosk or the hub for them, never posted by a visitor's screen.
import { z } from 'zod';
import { audienceSchema } from './aspects.ts';
import { shownTitleSchema, slugSchema } from './visitor-events.ts';

const headcount = z.int().min(0).max(100_000);
const plainName = z.string().trim().min(1).max(200);

/** The five entries (五进) are the five audiences: a stop and a group have one each. */
const entry = audienceSchema;

/** The six ones (六个一), in their order. */
export const activityKinds = ['talk', 'panels', 'film', 'lecture', 'hearing', 'reflection'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const staffBodies = {
  'group.opened': z.strictObject({
    group_id: z.uuid(),
    organisation: plainName,
    entry,
    headcount,
  }),
  /** `headcount`: counted again at the end, where staff did; it beats the first. */
  'group.closed': z.strictObject({ group_id: z.uuid(), headcount: headcount.optional() }),
  'stop.arrived': z.strictObject({
    stop_id: slugSchema,
    name: plainName,
    entry,
    address: z.string().trim().max(400).optional(),
  }),
  'stop.left': z.strictObject({ stop_id: slugSchema }),
  'activity.recorded': z.strictObject({
    kind: z.enum(activityKinds),
    stop_id: slugSchema.optional(),
    organisation: plainName,
    headcount,
    date: z.iso.date(),
  }),
  'review.decided': z.strictObject({
    reflection: z.uuid(),
    /** `pending`: a decision was taken back. */
    state: z.enum(['pending', 'approved', 'declined', 'withdrawn']),
    by: plainName,
  }),
  'edition.switched': z.strictObject({
    from: z.string().max(120),
    to: z.string().max(120),
    edition_date: z.iso.date(),
    time_zone: z.string().min(1).max(60),
    idle_limit_ms: z.int().min(1_000).max(3_600_000),
  }),
  'case.recalled': z.strictObject({
    case: slugSchema,
    title: shownTitleSchema.optional(),
    list_version: z.int().min(1),
  }),
} as const;
