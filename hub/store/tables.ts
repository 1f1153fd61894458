// Row types of every table of the hub. Uuids are 16 bytes here and text only at the edges; times
// are Unix milliseconds unless their name says otherwise; JSON is text. In what is derived, an empty
// string stands for nothing, so that it can be a part of a key.
import type { Generated } from 'kysely';
import type { AccountTables } from '../accounts/account-tables.ts';

/** 0 or 1: the two databases agree on no boolean. */
export type Flag = 0 | 1;

/** One row: who this hub is. Several processes on one PostgreSQL are one hub. */
export type HubTable = {
  id: 1;
  hub_id: string;
  name: string;
  /** PEM, Ed25519. */
  private_key: string;
  /** age X25519 recipient of the organisers. */
  reader_key: string | null;
  made_ms: number;
  /** 1: all that is in it was made up by `seed-demo`. */
  is_demo: Generated<Flag>;
};

export type KiosksTable = {
  kiosk_no: Generated<number>;
  kiosk_id: string;
  name: string;
  /** 32 raw bytes, base64. */
  public_key: string;
  state: 'active' | 'revoked';
  enrolled_ms: number;
  last_heard_ms: number | null;
  /** When two disks were last seen to go by this name; it should be enrolled anew. */
  forked_ms: number | null;
  /** The last `KioskState` (sync-api.ts), and when it came; null before the first. */
  state_ms: number | null;
  version: string | null;
  edition: string | null;
  staged: string | null;
  stop_id: string | null;
  log_id: string | null;
  last_seq: number | null;
  unsent: number | null;
  free_bytes: number | null;
  /** JSON: `KioskState['lights']`. */
  lights: string | null;
  recall_version: number | null;
  feed_through: number | null;
  /** The kiosk's wall clock less the hub's, when its state came. */
  clock_skew_ms: number | null;
};

export type EnrolmentCodesTable = {
  code_id: string;
  /** The twelve characters after it; both sides prove to know them. */
  secret: string;
  kiosk_name: string;
  made_by: string;
  made_ms: number;
  expires_ms: number;
  used_ms: number | null;
  used_by_kiosk: string | null;
};

/** Whose editions and recall lists kiosks are told to go by. */
export type EditionKeysTable = {
  /** 32 raw bytes, base64. */
  public_key: string;
  label: string;
  added_ms: number;
  /** The last day on which what it signed is taken; null: no end. */
  not_after: string | null;
};

export type LogsTable = {
  log_no: Generated<number>;
  kiosk_no: number;
  log_id: string;
  /** Every row up to here is here. */
  committed_through: number;
  /** At most as far: what the last backup took. */
  backed_up_through: number;
  first_heard_ms: number;
  last_heard_ms: number;
  /** Begun after another content stood under a sequence of this kiosk. */
  after_fork: Flag;
};

/** What carries uniqueness: once an event of a kiosk, once a sequence of a log. */
export type ReceiptsTable = {
  kiosk_no: number;
  log_no: number;
  seq: number;
  /** Null where the event is here under another sequence, or was parked. */
  event_id: Uint8Array | null;
  /** First 16 bytes of the SHA-256 of what it says. */
  hash: Uint8Array;
};

export type EventsTable = {
  kiosk_no: number;
  log_no: number;
  seq: number;
  /** Of arrival, 202611: a wrong clock makes no partition. */
  month: number;
  visit_id: Uint8Array | null;
  type: string;
  schema_version: number;
  wall_ms: number;
  mono_ms: number;
  boot_id: string;
  stop_id: string | null;
  edition: string;
  /** JSON, as it came. */
  body: string;
};

/** What could not be read as an event; it blocks nothing and is lost to nobody. */
export type ParkedEventsTable = {
  kiosk_no: number;
  log_no: number;
  seq: number;
  reason: string;
  text: string;
  arrived_ms: number;
};

export type WordsTable = { kiosk_no: number; event_id: Uint8Array; words: string };

/** Whose words are gone for good: a replay cannot bring them back. */
export type ErasuresTable = { kiosk_no: number; event_id: Uint8Array; erased_ms: number; erased_by: string };

/** True time of a boot's beginning: the smallest difference of arrival and monotonic clock seen. */
export type BootsTable = { kiosk_no: number; boot_id: string; booted_at_ms: number };

/** Visits whose facts must be counted again. A visit may stand here more than once. */
export type StaleVisitsTable = { stale_no: Generated<number>; kiosk_no: number; visit_id: Uint8Array };

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

export type VisitPanelsTable = {
  kiosk_no: number;
  visit_id: Uint8Array;
  panel: string;
  aspect: string;
  is_finished: Flag;
  attended_ms: number;
  /** `right`, `wrong`, or empty. */
  quiz: string;
  /** Of the visit, so that rows are found in its order. */
  started_ms: number;
  stop_id: string;
};

/** Derived: what was done in a session, a row each (count/list-acts.ts). */
export type VisitActsTable = {
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
  /** Of the visit, so that rows are found in its order. */
  started_ms: number;
  stop_id: string;
};

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

/** Derived: panels by their last shown title in each language. */
export type PanelsTable = {
  panel: string;
  language: string;
  title: string;
  aspect: string;
  shown_ms: number;
};

export type ReflectionsTable = {
  kiosk_no: number;
  event_id: Uint8Array;
  visit_id: Uint8Array | null;
  log_no: number;
  seq: number;
  written_ms: number;
  /** Empty until it has been counted. */
  day: string;
  stop_id: string;
  consent: string;
  form: string;
  audience: string;
  panel: string;
  marked: Flag;
  /** Of the words, as the event has it. */
  sha256: string;
  state: 'pending' | 'approved' | 'declined' | 'withdrawn';
  decided_by: string | null;
  decided_ms: number | null;
  /** The hub's decision stands against any kiosk's. */
  hub_decided: Flag;
};

/** In commit order. `body`: a `FeedItem` (sync-api.ts) without its `n`. */
export type FeedTable = {
  n: number;
  /** Null: for every kiosk. */
  kiosk_no: number | null;
  kind: string;
  body: string;
  at_ms: number;
};
/** One row, locked by who adds to the feed, so that the order of numbers is that of commits. */
export type FeedCounterTable = { id: 1; n: number };

/** A pack that was checked; its bytes lie in `pack_parts`, so that every process of a hub has them. */
export type PacksTable = {
  sha256: string;
  edition: string;
  title: string;
  size_bytes: number;
  /** JSON of the manifest. */
  manifest: string;
  uploaded_ms: number;
  uploaded_by: string;
};
/** From 0; all but the last hold `packPartBytes`. */
export type PackPartsTable = { sha256: string; part: number; bytes: Uint8Array };

/** Packs on their way into `packs`, and what came of them; see packs/uploads.ts. */
export type UploadsTable = {
  upload_id: string;
  state: 'checking' | 'kept' | 'refused' | 'failed';
  size_bytes: number;
  /** Read so far, of what is to be read. */
  done_bytes: number;
  total_bytes: number;
  /** JSON: `UploadOutcome` (hub-desk.ts). */
  outcome: string | null;
  begun_ms: number;
  /** While it is being checked its process says every few seconds that it is still there. */
  changed_ms: number;
  uploaded_by: string;
};

export type ReleasesTable = {
  release_no: Generated<number>;
  sha256: string;
  /** Null: for every kiosk. */
  kiosk_no: number | null;
  released_ms: number;
  released_by: string;
};

export type RecallListsTable = { version: number; list: string; added_ms: number; added_by: string };

/** One row: the plan of the tour as JSON. */
export type ItineraryTable = { id: 1; body: string; changed_ms: number; changed_by: string };

export type BackupsTable = { backup_no: Generated<number>; taken_ms: number; place: string };

export type SchemaVersionTable = { version: number; name: string; applied_ms: number };

export type Tables = {
  hub: HubTable;
  kiosks: KiosksTable;
  enrolment_codes: EnrolmentCodesTable;
  edition_keys: EditionKeysTable;
  logs: LogsTable;
  receipts: ReceiptsTable;
  events: EventsTable;
  parked_events: ParkedEventsTable;
  words: WordsTable;
  erasures: ErasuresTable;
  boots: BootsTable;
  stale_visits: StaleVisitsTable;
  context_events: ContextEventsTable;
  edition_facts: EditionFactsTable;
  stops: StopsTable;
  stays: StaysTable;
  group_windows: GroupWindowsTable;
  off_times: OffTimesTable;
  activities: ActivitiesTable;
  visits: VisitsTable;
  visit_panels: VisitPanelsTable;
  visit_acts: VisitActsTable;
  visit_counts: VisitCountsTable;
  session_counts: SessionCountsTable;
  hour_counts: HourCountsTable;
  panel_counts: PanelCountsTable;
  step_counts: StepCountsTable;
  pledge_counts: PledgeCountsTable;
  screen_counts: ScreenCountsTable;
  panels: PanelsTable;
  reflections: ReflectionsTable;
  feed: FeedTable;
  feed_counter: FeedCounterTable;
  packs: PacksTable;
  pack_parts: PackPartsTable;
  uploads: UploadsTable;
  releases: ReleasesTable;
  recall_lists: RecallListsTable;
  itinerary: ItineraryTable;
  backups: BackupsTable;
  schema_version: SchemaVersionTable;
} & AccountTables;
