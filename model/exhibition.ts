// The exhibition as the screen shows it: one language, every reference followed.
// pack/ builds it, kiosk/ serves it at /api/exhibition, renderer/ draws it.
import type { AspectId, Audience } from './aspects.ts';
import type { HearingPart, Speaker } from './chapter-source.ts';
import type { Language } from './language.ts';

export interface Exhibition {
  edition: { id: string; number: number; date: string };
  language: Language;
  languages: Language[];
  title: string;
  subtitle: string;
  publisher: string;
  timeZone: string;
  /** Seconds. */
  idle: {
    limitSeconds: number;
    writingLimitSeconds: number;
    countdownSeconds: number;
    thanksSeconds: number;
  };
  aspects: Aspect[];
  panels: Panel[];
  /** Three panel ids for the visitor with two minutes. */
  shortWalk: string[];
  audiences: Record<Audience, AudienceWay>;
  /** The film, the lecture and the hearing beside the panels, in this order, where there are any. */
  chapters: Chapter[];
  /** Whether private reflections are sealed to the organisers' key. */
  canSeal: boolean;
  /** An https address for the code that visitors take away; absent: the code carries text. */
  takeAway?: string;
  /** Address of this edition's own words, for the keyboard. */
  lexicon: string;
  pledges: Pledge[];
  prompts: Prompt[];
}

/** How the exhibition goes with those who said who they are. */
export interface AudienceWay {
  /** Three panel ids for those with little time. */
  path: string[];
  /** Every panel id: the path first, then the bays, the nearest first. */
  order: string[];
  /** Why these boards; said before the first. */
  opening: string;
  /** Said in farewell. */
  closing: string;
  /** Ids of prompts: this audience's own first, then everyone's. */
  prompts: string[];
  /** Id of the pledge that is offered. */
  pledge: string;
  /** Two walk it together. */
  together: boolean;
  /** Panel id → what the two may ask each other there. */
  askEachOther: Record<string, string>;
}

export interface Pledge {
  id: string;
  title: string;
  preamble: string;
  articles: string[];
  closing: string;
  /** How many sign it together. */
  signatures: 1 | 2;
  audiences: Audience[];
}

export interface Prompt {
  id: string;
  text: string;
  /** The first words, laid into the field. */
  starts: string;
  /** Empty: for everyone. */
  audiences: Audience[];
}

export type Chapter = Film | Lecture | Hearing;

interface ChapterBeginning {
  /** Also the name under which it is logged (`media.played`). */
  id: string;
  title: string;
  intro: string;
  fictional: boolean;
}

export interface Film extends ChapterBeginning {
  kind: 'film';
  poster: Picture;
  /** Address under /media/. */
  video: string;
  seconds: number;
  /** One WebVTT address under /media/ for each of the edition's languages. */
  captions: { language: Language; file: string }[];
}

export interface Lecture extends ChapterBeginning {
  kind: 'lecture';
  speaker: string;
  slides: Slide[];
}

export interface Slide {
  /** From 1. */
  number: number;
  title: string;
  points: string[];
  /** What the lecturer says. */
  note: string;
  /** The panel whose picture and seal are shown. */
  panel: string;
  /** Address under /media/ of the recording of `note`. */
  sound?: string;
}

export interface Hearing extends ChapterBeginning {
  kind: 'hearing';
  court: string;
  picture: Picture;
  steps: HearingStep[];
  /** What the court applied. */
  rules: Rule[];
  outcome: Case['outcome'];
  closing: string;
}

export interface HearingStep {
  /** From 1. */
  number: number;
  part: HearingPart;
  speaker: Speaker;
  /** Who the speaker is, where the office alone does not say. */
  name?: string;
  text: string;
  /** “What does this mean?” */
  ask?: { question: string; answer: string };
}

export interface Aspect {
  id: AspectId;
  seal: string;
  title: string;
  panels: string[];
}

export interface Panel {
  id: string;
  aspect: AspectId;
  /** From 1, in the order of the bays. */
  number: number;
  title: string;
  warning: string;
  opening: string;
  picture: Picture;
  rules: Rule[];
  cases: Case[];
  question: { ask: string; options: { text: string; correct: boolean }[]; explain: string };
  forYou: Record<Audience, string>;
}

export interface Picture {
  alt: string;
  /** Addresses under /media/: one flat picture, and its sheets from back to front. */
  flat: string;
  small: string;
  sheets: string[];
}

export interface Rule {
  id: string;
  /** 《…》第九十七条 */
  name: string;
  text: string;
  inForce: string;
}

export interface Case {
  id: string;
  title: string;
  role: string;
  who: string;
  steps: Step[];
  rules: Rule[];
  outcome: { discipline: string[]; sentence: string[]; recovered: string[]; note?: string };
  confession: string;
  question: string;
  fictional: boolean;
}

export interface Step {
  /** From 1. */
  number: number;
  date: string;
  text: string;
  why: string;
  turnBack: boolean;
}

/** `manifest.json` of a built edition; the file list is what may be served. */
export interface EditionManifest {
  format: 1;
  id: string;
  edition: { number: number; date: string };
  title: string;
  languages: Language[];
  timeZone: string;
  idleLimitSeconds: number;
  /** The organisers' age recipient. */
  readerKey?: string;
  /** `source`: the file of the content folder of which this is a copy. */
  files: { path: string; sizeBytes: number; sha256: string; source?: string }[];
}
