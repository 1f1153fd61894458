// The exhibition as the screen shows it: one language, every reference followed.
// pack/ builds it, kiosk/ serves it at /api/exhibition, renderer/ draws it.
import type { AspectId, Audience } from './aspects.ts';
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
  audiencePaths: Record<Audience, string[]>;
  /** Films, lectures and hearings beside the panels. */
  chapters: never[];
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
  files: { path: string; sizeBytes: number; sha256: string }[];
}
