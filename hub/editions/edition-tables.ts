// Rows of the tables of what kiosks are to show, and no longer to show.
import type { Generated } from 'kysely';

export type ReleasesTable = {
  release_no: Generated<number>;
  sha256: string;
  /** Null: for every kiosk. */
  kiosk_no: number | null;
  released_ms: number;
  released_by: string;
};

export type RecallListsTable = { version: number; list: string; added_ms: number; added_by: string };
