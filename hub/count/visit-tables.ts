// Rows of the tables of visits, counted one by one.
import type { Generated } from 'kysely';
import type { Flag } from '../store/flag.ts';

/** Visits whose facts must be counted again. A visit may stand here more than once. */
export type StaleVisitsTable = { stale_no: Generated<number>; kiosk_no: number; visit_id: Uint8Array };

/** Derived: one row a session (visit, touch or staff test). */
export type VisitsTable = {
  kiosk_no: number;
  visit_id: Uint8Array;
  /** Where it begins. */
  log_no: number;
  seq: number;
  boot_id: string;
  day: string;
  hour: number;
  stop_id: string;
  started_ms: number;
  ended_ms: number;
  time_quality: string;
  time_zone: string;
  kind: string;
  mode: string;
  language: string;
  audience: string;
  group_id: string;
  panels_opened: number;
  panels_finished: number;
  cases_opened: number;
  cases_finished: number;
  steps_right: number;
  steps_guessed: number;
  quiz_right: number;
  quiz_answered: number;
  attended_ms: number;
  reflections: number;
  pledges: number;
  media_ms: number;
  interactions: number;
  ended_by: string;
  edition: string;
  /** JSON of `VisitFacts` (count-visits.ts). */
  facts: string;
  /** JSON of the steps that were touched (count-steps.ts). */
  steps: string;
};

/** What rows are looked up and cut by before their visit is read itself. */
export type OfVisit = Pick<VisitsTable, 'started_ms' | 'stop_id' | 'language' | 'audience'>;

export type VisitPanelsTable = OfVisit & {
  kiosk_no: number;
  visit_id: Uint8Array;
  panel: string;
  aspect: string;
  is_finished: Flag;
  attended_ms: number;
  /** `right`, `wrong`, or empty. */
  quiz: string;
};

/** Derived: what was done in a session, a row each (count/list-acts.ts). */
export type VisitActsTable = OfVisit & {
  kiosk_no: number;
  visit_id: Uint8Array;
  /** Of the six ones, as count-matrix.ts has them; `step`: what was guessed, by aspect. */
  act: 'talk' | 'film' | 'lecture' | 'hearing' | 'reflection' | 'step';
  /** From 1, within its act. */
  n: number;
  /** The pledge, or the aspect; else empty. */
  about: string;
  times: number;
  signatures: number;
  /** Of `times`, how often the step was found. */
  right_times: number;
};

/** Derived: panels by their last shown title in each language. */
export type PanelsTable = {
  panel: string;
  language: string;
  title: string;
  aspect: string;
  shown_ms: number;
};
