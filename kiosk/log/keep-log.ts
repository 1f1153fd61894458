// Keeps the visit log open and written, whatever the disk does. The exhibition never waits for
// it: a log that cannot be opened or written answers `unavailable`, says why, and resumes by
// itself; a damaged or newer one is set aside and a new one begun at once.
//
// Requests that wait in the same turn of the event loop share one transaction, and so one
// wait for the disk; none is answered before its rows are on it.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EventBody, PostedEvent } from '../../model/log-event.ts';
import { AppError, type Sentences } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import { findFreeBytes, keepBallast } from './ballast.ts';
import { findOrMakeKioskId, logPath, setLogAside } from './data-folder.ts';
import { takeKioskLock, type KioskLock } from './kiosk-lock.ts';
import { classifyTrouble, troubleSentences, type TroubleKind } from './log-trouble.ts';
import { readLog, type LogReader } from './read-log.ts';
import { salvageFolder } from './salvage-log.ts';
import {
  openVisitLog,
  type Finding,
  type OwnEvent,
  type PostedOutcome,
  type PostedWrite,
  type VisitLog,
} from './visit-log.ts';

/** What the log must know of the run that writes it; goes into `kiosk.started`. */
export type Run = {
  version: string;
  /** Label of the edition on screen, stamped on every event. */
  edition: string;
  editionDate: string;
  timeZone: string;
  idleLimitMs: number;
};

export type AppendOutcome =
  | { kind: 'written'; appended: number; repeated: number }
  | { kind: 'refused'; findings: Finding[] }
  | { kind: 'unavailable'; trouble: TroubleKind; retryAfterS: number };

export type LogHealth = {
  state: 'ready' | TroubleKind;
  sentence?: Sentences;
  events: number;
  unsent: number;
  lastSeq: number;
  ballast: 'held' | 'released';
  /** Folders that were set aside in this run or wait to be salvaged from. */
  setAside: { folder: string; why: 'damaged' | 'newer'; salvaged?: { found: number; restored: number } }[];
};

export type KeptLog = {
  /** Opens the log soon, and writes `kiosk.started` once it is open. Called once. */
  begin(run: Run): void;
  append(events: readonly PostedEvent[]): Promise<AppendOutcome>;
  health(): LogHealth;
  /** Writes a `kiosk.fault`, if that can be done now: on a full disk visits have the room. */
  noteFault(code: string, details?: string): void;
  /** Undefined while the log is not open. */
  reader(): LogReader | undefined;
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
  const setAside: LogHealth['setAside'] = [];
  const waiting: { write: PostedWrite; settle: (outcome: AppendOutcome) => void }[] = [];
  let lock: KioskLock | undefined;
  let log: VisitLog | undefined;
  let reader: LogReader | undefined;
  let run: Run | undefined;
  let trouble: TroubleKind | undefined = 'opening';
  let startedIn: string | undefined;
  let isDistrusted = false;
  let isFlushing = false;
  let isSalvaging = false;
  let faults = 0;
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
      if (isDistrusted) moveAside('damaged');
      log = openOrSetAside(run);
      reader = readLog(log.database);
      resume(log, run);
    } catch (error) {
      if (isFull(error) && ballast.release()) return open();
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
    void salvageAll();
  }

  function openOrSetAside(current: Run): VisitLog {
    const openIt = () => openVisitLog({ ...options, edition: current.edition });
    try {
      return openIt();
    } catch (error) {
      const kind = classifyTrouble(error);
      if (kind !== 'damaged' && kind !== 'newer') throw error;
      moveAside(kind);
      return openIt();
    }
  }

  function moveAside(why: 'damaged' | 'newer'): void {
    const folder = setLogAside(dataDir, why, clock.wallMs());
    isDistrusted = false;
    setAside.push({ folder: basename(folder), why });
    tell(
      `The visit log is ${why === 'newer' ? 'newer than this program' : 'damaged'}; it was moved to ${folder} and a new one begun.`,
    );
  }

  function writeStarted(into: VisitLog, current: Run): void {
    if (startedIn === into.logId) return;
    const lastAlive = into.findLastAlive();
    const body: EventBody<'kiosk.started'> = {
      version: current.version,
      edition_date: current.editionDate,
      time_zone: current.timeZone,
      idle_limit_ms: current.idleLimitMs,
      ...(lastAlive && {
        last_alive_wall_ms: lastAlive.wallMs,
        last_alive_mono_ms: lastAlive.monoMs,
        last_alive_boot_id: lastAlive.bootId,
      }),
    };
    into.writeOwn([makeOwnEvent('kiosk.started', body, current, into)]);
    startedIn = into.logId;
  }

  function makeOwnEvent<T extends 'kiosk.started' | 'kiosk.stopped' | 'kiosk.fault'>(
    type: T,
    body: EventBody<T>,
    current: Run,
    into: VisitLog,
  ): OwnEvent {
    return {
      event_id: randomUUID(),
      visit_id: null,
      type,
      schema_version: 1,
      wall_ms: Math.round(clock.wallMs()),
      mono_ms: Math.round(clock.monoMs()),
      boot_id: clock.bootId,
      stop_id: into.stopId(),
      edition: current.edition,
      body,
    };
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

  function flush(): void {
    isFlushing = false;
    const batch = waiting.splice(0);
    if (batch.length === 0) return;
    const outcomes = writeBatch(batch.map(({ write }) => write));
    for (const [index, { settle }] of batch.entries()) {
      settle(outcomes?.[index] ?? unavailable());
    }
  }

  /** Undefined where the disk refused; then nothing was written. */
  function writeBatch(writes: readonly PostedWrite[]): PostedOutcome[] | undefined {
    if (!log || trouble) return undefined;
    try {
      return log.writePosted(writes);
    } catch (error) {
      if (isFull(error) && ballast.release()) {
        tell('The disk is full; the space kept for this was released and counting goes on.');
        return writeBatch(writes);
      }
      enterTrouble(error);
      return undefined;
    }
  }

  function unavailable(): AppendOutcome {
    const retryAfterS = Math.max(1, Math.ceil(retryMs / 1000));
    return { kind: 'unavailable', trouble: trouble ?? 'opening', retryAfterS };
  }

  async function salvageAll(): Promise<void> {
    if (isSalvaging) return;
    isSalvaging = true;
    try {
      await salvageFolders();
    } catch (error) {
      // Tried again when the log is opened next.
      tell(`Salvaging a damaged log stopped: ${String(error)}`);
    }
    isSalvaging = false;
  }

  async function salvageFolders(): Promise<void> {
    const done = new Map(log?.salvagedFolders().map((entry) => [entry.folder, entry]));
    const folders = readdirSync(dataDir).filter((name) => name.startsWith('log-damaged-'));
    for (const folder of folders) {
      if (!log || isStopped || done.has(folder)) continue;
      const into = log;
      const salvaged = await salvageFolder(join(dataDir, folder), into, () => !isStopped && log === into);
      if (!salvaged) return;
      into.noteSalvage(folder, salvaged.found, salvaged.restored);
      const known = setAside.find((entry) => entry.folder === folder);
      if (known) known.salvaged = salvaged;
      else setAside.push({ folder, why: 'damaged', salvaged });
      tell(`Salvaged ${salvaged.restored} events of ${salvaged.found} found in ${folder}.`);
    }
  }

  return {
    begin(current) {
      run = current;
      setImmediate(open);
    },

    append(events) {
      if (!log || trouble || isStopped) return Promise.resolve(unavailable());
      const write = { events, arrivedWallMs: clock.wallMs(), arrivedMonoMs: clock.monoMs() };
      return new Promise((settle) => {
        waiting.push({ write, settle });
        if (!isFlushing) setImmediate(flush);
        isFlushing = true;
      });
    },

    health() {
      const counts = log?.counts() ?? { events: 0, unsent: 0, lastSeq: 0 };
      return {
        state: trouble ?? 'ready',
        ...(trouble && { sentence: troubleSentences[trouble] }),
        ...counts,
        ballast: ballast.isHeld() ? 'held' : 'released',
        setAside,
      };
    },

    noteFault(code, details) {
      if (!log || !run || trouble || faults >= mostFaultsARun || !ballast.isHeld()) return;
      faults += 1;
      const body = { code, ...(details !== undefined && { details: details.slice(0, 2_000) }) };
      try {
        log.writeOwn([makeOwnEvent('kiosk.fault', body, run, log)]);
      } catch (error) {
        enterTrouble(error);
      }
    },

    reader: () => reader,

    async stop() {
      if (isStopped) return;
      flush();
      isStopped = true;
      clearInterval(aliveTimer);
      clearTimeout(retryTimer);
      try {
        if (log && run && !trouble) {
          log.writeOwn([makeOwnEvent('kiosk.stopped', { cause: 'stop' }, run, log)]);
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
