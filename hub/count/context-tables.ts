// Rows of the tables of what happens outside visits, and of what follows from it: editions, stops, stays,
// groups, hours off, activities.
import type { Flag } from '../store/flag.ts';

/** Events outside visits that counting goes by; `counted` once what follows from them is written. */
export type ContextEventsTable = {
  kiosk_no: number;
  log_no: number;
  seq: number;
  type: string;
  boot_id: string;
  edition: string;
  /** Of groups and stops; empty otherwise. */
  group_id: string;
  stop_id: string;
  counted: Flag;
};

/** Derived: what an edition told of itself on a kiosk. */
export type EditionFactsTable = {
  kiosk_no: number;
  edition: string;
  edition_date: string;
  time_zone: string;
  idle_limit_ms: number;
  /** Where that stands; the last word counts, a switch before a start. */
  switched: Flag;
  log_no: number;
  seq: number;
};

/** Derived: stops by their last check-in. */
export type StopsTable = {
  stop_id: string;
  name: string;
  entry: string;
  address: string;
  arrived_ms: number;
};

/** Derived: every stay of a kiosk at a stop. */
export type StaysTable = {
  kiosk_no: number;
  log_no: number;
  /** Which of its log's stays, from 1. */
  seq: number;
  stop_id: string;
  arrived_ms: number;
  arrived_day: string;
  /** `TimeQuality`; what is at an unknown time is on no day. */
  arrived_quality: string;
  left_ms: number | null;
  left_quality: string | null;
  /** Last day; null while it lasts. */
  last_day: string | null;
};

/** Derived: groups, with the window in which visits are theirs. */
export type GroupWindowsTable = {
  group_id: string;
  kiosk_no: number;
  stop_id: string;
  organisation: string;
  entry: string;
  headcount: number;
  day: string;
  time_quality: string;
  opened_log_no: number;
  opened_seq: number;
  opened_ms: number;
  closed_log_no: number | null;
  closed_seq: number | null;
  closed_ms: number | null;
};

/** Derived: one row a `kiosk.started` and day: how long the kiosk had been off. Zero counts as a day, too. */
export type OffTimesTable = {
  kiosk_no: number;
  log_no: number;
  seq: number;
  day: string;
  stop_id: string;
  off_ms: number;
};

/** Derived: what staff recorded of the six ones. */
export type ActivitiesTable = {
  kiosk_no: number;
  log_no: number;
  seq: number;
  day: string;
  kind: string;
  stop_id: string;
  organisation: string;
  headcount: number;
};
