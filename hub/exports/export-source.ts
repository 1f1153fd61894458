// The hub's logs as exports read them: the same events in the same order as a kiosk's own export reads,
// so that a stick and the hub give the same numbers; of every kiosk, each under its own name.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseStoredRow, type StoredEvent, type StoredRow } from '../../model/log-event.ts';
import type { LogSource } from '../../report/count-log.ts';
import type { Store } from '../store/open-store.ts';
import { copyLog, type CopyOptions } from './copy-log.ts';

export type ExportSource = { source: LogSource; close(): void };

type Row = Omit<StoredRow, 'body'> & { body: string };
type Decision = {
  event_id: string;
  state: string;
  decided_by: string;
  decided_ms: number;
  hub_decided: number;
};

const columns = `log_id, seq, event_id, visit_id, type, schema_version, wall_ms, mono_ms, boot_id, stop_id,
  edition, body`;

/** `workDir` has room for the events once more; what is made there goes away with `close`. */
export async function openExportSource(
  store: Store,
  { hubId, workDir, ...what }: CopyOptions & { hubId: string; workDir: string },
): Promise<ExportSource> {
  const dir = mkdtempSync(join(workDir, 'export-'));
  try {
    const path = join(dir, 'log.db');
    await copyLog(store, what, path);
    const database = new Database(path, { readonly: true });
    return {
      source: readCopy(database, hubId),
      close() {
        database.close();
        rmSync(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

function readCopy(database: Database.Database, hubId: string): LogSource {
  const outside = database.prepare<[string], Row>(
    `select ${columns} from events join logs using (log) where type = ? and visit_id is null order by log, seq`,
  );
  const ofType = database.prepare<[string], Row>(
    `select ${columns} from events join logs using (log) where type = ? order by log, seq`,
  );
  const starts = database.prepare<[], { visit_id: string; log: number }>(
    `select visit_id, log from events where type = 'visit.started' and visit_id is not null order by log, seq`,
  );
  const ofVisit = database.prepare<[string, number], Row>(
    `select ${columns} from events join logs using (log) where visit_id = ? order by log <> ?, log, seq`,
  );
  const count = database.prepare<[], { n: number }>(
    "select count(*) as n from events where type = 'visit.started'",
  );
  const words = database.prepare<[string], { words: string }>('select words from words where event_id = ?');
  const kiosks = database
    .prepare<[], { log_id: string; kiosk_id: string }>('select log_id, kiosk_id from logs')
    .all();
  const boots = database.prepare<[], { boot_id: string; booted_at_ms: number }>('select * from boots').all();
  const decisions = database.prepare<[], Decision>('select * from decisions order by event_id').all();
  const kioskOf = new Map(kiosks.map(({ log_id, kiosk_id }) => [log_id, kiosk_id]));

  function* read(statement: typeof outside, type: string): Generator<StoredEvent> {
    for (const row of statement.iterate(type)) {
      const event = toEvent(row);
      if (event) yield event;
    }
  }

  return {
    kioskId: kiosks.length === 1 ? (kiosks[0]?.kiosk_id ?? hubId) : hubId,
    kioskOf: ({ log_id }) => kioskOf.get(log_id) ?? hubId,
    corrections: new Map(boots.map(({ boot_id, booted_at_ms }) => [boot_id, { bootedAtMs: booted_at_ms }])),
    eventsOutsideVisits: (type) =>
      type === 'review.decided' ? standing(decisions, read(outside, type)) : read(outside, type),
    *visits() {
      const begun = new Set<string>();
      for (const { visit_id, log } of starts.all()) {
        if (begun.has(visit_id)) continue;
        begun.add(visit_id);
        yield ofVisit.all(visit_id, log).flatMap((row) => toEvent(row) ?? []);
      }
    },
    countVisits: () => count.get()?.n ?? 0,
    reflections: () => read(ofType, 'reflection.written'),
    findWords: (eventId) => words.get(eventId)?.words,
  };
}

function toEvent({ body, ...row }: Row): StoredEvent | undefined {
  return parseStoredRow({ ...row, body: JSON.parse(body) as unknown });
}

/** One decision a reflection: that of the kiosk which stands, or the hub's own, which is in no log. */
function* standing(decisions: readonly Decision[], told: Iterable<StoredEvent>): Generator<StoredEvent> {
  const byReflection = new Map<string, StoredEvent[]>();
  for (const event of told) {
    if (event.type !== 'review.decided') continue;
    const id = event.body.reflection.toLowerCase();
    byReflection.set(id, [...(byReflection.get(id) ?? []), event]);
  }
  for (const decision of decisions) {
    const isIt = (event: StoredEvent) =>
      event.type === 'review.decided' && event.body.state === decision.state && decision.hub_decided === 0;
    const event = byReflection.get(decision.event_id)?.findLast(isIt) ?? toDecided(decision);
    if (event) yield event;
  }
}

function toDecided({ event_id, state, decided_by, decided_ms }: Decision): StoredEvent | undefined {
  return parseStoredRow({
    log_id: '',
    seq: 1,
    event_id,
    visit_id: null,
    type: 'review.decided',
    schema_version: 1,
    wall_ms: decided_ms,
    mono_ms: 0,
    boot_id: '',
    stop_id: null,
    edition: '',
    body: { reflection: event_id, state, by: decided_by },
  });
}
