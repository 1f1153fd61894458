// Rows of the tables that figures are read from: visits added up by day, stop and what else they are cut by.
import type { Flag } from '../store/flag.ts';

/** Aggregate. At an unknown time `day` is empty and `hour` -1: it is on no day and in no hour. */
export type VisitCountsTable = {
  day: string;
  hour: number;
  stop_id: string;
  kiosk_no: number;
  language: string;
  audience: string;
  kind: string;
  in_group: Flag;
  time_quality: string;
  visits: number;
  attended_ms: number;
  interactions: number;
  panels_opened: number;
  panels_finished: number;
  cases_opened: number;
  cases_finished: number;
  reflections: number;
  pledges: number;
  media_ms: number;
};

/** Aggregate, over all kiosks and hours. */
export type SessionCountsTable = Pick<
  VisitCountsTable,
  | 'day'
  | 'stop_id'
  | 'language'
  | 'audience'
  | 'kind'
  | 'in_group'
  | 'time_quality'
  | 'visits'
  | 'attended_ms'
  | 'panels_opened'
  | 'reflections'
>;

/** Aggregate, over all kiosks. */
export type HourCountsTable = Pick<
  VisitCountsTable,
  'day' | 'hour' | 'stop_id' | 'language' | 'audience' | 'kind' | 'visits'
>;

/** Aggregate, of visits only. */
export type PanelCountsTable = {
  day: string;
  stop_id: string;
  panel: string;
  language: string;
  audience: string;
  opened: number;
  finished: number;
  attended_ms: number;
  quiz_right: number;
  quiz_answered: number;
};

/** Aggregate, of visits only: at which step of a case visitors would turn back. */
export type StepCountsTable = {
  day: string;
  stop_id: string;
  aspect: string;
  panel: string;
  case_id: string;
  step: number;
  guessed: number;
  right_guesses: number;
};

/** Aggregate, of visits and touches. */
export type PledgeCountsTable = {
  day: string;
  stop_id: string;
  pledge: string;
  signed: number;
  signatures: number;
};

/** Aggregate, of visits and touches: sessions at the screen by the six ones, as count-matrix.ts. */
export type ScreenCountsTable = {
  day: string;
  stop_id: string;
  activity: string;
  people: number;
  occasions: number;
};

/** Aggregate of reflections themselves, those of staff tests too; `kind` is a state, or `private`. */
export type ReflectionCountsTable = { day: string; stop_id: string; kind: string; reflections: number };
