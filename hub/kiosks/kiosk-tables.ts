// Rows of the tables of kiosks: who they are, how they were last heard to be, and how they are enrolled.
import type { Generated } from 'kysely';

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
