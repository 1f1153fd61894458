// The visit log: one writer, append-only, gapless. Everything is written in transactions that
// are on the disk before the caller is told so. This file owns the invariants, log-statements.ts
// what is asked of SQLite; keep-log.ts owns what happens when the disk does not co-operate.
import { createHash, randomBytes } from 'node:crypto';
import type { PostedEvent, ReflectionEvent, StoredRow } from '../../model/log-event.ts';
import type { Acknowledgement } from '../../model/sync-batch.ts';
import { AppError } from '../app-error.ts';
import type { FeedItem } from '../../model/sync-api.ts';
import type { Clock } from '../clock.ts';
import { byHub, openHubShelf, type DecideHere } from './hub-shelf.ts';
import { prepareStatements, type LogRow } from './log-statements.ts';
import { makeOwnEvent } from './own-events.ts';
import { openLogDatabase } from './open-database.ts';
import { readStopId } from './read-stop.ts';

/** What is wrong with a request, and where in it. */
export type Finding = { where: string; what: string };

/** Events of one request, with the moment it arrived on both clocks. */
export type PostedWrite = {
  events: readonly (PostedEvent | ReflectionEvent)[];
  /** Event id → the words that are written beside it, in the same transaction. */
  words?: ReadonlyMap<string, string>;
  arrivedWallMs: number;
  arrivedMonoMs: number;
};

export type PostedOutcome =
  { kind: 'written'; appended: number; repeated: number } | { kind: 'refused'; findings: Finding[] };

/** An event of the kiosk's own or of staff, outside any visit, or salvaged from another log. */
export type OwnEvent = Omit<StoredRow, 'log_id' | 'seq'>;

export type LogCounts = { events: number; lastSeq: number; unsent: number };

export type LastAlive = { wallMs: number; monoMs: number; bootId: string };

export type VisitLog = ReturnType<typeof openVisitLog>;

export type OpenVisitLogOptions = {
  dataDir: string;
  clock: Clock;
  /** The label of the edition on screen, stamped on every event. */
  edition: string;
  synchronous?: 'FULL' | 'NORMAL';
};

/** Throws what openLogDatabase throws. */
export function openVisitLog({ dataDir, clock, edition: first, ...options }: OpenVisitLogOptions) {
  let edition = first;
  const database = openLogDatabase({ dataDir, wallMs: clock.wallMs(), ...options });
  const statements = prepareStatements(database);
  let { log, log_id: logId } = requireCurrentLog(statements.currentLog.get());
  const shelf = openHubShelf(database);
  let stopId = readStopId(database);
  let counts = countRows();

  function countRows(): LogCounts {
    const { events = 0 } = statements.count.get() ?? {};
    const lastSeq = statements.lastSeq.get(log)?.seq ?? 0;
    const acknowledged = statements.acknowledged.get(log)?.seq ?? 0;
    return { events, lastSeq, unsent: lastSeq - acknowledged };
  }

  /** All of `write` or nothing, on the disk when it returns. */
  function inTransaction<Result>(write: () => Result): Result {
    statements.begin.run();
    try {
      const result = write();
      statements.commit.run();
      return result;
    } catch (error) {
      // After some errors of the disk SQLite has rolled back by itself.
      if (database.inTransaction) statements.rollback.run();
      throw error;
    }
  }

  /** Appends in one transaction; the counts follow only once it is on the disk. */
  function commit<Result>(write: (nextSeq: () => number) => Result): Result {
    let appended = 0;
    const result = inTransaction(() => {
      const before = statements.lastSeq.get(log)?.seq ?? 0;
      return write(() => before + (appended += 1));
    });
    counts = {
      events: counts.events + appended,
      lastSeq: counts.lastSeq + appended,
      unsent: counts.unsent + appended,
    };
    return result;
  }

  function insert(event: OwnEvent, seq: number): void {
    statements.insert.run(
      log,
      seq,
      event.event_id,
      event.visit_id,
      event.type,
      event.schema_version,
      event.wall_ms,
      event.mono_ms,
      event.boot_id,
      event.stop_id,
      event.edition,
      typeof event.body === 'string' ? event.body : JSON.stringify(event.body),
    );
  }

  function stamp(event: PostedWrite['events'][number], write: PostedWrite): OwnEvent {
    return {
      event_id: event.event_id,
      visit_id: event.visit_id,
      type: event.type,
      schema_version: event.schema_version,
      wall_ms: Math.max(0, Math.round(write.arrivedWallMs - event.age_ms)),
      mono_ms: Math.max(0, Math.round(write.arrivedMonoMs - event.age_ms)),
      boot_id: clock.bootId,
      stop_id: stopId,
      edition,
      body: event.body,
    };
  }

  const isKnown = (eventId: string) => statements.findEvent.get(eventId) !== undefined;

  const isHere = (event: OwnEvent) =>
    isKnown(event.event_id) ||
    (event.type === 'visit.started' && statements.findStart.get(event.visit_id) !== undefined);

  /** Which events of a request are new, and what refuses the request whole. */
  function judge(events: PostedWrite['events']): { fresh: PostedWrite['events']; findings: Finding[] } {
    const findings: Finding[] = [];
    const fresh: PostedWrite['events'][number][] = [];
    const seen = new Set<string>();
    const started = new Set<string>();
    for (const [index, event] of events.entries()) {
      if (seen.has(event.event_id) || isKnown(event.event_id)) continue;
      seen.add(event.event_id);
      const isStarted = started.has(event.visit_id) || statements.findStart.get(event.visit_id) !== undefined;
      if (event.type === 'visit.started') {
        started.add(event.visit_id);
        if (isStarted) {
          findings.push({ where: `events[${index}].visit_id`, what: 'this visit was started before' });
        }
      } else if (!isStarted) {
        findings.push({
          where: `events[${index}].visit_id`,
          what: 'unknown visit: no visit.started comes before this event',
        });
      }
      fresh.push(event);
    }
    return { fresh, findings };
  }

  function writeOne(write: PostedWrite, nextSeq: () => number): PostedOutcome {
    const { fresh, findings } = judge(write.events);
    if (findings.length > 0) return { kind: 'refused', findings };
    for (const event of fresh) {
      insert(stamp(event, write), nextSeq());
      const words = write.words?.get(event.event_id);
      if (words !== undefined) statements.insertWords.run(event.event_id, words);
    }
    return {
      kind: 'written',
      appended: fresh.length,
      repeated: write.events.length - fresh.length,
    };
  }

  /** A decision of the hub on a reflection that was written here. */
  const makeDecision: (...decision: Parameters<DecideHere>) => OwnEvent = (reflection, state) =>
    makeOwnEvent(
      'review.decided',
      { reflection, state, by: byHub },
      { run: { edition }, clock, log: { stopId: () => stopId } },
    );

  return {
    /** Of the log that is written now; another one after a fork. */
    get logId() {
      return logId;
    },
    database,
    /** What the hub's feed has told. */
    shelf,
    counts: () => counts,

    /**
     * Writes the events of several requests in one transaction, which is on the disk when this
     * returns. A request is judged whole before its first row: a refused one writes nothing and
     * leaves the others alone. An error of the disk is thrown, and then nothing was written.
     */
    writePosted(writes: readonly PostedWrite[]): PostedOutcome[] {
      return commit((nextSeq) => writes.map((write) => writeOne(write, nextSeq)));
    },

    /** Writes the kiosk's own or salvaged events; those that are here already are left out. */
    writeOwn(events: readonly OwnEvent[]): { appended: number } {
      const appended = commit((nextSeq) => {
        let written = 0;
        for (const event of events) {
          if (isHere(event)) continue;
          insert(event, nextSeq());
          written += 1;
        }
        return written;
      });
      stopId = readStopId(database);
      return { appended };
    },

    /** Puts salvaged words back beside their reflection, if it holds their hash; others are left. */
    restoreWords(eventId: string, words: string): void {
      const sha256 = createHash('sha256').update(words).digest('hex');
      if (statements.findReflection.get(eventId, sha256)) statements.insertWords.run(eventId, words);
    },

    /** Notes that all that could be read in `folder` is in this log now. */
    noteSalvage(folder: string, found: number, restored: number): void {
      statements.noteSalvage.run(folder, found, restored, clock.wallMs());
    },

    salvagedFolders: () => statements.salvages.all(),

    /** How far the hub has told that it holds this log. */
    acknowledged: (ofLogId: string): number => statements.acknowledgedOf.get(ofLogId)?.seq ?? 0,

    /**
     * Moves the cursors to what the hub told, back too: a hub that was restored from an old backup
     * gets again what it has lost. Never beyond the log's own end, whatever was told. In the same
     * transaction: when each boot truly began, which counting goes by from now on.
     */
    acknowledge(
      ofLogId: string,
      committedThrough: number,
      backedUpThrough: number,
      boots: Acknowledgement['clock'],
    ): void {
      inTransaction(() => {
        for (const [name, through] of [
          ['hub-committed', committedThrough],
          ['hub-backed-up', Math.min(backedUpThrough, committedThrough)],
        ] as const) {
          statements.moveCursor.run(name, through, ofLogId);
        }
        for (const [bootId, { booted_at_ms: bootedAtMs }] of Object.entries(boots)) {
          statements.correctClock.run(bootId, bootedAtMs);
        }
      });
      // Counting all rows anew would cost more with every event that there is.
      const acknowledged = statements.acknowledged.get(log)?.seq ?? 0;
      counts = { ...counts, unsent: counts.lastSeq - acknowledged };
    },

    /**
     * Another disk goes by this log's name: from `fromSeq` on, where the two part as the hub says, and all
     * that it has not acknowledged, goes on under a new one, from 1 again, each event under the id that it
     * had. In one transaction.
     */
    rekey(ofLogId: string, fromSeq: number): { moved: number } {
      const old = statements.logNamed.get(ofLogId)?.log;
      if (old === undefined) return { moved: 0 };
      const newId = randomBytes(16).toString('hex');
      const made = inTransaction(() => {
        const after = Math.min(statements.acknowledgedOf.get(ofLogId)?.seq ?? 0, fromSeq - 1);
        for (const name of ['hub-committed', 'hub-backed-up'])
          statements.moveCursor.run(name, after, ofLogId);
        statements.insertLog.run(newId, Math.round(clock.wallMs()));
        const { log: number } = requireCurrentLog(statements.currentLog.get());
        const { changes: moved } = statements.moveRows.run(number, after, old, after);
        statements.moveAlive.run(number, after, old, after);
        return { number, moved };
      });
      [log, logId] = [made.number, newId];
      counts = countRows();
      return { moved: made.moved };
    },

    /** Another hub is the kiosk's now: it has nothing yet, and its walls are others. */
    forgetHub(): void {
      inTransaction(() => {
        statements.resetCursors.run();
        shelf.clear();
      });
      counts = countRows();
    },

    /** Takes what the feed tells and how far it was read, together. */
    takeFeed(items: readonly FeedItem[], next: number): void {
      commit((nextSeq) =>
        shelf.take(items, next, (reflection, state) => insert(makeDecision(reflection, state), nextSeq())),
      );
    },

    /** Before a batch leaves on a stick: an acknowledgement of it will be known for this disk's own. */
    noteCarried(sha256: string, ofLogId: string, toSeq: number): void {
      statements.noteCarried.run(sha256, toSeq, ofLogId);
    },

    /** The last row of a batch that left on a stick; undefined for one of another disk. */
    carriedThrough: (sha256: string, ofLogId: string): number | undefined =>
      statements.carried.get(sha256, ofLogId)?.to_seq,

    /** Notes that the kiosk is alive now; also the probe for a disk that refused before. */
    markAlive(): void {
      const { lastSeq } = counts;
      const wallMs = Math.round(clock.wallMs());
      statements.markAlive.run(log, lastSeq, wallMs, Math.round(clock.monoMs()), clock.bootId);
    },

    /** The last moment that the log knows of: the minute's mark, or a later event. */
    findLastAlive(): LastAlive | undefined {
      const mark = statements.lastAlive.get();
      const last = statements.lastRow.get(log);
      const later = last && (!mark || mark.log !== log || last.seq > mark.seq) ? last : mark;
      return later && { wallMs: later.wall_ms, monoMs: later.mono_ms, bootId: later.boot_id };
    },

    stopId: () => stopId,

    /** Another edition is on screen: it is stamped on what is written from now on. */
    showEdition(label: string): void {
      edition = label;
    },

    /** Folds the write-ahead log into the database and cuts it to nothing. */
    checkpoint(): void {
      database.pragma('wal_checkpoint(TRUNCATE)');
    },

    close(): void {
      database.close();
    },
  };
}

function requireCurrentLog(row: LogRow | undefined): LogRow {
  if (!row) throw new AppError('log-damaged', { path: 'logs' });
  return row;
}
