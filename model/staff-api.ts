// What the kiosk and its staff's screens say to each other under /api/staff/: requests as schemas,
// answers as types. Words are the screens' own; the kiosk answers with codes and numbers.
import { z } from 'zod';
import { audienceSchema, type Audience } from './aspects.ts';
import { reviewStates, type ReviewState } from './reflection.ts';
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

export type Access = {
  /** `closed`: no PIN was set while the time for it lasted; the kiosk must be started again. */
  state: 'set-up' | 'closed' | 'ready';
  /** Seconds until the next try; 0 where one may try now. */
  waitSeconds: number;
  kioskId: string;
  /** What the organisers sign to open the kiosk again, see kiosk/staff/recovery.ts. */
  challenge: string;
};
export type Entered =
  | { kind: 'entered'; token: string; role: StaffRole; idleSeconds: number }
  | { kind: 'wrong'; waitSeconds: number }
  | { kind: 'wait'; waitSeconds: number };

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
export type LightId = (typeof lightIds)[number];
export type LightState = 'green' | 'amber' | 'red';
/** `code` names the sentence and the next thing to do; `values` fill it. */
export type Light = {
  id: LightId;
  state: LightState;
  code: string;
  values: Record<string, string | number>;
};
export type Lights = { lights: Light[]; at: string };

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
export type SelfTestReport = {
  passed: boolean;
  results: Partial<Record<SelfTestId, SelfTestResult>>;
  at: string;
};

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

export type CurrentStop = {
  stop_id: string;
  name: string;
  entry: Audience;
  address: string;
  arrivedAt: string;
};
export type OpenGroup = {
  group_id: string;
  organisation: string;
  entry: Audience;
  headcount: number;
  openedAt: string;
};
export type RecordedActivity = {
  kind: ActivityKind;
  organisation: string;
  headcount: number;
  date: string;
};
/** Why it looks as if the kiosk stands somewhere else than it says. */
export type MovedSign = 'another-stop-is-planned' | 'another-network' | 'long-off' | 'visits-without-stop';
export type Tour = {
  /** Today in the exhibition's time zone. */
  today: string;
  stop: CurrentStop | null;
  itinerary: Itinerary;
  groups: OpenGroup[];
  activities: RecordedActivity[];
  moved: MovedSign | null;
  /** Visitors' sessions since the arrival at this stop, touches among them. */
  sessions: number;
};

export const decisionSchema = z.strictObject({
  reflection: z.uuid().transform((id) => id.toLowerCase()),
  state: z.enum(reviewStates),
  by: plainName,
});
export type ReviewedReflection = {
  id: string;
  writtenMs: number;
  stopId: string | null;
  consent: 'public' | 'private';
  form: 'text' | 'ink' | 'ciphertext';
  audience?: Audience;
  panel?: string;
  marked: boolean;
  /** Text, or ink as JSON; absent once erased. */
  words?: string;
  state: ReviewState;
  decidedBy?: string;
  decidedMs?: number;
};

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

export type StickPack = {
  path: string;
  name: string;
  title: string;
  number: number;
  date: string;
  isSigned: boolean;
};
export type Sticks = {
  sticks: {
    path: string;
    label: string;
    isWritable: boolean;
    freeBytes: number;
    packs: StickPack[];
    keys: { path: string; label: string; fingerprint: string; notAfter?: string | undefined }[];
    /** Updates of the program. */
    programs: { path: string; name: string; version: string; platform: string }[];
    recallList?: string;
  }[];
};
/** The program that runs, as GET /api/staff/program tells a technician of it. */
export type ProgramState = {
  version: string;
  /** Only in a `folder` of its own can it be updated from here. */
  place: 'folder' | 'read-only' | 'sources' | 'installed';
  /** Put in, and begins with the next start. */
  waiting: string | null;
  /** The version to go back to. */
  before: string | null;
  updates: {
    path: string;
    name: string;
    version: string;
    platform: string;
    /** The stick that it is on. */
    stick: string;
    fits: 'newer' | 'same' | 'older' | 'other-platform';
  }[];
};

/** Whose editions, recall lists and recovery files this kiosk goes by. */
export type TrustedKeys = { keys: { label: string; fingerprint: string; notAfter?: string | undefined }[] };
export const acceptKeySchema = z.strictObject({ path: z.string().min(1).max(4_096) });
/** The editions of this kiosk, as GET /api/staff/editions lists them. */
export type Editions = {
  editions: {
    role: 'current' | 'previous' | 'staged';
    isShipped: boolean;
    id: string;
    number: number;
    date: string;
    title: string;
    signedBy?: { label: string; fingerprint: string };
    loadedAt?: string;
  }[];
  recalled: string[];
};

/** What the shell around the screens can do here; the rest is said to be absent. */
export type Powers = { relaunch: boolean; brightness: boolean; print: boolean };
export type SettingsAnswer = { settings: Settings; powers: Powers };
/** What every screen may know of the settings, without a PIN. */
export type ScreenSettings = {
  volume: number;
  canPrint: boolean;
  /** Between the quiet hours now. */
  isQuiet: boolean;
  stopName: string | null;
};
