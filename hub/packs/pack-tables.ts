// Rows of the tables of packs, of how they come, and of whose signatures are taken.

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

/** Whose editions and recall lists kiosks are told to go by. */
export type EditionKeysTable = {
  /** 32 raw bytes, base64. */
  public_key: string;
  label: string;
  added_ms: number;
  /** The last day on which what it signed is taken; null: no end. */
  not_after: string | null;
};
