// Whether a visit log kept its promises, read row by row and not through its indexes.
import type { LogDatabase } from '../../kiosk/log/open-database.ts';
import { openLogReader } from '../../kiosk/log/open-reader.ts';

export type Told = {
  /** Requests that were sent, by their events. */
  sent: readonly (readonly string[])[];
  /** Events that were acknowledged. */
  acknowledged: ReadonlySet<string>;
};

export type Verdict = {
  lost: number;
  double: number;
  /** Requests of which some events are there and others are not. */
  partial: number;
  /** Whether the numbers of the rows have a gap. */
  gaps: number;
  events: number;
};

export function judgeDatabase(database: LogDatabase, { sent, acknowledged }: Told): Verdict {
  const rows = database
    .prepare<[], { log: number; seq: number; event_id: string }>(
      'select log, seq, event_id from events not indexed order by log, seq',
    )
    .all();
  const there = new Map<string, number>();
  for (const { event_id: id } of rows) there.set(id, (there.get(id) ?? 0) + 1);
  const expectedSeq = new Map<number, number>();
  let gaps = 0;
  for (const { log, seq } of rows) {
    const expected = (expectedSeq.get(log) ?? 0) + 1;
    if (seq !== expected) gaps += 1;
    expectedSeq.set(log, seq);
  }
  const isTorn = (ids: readonly string[]) => {
    const present = ids.filter((id) => there.has(id)).length;
    return present > 0 && present < ids.length;
  };
  return {
    lost: [...acknowledged].filter((id) => !there.has(id)).length,
    double: [...there.values()].filter((times) => times > 1).length,
    partial: sent.filter(isTorn).length,
    gaps,
    events: rows.length,
  };
}

/** The same for a data folder that no kiosk has open. Throws what openLogReader throws. */
export function judgeFolder(dataDir: string, told: Told): Verdict {
  const { database, close } = openLogReader(dataDir);
  try {
    return judgeDatabase(database, told);
  } finally {
    close();
  }
}
