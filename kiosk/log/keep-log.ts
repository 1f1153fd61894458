// Keeps the visit log open and written, whatever the disk does. The exhibition never waits for
// it: a log that cannot be opened or written answers `unavailable`, says why, and resumes by
// itself; a damaged or newer one is set aside and a new one begun at once.
import { existsSync } from 'node:fs';
import type { EventBody } from '../../model/log-event.ts';
import type { staffBodies } from '../../model/staff-events.ts';
import type { FeedItem } from '../../model/sync-api.ts';
import type { Acknowledgement } from '../../model/sync-batch.ts';
import type { Sentences } from '../../model/app-error.ts';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import { findFreeBytes, keepBallast } from './ballast.ts';
import { findOrMakeKioskId, logPath } from './data-folder.ts';
import { groupWrites } from './group-writes.ts';
import type { HubShelf } from './hub-shelf.ts';
import { takeKioskLock, type KioskLock } from './kiosk-lock.ts';
import { classifyTrouble, troubleSentences, type TroubleKind } from './log-trouble.ts';
import { readLog, type LogReader } from './read-log.ts';
import { readReflections, type ReflectionReader } from './read-reflections.ts';
import { describeStart, makeOwnEvent, type Run } from './own-events.ts';
import { keepSetAside, type SetAside } from './set-aside.ts';
import {
  openVisitLog,
  type LogCounts,
  type PostedOutcome,
  type PostedWrite,
  type VisitLog,
} from './visit-log.ts';

type Unavailable = { kind: 'unavailable'; trouble: TroubleKind; retryAfterS: number };
export type AppendOutcome = PostedOutcome | Unavailable;
export type StaffOutcome = { kind: 'written'; eventId: string } | Unavailable;

/** The self-test is the kiosk's own, and staff run it. */
type StaffType = keyof typeof staffBodies | 'kiosk.selftest';

export type LogHealth = LogCounts & {
  state: 'ready' | TroubleKind;
  sentence?: Sentences;
  ballast: 'held' | 'released';
  setAside: readonly SetAside[];
};

export type KeptLog = {
  /** Opens the log soon, and writes `kiosk.started` once it is open. Called once. */
  begin(run: Run): void;
  /** Another edition is on screen from now on. */
  showEdition(edition: Omit<Run, 'version'>): void;
  append(events: PostedWrite['events'], words?: PostedWrite['words']): Promise<AppendOutcome>;
  /** Writes an event of staff, outside any visit; on the disk when it resolves. */
  appendStaff<T extends StaffType>(type: T, body: EventBody<T>): Promise<StaffOutcome>;
  /** When something of a visitor was written last in this run, on the clock from the boot. */
  lastVisitorMs(): number | undefined;
  /** How far the hub holds a log; 0 where the log is not open. */
  acknowledged(logId: string): number;
  /** Takes the hub's word, see visit-log.ts; false where the log cannot be written now. */
  acknowledge(
    logId: string,
    committedThrough: number,
    backedUpThrough: number,
    boots: Acknowledgement['clock'],
  ): boolean;
  /** Goes on under a new name where another disk has this one's, see visit-log.ts; false likewise. */
  rekey(logId: string, fromSeq: number): boolean;
  /** Takes what the hub's feed tells, see visit-log.ts; false likewise. */
  takeFeed(items: readonly FeedItem[], next: number): boolean;
  /** Begins anew with another hub; false likewise. */
  forgetHub(): boolean;
  noteCarried(sha256: string, logId: string, toSeq: number): boolean;
  carriedThrough(sha256: string, logId: string): number | undefined;
  /** What the hub has told; undefined while the log is not open. */
  shelf(): HubShelf | undefined;
  /** The name of the log that is written now. */
  logId(): string | undefined;
  health(): LogHealth;
  /** Writes a `kiosk.fault`, if that can be done now: on a full disk visits have the room. */
  noteFault(code: string, details?: string): void;
  /** Undefined while the log is not open. */
  reader(): LogReader | undefined;
  reflections(): ReflectionReader | undefined;
  /** Where the kiosk stands; null between stops. */
  stopId(): string | null;
  /** Writes what waits, notes the end, closes, and lets go of the folder. */
  stop(): Promise<void>;
};

export type KeepLogOptions = {
  dataDir: string;
  clock: Clock;
  /** Where one line about each change of state goes. */
  tell(line: string): void;
  synchronous?: 'FULL' | 'NORMAL';
  /** How long to wait before a log in trouble is tried again. */
  retryMs?: number;
  /** Space kept for a full disk. */
  ballastBytes?: number;
};

const aliveEveryMs = 60_000;
/** With less than this a disk is full, whatever its error says. */
const fullBytes = 64 * 1024;
/** A fault that repeats itself may not fill the log. */
const mostFaultsARun = 50;
/** The quietest hour, by the exhibition's clock. */
const checkpointHour = 3;

/**
 * Takes the data folder. Throws AppError `log-in-use` where another kiosk runs on it, and
 * `data-folder-unusable` where it cannot be written and has never held a log: that is a wrong
 * argument, not a fault of a kiosk in the field.
 */
export function keepLog(options: KeepLogOptions): KeptLog {
  const { dataDir, clock, tell, retryMs = 2_000 } = options;
  const ballast = keepBallast(dataDir, options.ballastBytes);
  const setAside = keepSetAside({ dataDir, clock, tell });
  const writes = groupWrites(writeBatch);
  let lock: KioskLock | undefined;
  let log: VisitLog | undefined;
  let reader: LogReader | undefined;
  let reflections: ReflectionReader | undefined;
  let run: Run | undefined;
  let trouble: TroubleKind | undefined = 'opening';
  let startedIn: string | undefined;
  let isDistrusted = false;
  let faults = 0;
  let lastVisitorMs: number | undefined;
  let isStopped = false;
  let lastCheckpointDay = '';
  let retryTimer: NodeJS.Timeout | undefined;
  const aliveTimer = setInterval(keepAlive, aliveEveryMs).unref();

  takeLockOrRefuse();

  function takeLockOrRefuse(): void {
    try {
      lock = takeKioskLock(dataDir);
    } catch (error) {
      const isWrongFolder = !existsSync(logPath(dataDir));
      if (error instanceof AppError || isWrongFolder) clearInterval(aliveTimer);
      if (error instanceof AppError) throw error;
      if (isWrongFolder) throw new AppError('data-folder-unusable', { path: dataDir }, error);
    }
  }

  function open(): void {
    if (isStopped || !run) return;
    try {
      lock ??= takeKioskLock(dataDir);
      findOrMakeKioskId(dataDir);
      if (isDistrusted) setAside.moveAside('damaged');
      isDistrusted = false;
      log = openOrSetAside(run);
      reader = readLog(log.database);
      reflections = readReflections(log.database);
      resume(log, run);
    } catch (error) {
      if (isFull(error) && ballast.release()) {
        closeQuietly();
        return open();
      }
      enterTrouble(error);
    }
  }

  /** Also the probe for a disk that refused before. Throws what the disk says. */
  function resume(opened: VisitLog, current: Run): void {
    writeStarted(opened, current);
    opened.markAlive();
    if (trouble !== undefined && trouble !== 'opening') tell('The visit log is written again.');
    trouble = undefined;
    void ballast.restore();
    void setAside.salvage(opened, () => !isStopped && log === opened);
  }

  function openOrSetAside(current: Run): VisitLog {
    const openIt = () => openVisitLog({ ...options, edition: current.edition });
    try {
      return openIt();
    } catch (error) {
      const kind = classifyTrouble(error);
      if (kind !== 'damaged' && kind !== 'newer') throw error;
      setAside.moveAside(kind);
      return openIt();
    }
  }

  function writeStarted(into: VisitLog, current: Run): void {
    if (startedIn === into.logId) return;
    const body = describeStart(current, into);
    into.writeOwn([makeOwnEvent('kiosk.started', body, { run: current, clock, log: into })]);
    startedIn = into.logId;
  }

  function enterTrouble(error: unknown): void {
    const kind = isFull(error) ? 'full' : classifyTrouble(error);
    if (kind !== trouble) tell(`${troubleSentences[kind].en} (${String(error)})`);
    trouble = kind;
    // A log that turned out damaged while in use is not opened again, whatever the check says.
    if (kind === 'damaged' && log) isDistrusted = true;
    if (kind === 'damaged' || kind === 'disk-error') closeQuietly();
    clearTimeout(retryTimer);
    if (!isStopped) retryTimer = setTimeout(retry, retryMs).unref();
  }

  function closeQuietly(): void {
    try {
      log?.close();
    } catch {
      // A database that cannot even be closed has nothing more to lose.
    }
    log = undefined;
    reader = undefined;
    reflections = undefined;
  }

  function retry(): void {
    if (!log || !run) return open();
    try {
      resume(log, run);
    } catch (error) {
      if (isFull(error)) ballast.release();
      enterTrouble(error);
    }
  }

  /** SQLite calls a disk full in more than one way, so the disk itself is asked too. */
  function isFull(error: unknown): boolean {
    const kind = classifyTrouble(error);
    return kind === 'full' || (kind === 'disk-error' && findFreeBytes(dataDir) < fullBytes);
  }

  function keepAlive(): void {
    if (!log || trouble) return;
    try {
      log.markAlive();
      void ballast.restore();
      checkpointAtNight(log);
    } catch (error) {
      enterTrouble(error);
    }
  }

  function checkpointAtNight(open: VisitLog): void {
    const now = new Date(clock.wallMs());
    const hour = new Intl.DateTimeFormat('en-GB', {
      hour: 'numeric',
      hourCycle: 'h23',
      ...(run && { timeZone: run.timeZone }),
    }).format(now);
    const day = now.toISOString().slice(0, 10);
    if (Number(hour) !== checkpointHour || day === lastCheckpointDay) return;
    open.checkpoint();
    lastCheckpointDay = day;
  }

  function writeBatch(batch: readonly PostedWrite[]): AppendOutcome[] {
    if (!log || trouble) return batch.map(unavailable);
    try {
      return log.writePosted(batch);
    } catch (error) {
      if (isFull(error) && ballast.release()) {
        tell('The disk is full; the space kept for this was released and counting goes on.');
        return writeBatch(batch);
      }
      enterTrouble(error);
      return batch.map(unavailable);
    }
  }

  function writeOwnNow<T extends StaffType>(type: T, body: EventBody<T>): StaffOutcome {
    if (!log || !run || trouble || isStopped) return unavailable();
    try {
      const event = makeOwnEvent(type, body, { run, clock, log });
      log.writeOwn([event]);
      return { kind: 'written', eventId: event.event_id };
    } catch (error) {
      enterTrouble(error);
      return unavailable();
    }
  }

  /** What the hub tells is written like all else; false where that cannot be done now. */
  function attempt(write: (open: VisitLog) => void): boolean {
    if (!log || trouble || isStopped) return false;
    try {
      write(log);
      return true;
    } catch (error) {
      enterTrouble(error);
      return false;
    }
  }

  function unavailable(): Unavailable {
    const retryAfterS = Math.max(1, Math.ceil(retryMs / 1000));
    return { kind: 'unavailable', trouble: trouble ?? 'opening', retryAfterS };
  }

  return {
    begin(current) {
      run = current;
      setImmediate(open);
    },

    showEdition(edition) {
      if (!run) return;
      run = { ...run, ...edition };
      log?.showEdition(edition.edition);
    },

    append(events, words) {
      if (!log || trouble || isStopped) return Promise.resolve(unavailable());
      lastVisitorMs = clock.monoMs();
      const arrived = { arrivedWallMs: clock.wallMs(), arrivedMonoMs: clock.monoMs() };
      return writes.add({ events, ...(words && { words }), ...arrived });
    },

    appendStaff: async (type, body) => writeOwnNow(type, body),

    health() {
      const counts = log?.counts() ?? { events: 0, unsent: 0, lastSeq: 0 };
      return {
        state: trouble ?? 'ready',
        ...(trouble && { sentence: troubleSentences[trouble] }),
        ...counts,
        ballast: ballast.isHeld() ? 'held' : 'released',
        setAside: setAside.list,
      };
    },

    noteFault(code, details) {
      if (!log || !run || trouble || faults >= mostFaultsARun || !ballast.isHeld()) return;
      faults += 1;
      const body = { code, ...(details !== undefined && { details: details.slice(0, 2_000) }) };
      try {
        log.writeOwn([makeOwnEvent('kiosk.fault', body, { run, clock, log })]);
      } catch (error) {
        enterTrouble(error);
      }
    },

    lastVisitorMs: () => lastVisitorMs,

    acknowledged: (logId) => log?.acknowledged(logId) ?? 0,

    acknowledge: (...word) => attempt((open) => open.acknowledge(...word)),

    rekey(ofLogId, fromSeq) {
      const isDone = attempt((open) => void open.rekey(ofLogId, fromSeq));
      if (isDone) tell('Another disk has this log’s name; this one goes on under a new name.');
      return isDone;
    },

    takeFeed: (items, next) => attempt((open) => open.takeFeed(items, next)),
    forgetHub: () => attempt((open) => open.forgetHub()),
    noteCarried: (...batch) => attempt((open) => open.noteCarried(...batch)),
    carriedThrough: (sha256, ofLogId) => log?.carriedThrough(sha256, ofLogId),
    shelf: () => log?.shelf,
    logId: () => log?.logId,

    reader: () => reader,
    reflections: () => reflections,
    stopId: () => log?.stopId() ?? null,

    async stop() {
      if (isStopped) return;
      writes.flush();
      isStopped = true;
      clearInterval(aliveTimer);
      clearTimeout(retryTimer);
      try {
        if (log && run && !trouble) {
          log.writeOwn([makeOwnEvent('kiosk.stopped', { cause: 'stop' }, { run, clock, log })]);
          log.markAlive();
          log.checkpoint();
        }
      } catch (error) {
        tell(`The end of this run could not be noted: ${String(error)}`);
      }
      closeQuietly();
      lock?.release();
    },
  };
}
