// Rows of the tables of the hub as a whole.
import type { Generated } from 'kysely';
import type { Flag } from './flag.ts';

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

/** One row: the plan of the tour as JSON. */
export type ItineraryTable = { id: 1; body: string; changed_ms: number; changed_by: string };

export type BackupsTable = { backup_no: Generated<number>; taken_ms: number; place: string };

export type SchemaVersionTable = { version: number; name: string; applied_ms: number };
