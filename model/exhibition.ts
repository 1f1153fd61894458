// The exhibition as the screen shows it: one language, every reference followed.
// pack/ builds it, kiosk/ serves it at /api/exhibition, renderer/ draws it.
import { z } from 'zod';
import { aspectIdSchema, audienceSchema } from './aspects.ts';
import { hearingParts, speakers } from './chapter-source.ts';
import { languageSchema, type Language, type Titles } from './language.ts';

/** How the exhibition goes with those who said who they are. */
const audienceWaySchema = z.strictObject({
  /** Three panel ids for those with little time. */
  path: z.array(z.string()),
  /** Every panel id: the path first, then the bays, the nearest first. */
  order: z.array(z.string()),
  /** Why these boards; said before the first. */
  opening: z.string(),
  /** Said in farewell. */
  closing: z.string(),
  /** Ids of prompts: this audience's own first, then everyone's. */
  prompts: z.array(z.string()),
  /** Id of the pledge that is offered. */
  pledge: z.string(),
  /** Two walk it together. */
  together: z.boolean(),
  /** Panel id → what the two may ask each other there. */
  askEachOther: z.record(z.string(), z.string()),
});
export type AudienceWay = z.infer<typeof audienceWaySchema>;

const pledgeSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  preamble: z.string(),
  articles: z.array(z.string()),
  closing: z.string(),
  /** How many sign it together. */
  signatures: z.union([z.literal(1), z.literal(2)]),
  audiences: z.array(audienceSchema),
});
export type Pledge = z.infer<typeof pledgeSchema>;

const promptSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** The first words, laid into the field. */
  starts: z.string(),
  /** Empty: for everyone. */
  audiences: z.array(audienceSchema),
});
export type Prompt = z.infer<typeof promptSchema>;

const pictureSchema = z.strictObject({
  alt: z.string(),
  /** Addresses under /media/: one flat picture, and its sheets from back to front. */
  flat: z.string(),
  small: z.string(),
  sheets: z.array(z.string()),
});
export type Picture = z.infer<typeof pictureSchema>;

const chapterBeginning = {
  /** Also the name under which it is logged (`media.played`). */
  id: z.string(),
  title: z.string(),
  intro: z.string(),
  fictional: z.boolean(),
};

const filmSchema = z.strictObject({
  ...chapterBeginning,
  kind: z.literal('film'),
  poster: pictureSchema,
  /** Address under /media/. */
  video: z.string(),
  seconds: z.number(),
  /** One WebVTT address under /media/ for each of the edition's languages. */
  captions: z.array(z.strictObject({ language: languageSchema, file: z.string() })),
});
export type Film = z.infer<typeof filmSchema>;

const slideSchema = z.strictObject({
  /** From 1. */
  number: z.number(),
  title: z.string(),
  points: z.array(z.string()),
  /** What the lecturer says. */
  note: z.string(),
  /** The panel whose picture and seal are shown. */
  panel: z.string(),
  /** Address under /media/ of the recording of `note`. */
  sound: z.exactOptional(z.string()),
});
export type Slide = z.infer<typeof slideSchema>;

const lectureSchema = z.strictObject({
  ...chapterBeginning,
  kind: z.literal('lecture'),
  speaker: z.string(),
  slides: z.array(slideSchema),
});
export type Lecture = z.infer<typeof lectureSchema>;

/** What followed; printed as it stands. */
const outcomeSchema = z.strictObject({
  discipline: z.array(z.string()),
  sentence: z.array(z.string()),
  recovered: z.array(z.string()),
  note: z.exactOptional(z.string()),
});

const hearingStepSchema = z.strictObject({
  /** From 1. */
  number: z.number(),
  part: z.enum(hearingParts),
  speaker: z.enum(speakers),
  /** Who the speaker is, where the office alone does not say. */
  name: z.exactOptional(z.string()),
  text: z.string(),
  /** “What does this mean?” */
  ask: z.exactOptional(z.strictObject({ question: z.string(), answer: z.string() })),
});
export type HearingStep = z.infer<typeof hearingStepSchema>;

const ruleSchema = z.strictObject({
  id: z.string(),
  /** 《…》第九十七条 */
  name: z.string(),
  text: z.string(),
  inForce: z.string(),
});
export type Rule = z.infer<typeof ruleSchema>;

const hearingSchema = z.strictObject({
  ...chapterBeginning,
  kind: z.literal('hearing'),
  court: z.string(),
  picture: pictureSchema,
  steps: z.array(hearingStepSchema),
  /** What the court applied. */
  rules: z.array(ruleSchema),
  outcome: outcomeSchema,
  closing: z.string(),
});
export type Hearing = z.infer<typeof hearingSchema>;

const chapterSchema = z.discriminatedUnion('kind', [filmSchema, lectureSchema, hearingSchema]);
export type Chapter = z.infer<typeof chapterSchema>;

const aspectSchema = z.strictObject({
  id: aspectIdSchema,
  seal: z.string(),
  title: z.string(),
  panels: z.array(z.string()),
});
export type Aspect = z.infer<typeof aspectSchema>;

const stepSchema = z.strictObject({
  /** From 1. */
  number: z.number(),
  date: z.string(),
  text: z.string(),
  why: z.string(),
  turnBack: z.boolean(),
});
export type Step = z.infer<typeof stepSchema>;

const caseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  role: z.string(),
  who: z.string(),
  steps: z.array(stepSchema),
  rules: z.array(ruleSchema),
  outcome: outcomeSchema,
  confession: z.string(),
  question: z.string(),
  fictional: z.boolean(),
});
export type Case = z.infer<typeof caseSchema>;

const panelSchema = z.strictObject({
  id: z.string(),
  aspect: aspectIdSchema,
  /** From 1, in the order of the bays. */
  number: z.number(),
  title: z.string(),
  warning: z.string(),
  opening: z.string(),
  picture: pictureSchema,
  rules: z.array(ruleSchema),
  cases: z.array(caseSchema),
  question: z.strictObject({
    ask: z.string(),
    options: z.array(z.strictObject({ text: z.string(), correct: z.boolean() })),
    explain: z.string(),
  }),
  forYou: z.record(audienceSchema, z.string()),
});
export type Panel = z.infer<typeof panelSchema>;

export const exhibitionSchema = z.strictObject({
  edition: z.strictObject({ id: z.string(), number: z.number(), date: z.string() }),
  language: languageSchema,
  languages: z.array(languageSchema),
  title: z.string(),
  subtitle: z.string(),
  publisher: z.string(),
  timeZone: z.string(),
  /** Seconds. */
  idle: z.strictObject({
    limitSeconds: z.number(),
    writingLimitSeconds: z.number(),
    countdownSeconds: z.number(),
    thanksSeconds: z.number(),
  }),
  aspects: z.array(aspectSchema),
  panels: z.array(panelSchema),
  /** Three panel ids for the visitor with two minutes. */
  shortWalk: z.array(z.string()),
  audiences: z.record(audienceSchema, audienceWaySchema),
  /** The film, the lecture and the hearing beside the panels, in this order, where there are any. */
  chapters: z.array(chapterSchema),
  /** Whether private reflections are sealed to the organisers' key. */
  canSeal: z.boolean(),
  /** An https address for the code that visitors take away; absent: the code carries text. */
  takeAway: z.exactOptional(z.string()),
  /** Address of this edition's own words, for the keyboard. */
  lexicon: z.string(),
  pledges: z.array(pledgeSchema),
  prompts: z.array(promptSchema),
});
export type Exhibition = z.infer<typeof exhibitionSchema>;

/** `manifest.json` of a built edition; the file list is what may be served. */
export interface EditionManifest {
  format: 1;
  id: string;
  edition: { number: number; date: string };
  title: string;
  titles?: Titles;
  languages: Language[];
  timeZone: string;
  idleLimitSeconds: number;
  /** The organisers' age recipient. */
  readerKey?: string;
  /** `source`: the file of the content folder of which this is a copy. */
  files: { path: string; sizeBytes: number; sha256: string; source?: string }[];
}
