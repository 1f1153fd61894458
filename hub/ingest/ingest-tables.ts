// Rows of the tables that hold what kiosks sent, as it came.
import type { Generated } from 'kysely';
import type { Flag } from '../store/flag.ts';

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

/** True time of a boot's beginning: the smallest difference of arrival and monotonic clock seen. */
export type BootsTable = { kiosk_no: number; boot_id: string; booted_at_ms: number };
