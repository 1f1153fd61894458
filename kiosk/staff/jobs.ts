// Runs what takes longer than a touch: one job at a time, in a process or thread of its own where it
// is heavy, so that visitors never wait for staff.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Calendar } from '../../model/calendar.ts';
import type { Lights } from '../../model/staff-api.ts';
import type { Job, JobFinding, JobOutcome, StartJob } from '../../model/staff-jobs.ts';
import { courierFolder } from '../../model/sync-batch.ts';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import { carryOut, takeIn } from '../courier/carry.ts';
import { findOrMakeKioskKey } from '../courier/kiosk-key.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import type { PackSummary } from '../editions/pack-job.ts';
import type { ExportParts } from '../exports/find-export-parts.ts';
import type { ExportJob, ExportMessage } from '../exports/export-worker.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { ProgramDesk } from '../program/program-desk.ts';
import { makeStickFolder } from '../sticks/make-stick-folder.ts';
import type { StickWatch } from '../sticks/watch-sticks.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

export type JobsOptions = ExportParts & {
  dataDir: string;
  kioskId: string;
  log: KeptLog;
  clock: Clock;
  packDesk?: PackDesk;
  sticks?: StickWatch;
  calendar(): Calendar;
  lights(): Lights;
  programDesk: ProgramDesk;
  /** Told when another version of the program was put in. */
  onUpdated(): void;
  /** Public keys of hubs whose acknowledgements are believed. */
  hubKeys(): string[];
  tell(line: string): void;
};

export type StaffJobs = ReturnType<typeof keepJobs>;

/** An export's memory does not grow with its rows (bench -- export); what it may take is bounded too. */
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 16 };

/** A stick lists so many findings; the rest is counted at the editor's own desk. */
const mostFindings = 200;

export function keepJobs(options: JobsOptions) {
  const { dataDir, kioskId, log, clock, packDesk, sticks, tell } = options;
  let job: Job | undefined;
  let stopping = new AbortController();

  const stickOf = (path: string) =>
    sticks
      ?.list()
      .find(({ packs, programs, ...stick }) =>
        [stick, ...packs, ...programs].some((place) => place.path === path),
      );

  function note(done: number, total: number, what: string): void {
    if (job && !job.outcome) Object.assign(job, { done, total, what });
  }

  async function run(wanted: StartJob): Promise<JobOutcome> {
    const { signal } = stopping;
    switch (wanted.do) {
      case 'check': {
        if (!packDesk) return { kind: 'failed', code: 'not-here' };
        const outcome = await packDesk.check(wanted.pack, { onProgress: note, signal });
        if (outcome.kind === 'stopped') return outcome;
        const { summary } = outcome;
        return { kind: 'checked', findings: describe(summary), title: summary.edition?.title ?? '' };
      }
      case 'load': {
        if (!packDesk) return { kind: 'failed', code: 'not-here' };
        const outcome = await packDesk.stage(wanted.pack, {
          onProgress: note,
          signal,
          goBack: wanted.goBack,
        });
        if (outcome.kind === 'stopped') return outcome;
        if (outcome.kind === 'refused') return { kind: 'refused', findings: describe(outcome.summary) };
        return {
          kind: 'loaded',
          title: outcome.slot.title,
          titles: outcome.slot.titles ?? {},
          isUnsigned: outcome.slot.signedBy === undefined,
        };
      }
      case 'export':
        return runExport(wanted, signal);
      case 'carry-out': {
        const reader = log.reader();
        if (!reader) return { kind: 'failed', code: 'log-unavailable' };
        const maker = { kioskId, privateKey: findOrMakeKioskKey(dataDir), clock, reader };
        return carryOut(wanted.stick, maker, log.acknowledged, ({ batch, logId, toSeq }) => {
          if (!log.noteCarried(batch.sha256, logId, toSeq))
            throw new AppError('log-unreadable', { path: dataDir });
        });
      }
      case 'take-in': {
        const taken = await takeIn(wanted.stick, { kioskId, hubKeys: options.hubKeys() }, (word) => {
          // Of a copied disk's batch it says nothing of this one's rows, though both go by one name.
          const carried = log.carriedThrough(word.batch_sha256, word.log_id);
          if (carried === undefined) return;
          const through = Math.min(word.committed_through, carried);
          log.acknowledge(word.log_id, through, word.backed_up_through, word.clock);
        });
        return { kind: 'taken', ...taken };
      }
      case 'diagnostics': {
        const dir = makeStickFolder(wanted.stick, courierFolder);
        const file = writeDiagnostics(dir, { dataDir, kioskId, log, lights: options.lights() });
        return { kind: 'written', folder: dir, files: [file] };
      }
      case 'update': {
        const { program, again } = wanted;
        const outcome = await options.programDesk.putIn(program, { again, onProgress: note, signal });
        if (!outcome) return { kind: 'failed', code: 'not-here' };
        if (outcome.kind === 'refused') return { kind: 'refused', findings: describe(outcome) };
        if (outcome.kind === 'stopped') return outcome;
        options.onUpdated();
        return { kind: 'updated', version: outcome.version };
      }
    }
  }

  function runExport(
    { stick, language, stopId }: StartJob & { do: 'export' },
    signal: AbortSignal,
  ): Promise<JobOutcome> {
    const day = options.calendar().dayOf(clock.wallMs());
    const folders = [courierFolder, `${kioskId}-${day}${stopId === undefined ? '' : `-${stopId}`}`];
    const workerData: ExportJob = {
      dataDir,
      stick,
      folders,
      language,
      madeAtMs: clock.wallMs(),
      fonts: options.fonts,
      ...(stopId !== undefined && { stopId }),
    };
    return new Promise((resolve) => {
      const worker = new Worker(options.exportWorker, { workerData, resourceLimits });
      let outcome: JobOutcome = { kind: 'failed', code: 'fault' };
      signal.addEventListener('abort', () => void worker.terminate(), { once: true });
      worker.on('message', (message: ExportMessage) => {
        if (message.kind === 'progress') return note(message.done, message.total, message.what);
        if (message.kind === 'written')
          outcome = { kind: 'written', folder: join(stick, ...folders), files: message.files };
        else {
          tell(`The export failed: ${message.message}`);
          outcome = { kind: 'failed', code: message.code };
        }
      });
      worker.on('error', (error) => tell(`fault: ${error.stack ?? error.message}`));
      worker.once('exit', () => resolve(signal.aborted ? { kind: 'stopped' } : outcome));
    });
  }

  /** A stick that was pulled out explains whatever went wrong with it. */
  function explain(error: unknown, path: string): JobOutcome {
    if (!existsSync(path)) return { kind: 'failed', code: 'gone' };
    if (error instanceof AppError) {
      return { kind: 'failed', code: error.code, zh: error.sentences['zh-Hans'], en: error.sentences.en };
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'fault';
    tell(`A job of staff failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { kind: 'failed', code };
  }

  return {
    current: (): Job | undefined => job,

    /** Undefined where another job runs, or where the path is on no stick that is in. */
    start(wanted: StartJob): Job | 'busy' | 'no-such-stick' {
      if (job && !job.outcome) return 'busy';
      const path = placeOf(wanted);
      if (!stickOf(path)) return 'no-such-stick';
      stopping = new AbortController();
      const started: Job = { id: randomUUID(), do: wanted.do, done: 0, total: 0, what: '' };
      job = started;
      void run(wanted)
        .catch((error: unknown) => explain(error, path))
        .then((outcome) => {
          const isGone = outcome.kind === 'failed' && !existsSync(path);
          started.outcome = isGone ? { kind: 'failed', code: 'gone' } : outcome;
        });
      return started;
    },

    stop(): void {
      stopping.abort();
    },
  };
}

/** What on a stick the job is about. */
function placeOf(wanted: StartJob): string {
  if ('pack' in wanted) return wanted.pack;
  return 'program' in wanted ? wanted.program : wanted.stick;
}

function describe({ findings }: Pick<PackSummary, 'findings'>): JobFinding[] {
  return findings.slice(0, mostFindings).map(({ severity, file, line, zh, en }) => ({
    severity,
    place: line > 0 ? `${file}:${line}` : file,
    zh,
    en,
  }));
}
