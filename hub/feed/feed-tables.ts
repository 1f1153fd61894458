// Rows of the tables of what is told to kiosks.

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
