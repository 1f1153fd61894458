// Rows of the tables of reflections and their words.
import type { Generated } from 'kysely';
import type { Flag } from '../store/flag.ts';

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
  /** As what it stands in `reflection_counts`; the kind is empty until it does. */
  counted_day: Generated<string>;
  counted_stop: Generated<string>;
  counted_kind: Generated<string>;
};

export type WordsTable = { kiosk_no: number; event_id: Uint8Array; words: string };

/** Whose words are gone for good: a replay cannot bring them back. */
export type ErasuresTable = { kiosk_no: number; event_id: Uint8Array; erased_ms: number; erased_by: string };
