// What the kiosk and its staff's screens say to each other under /api/staff/: all of it as
// schemas (docs/routes.md is made from them). Words are the screens' own; the kiosk answers with codes and numbers.
import { z } from 'zod';
import { audienceSchema } from './aspects.ts';
import { slug } from './edition-source.ts';
import { titlesSchema } from './language.ts';
import { publicKeySchema, trustedKeysSchema } from './pack.ts';
import { reviewStates } from './reflection.ts';
import { hubTroubles } from './sync-batch.ts';
import { slugSchema } from './visitor-events.ts';

export const staffRoles = ['staff', 'technician'] as const;
/** A technician may do all that staff may, and set PINs, keys, updates and the factory reset. */
export type StaffRole = (typeof staffRoles)[number];

/** Digits only: it is typed with gloves, on a screen that others can see. */
export const pinSchema = z.string().regex(/^\d{6,12}$/, { message: 'six to twelve digits' });

export const setUpSchema = z
  .strictObject({ staffPin: pinSchema, technicianPin: pinSchema })
  .refine(({ staffPin, technicianPin }) => staffPin !== technicianPin, {
    path: ['technicianPin'],
    message: 'another PIN than the staff’s',
  });
export const enterSchema = z.strictObject({ pin: z.string().max(40) });
export const changePinSchema = z.strictObject({ role: z.enum(staffRoles), pin: pinSchema });

export const accessSchema = z.strictObject({
  /** `closed`: no PIN was set while the time for it lasted; the kiosk must be started again. */
  state: z.enum(['set-up', 'closed', 'ready']),
  /** Seconds until the next try; 0 where one may try now. */
  waitSeconds: z.int(),
  kioskId: z.string(),
  /** What the organisers sign to open the kiosk again, see kiosk/staff/recovery.ts. */
  challenge: z.string(),
});
export type Access = z.infer<typeof accessSchema>;
export const enteredSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entered'),
    token: z.string(),
    role: z.enum(staffRoles),
    idleSeconds: z.int(),
  }),
  z.strictObject({ kind: z.literal('wrong'), waitSeconds: z.int() }),
  z.strictObject({ kind: z.literal('wait'), waitSeconds: z.int() }),
]);
export type Entered = z.infer<typeof enteredSchema>;

export const lightIds = [
  'content',
  'log',
  'unsent',
  'sync',
  'clock',
  'disk',
  'touch',
  'sound',
  'screen',
  'version',
] as const;
export const lightStates = ['green', 'amber', 'red'] as const;
export type LightState = (typeof lightStates)[number];
/** `code` names the sentence and the next thing to do; `values` fill it. */
const lightSchema = z.strictObject({
  id: z.enum(lightIds),
  state: z.enum(lightStates),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What `title` among the values is in each language. */
  titles: z.exactOptional(titlesSchema),
});
export type Light = z.infer<typeof lightSchema>;
export const lightsSchema = z.strictObject({ lights: z.array(lightSchema), at: z.string() });
export type Lights = z.infer<typeof lightsSchema>;

export const selfTestIds = [
  'touch',
  'screen',
  'sound',
  'film',
  'picture',
  'log',
  'clock',
  'printer',
  'network',
] as const;
export type SelfTestId = (typeof selfTestIds)[number];
export const selfTestResults = ['passed', 'failed', 'absent'] as const;
export type SelfTestResult = (typeof selfTestResults)[number];
/** What the screen found; `log` and `network` the kiosk tries itself. */
export const selfTestSchema = z.strictObject({
  results: z.partialRecord(z.enum(selfTestIds), z.enum(selfTestResults)),
});
export const selfTestReportSchema = z.strictObject({
  passed: z.boolean(),
  results: z.partialRecord(z.enum(selfTestIds), z.enum(selfTestResults)),
  at: z.string(),
});
export type SelfTestReport = z.infer<typeof selfTestReportSchema>;

const plainName = z.string().trim().min(1).max(200);
const headcount = z.int().min(0).max(100_000);

/** A stop that is planned: where the tour goes, and when. */
export const plannedStopSchema = z
  .strictObject({
    stop_id: slugSchema,
    name: plainName,
    entry: audienceSchema,
    address: z.string().trim().max(400).default(''),
    from: z.iso.date(),
    to: z.iso.date(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'a day not before the first' });
export type PlannedStop = z.infer<typeof plannedStopSchema>;
export const itinerarySchema = z
  .strictObject({ stops: z.array(plannedStopSchema).max(200) })
  .refine(({ stops }) => new Set(stops.map(({ stop_id }) => stop_id)).size === stops.length, {
    path: ['stops'],
    message: 'each stop once',
  });
export type Itinerary = z.infer<typeof itinerarySchema>;

export const arriveSchema = z.strictObject({
  stop_id: slugSchema,
  name: plainName,
  entry: audienceSchema,
  address: z.string().trim().max(400).optional(),
});
export const openGroupSchema = z.strictObject({ organisation: plainName, entry: audienceSchema, headcount });
export const closeGroupSchema = z.strictObject({ group_id: z.uuid(), headcount: headcount.optional() });
export const activityKinds = ['talk', 'panels', 'film', 'lecture', 'hearing', 'reflection'] as const;
export type ActivityKind = (typeof activityKinds)[number];
export const recordActivitySchema = z.strictObject({
  kind: z.enum(activityKinds),
  organisation: plainName,
  headcount,
  date: z.iso.date(),
});

const currentStopSchema = z.strictObject({
  stop_id: z.string(),
  name: z.string(),
  entry: audienceSchema,
  address: z.string(),
  arrivedAt: z.string(),
});
export type CurrentStop = z.infer<typeof currentStopSchema>;
const openGroupFactsSchema = z.strictObject({
  group_id: z.string(),
  organisation: z.string(),
  entry: audienceSchema,
  headcount: z.int(),
  openedAt: z.string(),
});
const recordedActivitySchema = z.strictObject({
  kind: z.enum(activityKinds),
  organisation: z.string(),
  headcount: z.int(),
  date: z.string(),
});
/** Why it looks as if the kiosk stands somewhere else than it says. */
export const movedSigns = [
  'another-stop-is-planned',
  'another-network',
  'long-off',
  'visits-without-stop',
] as const;
export type MovedSign = (typeof movedSigns)[number];
export const tourSchema = z.strictObject({
  /** Today in the exhibition's time zone. */
  today: z.string(),
  stop: currentStopSchema.nullable(),
  itinerary: itinerarySchema,
  groups: z.array(openGroupFactsSchema),
  activities: z.array(recordedActivitySchema),
  moved: z.enum(movedSigns).nullable(),
  /** Visitors' sessions since the arrival at this stop, touches among them. */
  sessions: z.int(),
});
export type Tour = z.infer<typeof tourSchema>;

export const decisionSchema = z.strictObject({
  reflection: z.uuid().transform((id) => id.toLowerCase()),
  state: z.enum(reviewStates),
  by: plainName,
});
const reviewedReflectionSchema = z.strictObject({
  id: z.string(),
  visitId: z.string(),
  writtenMs: z.int(),
  stopId: z.string().nullable(),
  consent: z.enum(['public', 'private']),
  form: z.enum(['text', 'ink', 'ciphertext']),
  audience: z.exactOptional(audienceSchema),
  panel: z.exactOptional(z.string()),
  marked: z.boolean(),
  sha256: z.string(),
  /** Text, or ink as JSON; absent once erased. */
  words: z.exactOptional(z.string()),
  state: z.enum(reviewStates),
  decidedBy: z.exactOptional(z.string()),
  decidedMs: z.exactOptional(z.int()),
});
export type ReviewedReflection = z.infer<typeof reviewedReflectionSchema>;
export const reviewedReflectionsSchema = z.strictObject({ reflections: z.array(reviewedReflectionSchema) });

/** What became of the last try to reach the hub; the rest are the hub's own refusals. */
export const syncStandings = [
  'waiting',
  'sending',
  'in-step',
  'offline',
  'no-hub',
  'stranger',
  /** The hub knows no such kiosk; `not-enrolled` is a kiosk that knows no hub. */
  'unknown-there',
  'log-unavailable',
  ...hubTroubles,
] as const;
export type SyncStanding = (typeof syncStandings)[number];

/** GET /api/staff/hub */
export const syncStateSchema = z.strictObject({
  state: z.enum(syncStandings),
  hub: z.exactOptional(
    z.strictObject({ name: z.string(), url: z.string(), id: z.string(), kioskName: z.string() }),
  ),
  /** By this kiosk's clock; absent before the first time. */
  lastHeardMs: z.exactOptional(z.int()),
  /** This disk's rows stand under another disk's name: it was copied, and should be enrolled anew. */
  isCloned: z.boolean(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

export const hubActionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('enrol'), address: z.string().max(400), code: z.string().max(60) }),
  z.strictObject({ do: z.literal('leave') }),
  /** This disk was copied from another kiosk's: another name and key, from the next start on. */
  z.strictObject({ do: z.literal('become-another') }),
  z.strictObject({ do: z.literal('try-now') }),
]);
export const enrolOutcomes = [
  'enrolled',
  'bad-address',
  'bad-code',
  'not-proven',
  'log-unavailable',
  'offline',
  'no-hub',
  'stranger',
  'trouble',
] as const;
export type EnrolOutcome = (typeof enrolOutcomes)[number];
export const hubAnswerSchema = z.strictObject({
  state: syncStateSchema,
  outcome: z.exactOptional(z.enum(enrolOutcomes)),
  /** Only after `become-another`. */
  restartsItself: z.exactOptional(z.boolean()),
});
export type HubAnswer = z.infer<typeof hubAnswerSchema>;

const hourMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'a time such as 22:30' });

/** How this kiosk is set; everything has a value before anybody set it. */
export const settingsSchema = z.strictObject({
  /** The loudest that film and bell may be, in hundredths. */
  volume: z.int().min(0).max(100).default(80),
  /** Hundredths; applied where the system lets us. */
  brightness: z.int().min(10).max(100).default(100),
  /** Screen dim and exhibition paused between these times; null: never. */
  quiet: z.strictObject({ from: hourMinute, to: hourMinute }).nullable().default(null),
  /** A restart of the program while nobody is there; null: never. */
  restartAt: hourMinute.nullable().default(null),
  /** Whether “my walk” may be printed on the system's printer. */
  printer: z.boolean().default(false),
  /** Whether editions without a signature may be loaded. */
  allowUnsigned: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

const programFileSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  version: z.string(),
  platform: z.string(),
});
const stickPackSchema = z.strictObject({
  path: z.string(),
  name: z.string(),
  id: z.string(),
  title: z.string(),
  titles: z.exactOptional(titlesSchema),
  number: z.int(),
  date: z.string(),
  isSigned: z.boolean(),
});
export type StickPack = z.infer<typeof stickPackSchema>;
export const sticksSchema = z.strictObject({
  sticks: z.array(
    z.strictObject({
      path: z.string(),
      label: z.string(),
      isWritable: z.boolean(),
      freeBytes: z.number(),
      packs: z.array(stickPackSchema),
      /** Public keys of organisers, for a technician to accept. */
      keys: z.array(publicKeySchema.extend({ path: z.string() })),
      /** Updates of the program. */
      programs: z.array(programFileSchema),
      recallList: z.exactOptional(z.string()),
    }),
  ),
});
export type Sticks = z.infer<typeof sticksSchema>;

/** The program that runs, as GET /api/staff/program tells a technician of it. */
export const programStateSchema = z.strictObject({
  version: z.string(),
  /** Only in a `folder` of its own can it be updated from here. */
  place: z.enum(['folder', 'read-only', 'sources', 'installed']),
  /** Put in, and begins with the next start. */
  waiting: z.string().nullable(),
  /** The version to go back to. */
  before: z.string().nullable(),
  /** `stick`: the one that it is on. */
  updates: z.array(
    programFileSchema.extend({
      stick: z.string(),
      fits: z.enum(['newer', 'same', 'older', 'other-platform']),
    }),
  ),
});
export type ProgramState = z.infer<typeof programStateSchema>;

/** Whose editions, recall lists and recovery files this kiosk goes by. */
export type TrustedKeys = z.infer<typeof trustedKeysSchema>;
export const acceptKeySchema = z.strictObject({ path: z.string().min(1).max(4_096) });
/** The editions of this kiosk, as GET /api/staff/editions lists them. */
export const editionsSchema = z.strictObject({
  editions: z.array(
    z.strictObject({
      role: z.enum(['current', 'previous', 'staged']),
      isShipped: z.boolean(),
      id: z.string(),
      number: z.int(),
      date: z.string(),
      title: z.string(),
      titles: z.exactOptional(titlesSchema),
      signedBy: z.exactOptional(z.strictObject({ label: z.string(), fingerprint: z.string() })),
      loadedAt: z.exactOptional(z.string()),
    }),
  ),
  recalled: z.array(z.string()),
});
export type Editions = z.infer<typeof editionsSchema>;

/** What may be done with them. */
export const editionActionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('switch') }),
  z.strictObject({ do: z.literal('back') }),
  z.strictObject({ do: z.literal('discard') }),
  z.strictObject({ do: z.literal('recall'), case: slug }),
  z.strictObject({ do: z.literal('recall-list'), path: z.string().min(1) }),
]);
export type EditionAction = z.infer<typeof editionActionSchema>;
/** The editions as they are now, and of a recall list what came of it. */
export const editionAnswerSchema = editionsSchema.extend({
  taken: z.exactOptional(z.looseObject({ kind: z.enum(['taken', 'older', 'unreadable', 'untrusted']) })),
});

/** What the shell around the screens can do here; the rest is said to be absent. */
const powersSchema = z.strictObject({
  relaunch: z.boolean(),
  brightness: z.boolean(),
  print: z.boolean(),
});
export type Powers = z.infer<typeof powersSchema>;
/** Nearer to the hub's clock nobody can set one by hand. */
export const clockToleranceMs = 60_000;
export const settingsAnswerSchema = z.strictObject({
  settings: settingsSchema,
  powers: powersSchema,
  /** By how much this kiosk's clock is ahead of the hub's; null where the hub has told nothing of this boot. */
  aheadOfHubMs: z.int().nullable(),
});
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;
/** What every screen may know of the settings, without a PIN. */
export const screenSettingsSchema = z.strictObject({
  volume: z.int(),
  canPrint: z.boolean(),
  /** Between the quiet hours now. */
  isQuiet: z.boolean(),
  stopName: z.string().nullable(),
});
export type ScreenSettings = z.infer<typeof screenSettingsSchema>;
