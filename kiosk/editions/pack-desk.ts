// What staff and commands may do with the editions of a kiosk: check a pack, load it into a slot, show
// it, go back, and take a case off every edition. The same functions serve the running kiosk, whose
// screen follows at once, and a command on a data folder where none is running.
import { readFileSync, rmSync, statSync } from 'node:fs';
import type { Exhibition } from '../../model/exhibition.ts';
import type { EventBody } from '../../model/log-event.ts';
import { signedRecallListSchema } from '../../model/pack.ts';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import { openEdition, type Edition } from '../edition.ts';
import { noStep, type AtStep } from './durable-files.ts';
import { takeEditionsLock } from './editions-lock.ts';
import type { EditionHolder } from './hold-editions.ts';
import { forkPackChild, runInChild, type StartPackChild } from './pack-child-process.ts';
import type { OnProgress, PackPolicy, PackSummary } from './pack-job.ts';
import { readRecalled, recallHere, takeRecallList, type TakenList } from './recalls.ts';
import {
  dropLeftovers,
  makeSlotFolder,
  readSlots,
  slotDir,
  writeSlots,
  type Shown,
  type Slot,
  type SlotState,
} from './slots.ts';
import { readTrustedKeys } from './trusted-keys.ts';

type DeskEvents = 'edition.switched' | 'case.recalled';

export type PackDeskOptions = {
  dataDir: string;
  /** The edition that came with the program. */
  shippedDir: string;
  version: string;
  clock: Pick<Clock, 'wallMs'>;
  /** The running kiosk's; absent where none is running. */
  holder?: EditionHolder;
  /** What the settings say now. */
  allowsUnsigned(): boolean;
  /** Writes an event of staff. */
  record<T extends DeskEvents>(type: T, body: EventBody<T>): Promise<unknown>;
  /** Told when another edition is on screen, before the event is written. */
  onShown?(edition: Edition): void;
  tell(line: string): void;
  startChild?: StartPackChild;
  /** For fault campaigns, which kill the process here. */
  atStep?: AtStep;
};

export type LoadOptions = {
  onProgress?: OnProgress;
  /** Stops the work; nothing of it stays. */
  signal?: AbortSignal;
};

export type StageOutcome =
  | { kind: 'staged'; slot: Slot; summary: PackSummary }
  /** The findings say why. */
  | { kind: 'refused'; summary: PackSummary }
  | { kind: 'stopped' };

export type ListedEdition = {
  role: 'current' | 'previous' | 'staged';
  /** Came with the program. */
  isShipped: boolean;
} & Omit<Slot, 'folder' | 'loadedAt'> &
  Partial<Pick<Slot, 'loadedAt'>>;

export type EditionList = { editions: ListedEdition[]; recalled: string[] };

export type PackDesk = ReturnType<typeof openPackDesk>;

export function openPackDesk(options: PackDeskOptions) {
  const { dataDir, shippedDir, version, clock, holder, tell } = options;
  const { startChild = () => forkPackChild(), atStep = noStep } = options;
  const today = () => new Date(clock.wallMs()).toISOString().slice(0, 10);
  const recalled = () => readRecalled(dataDir, tell);
  const dirOf = (shown: Shown) => (shown === 'shipped' ? shippedDir : slotDir(dataDir, shown));
  const open = (shown: Shown) => openEdition(dirOf(shown), recalled());

  async function locked<Result>(work: () => Promise<Result>): Promise<Result> {
    const lock = takeEditionsLock(dataDir);
    try {
      return await work();
    } finally {
      lock.release();
    }
  }

  function describe(role: ListedEdition['role'], shown: Shown): ListedEdition {
    if (shown !== 'shipped') {
      const { folder: _folder, ...slot } = shown;
      return { role, isShipped: false, ...slot };
    }
    const { id, number, date, title, titles } = openEdition(shippedDir);
    return { role, isShipped: true, id, number, date, title, titles };
  }

  /** Makes `next` what is shown, on the disk, on the screen and in the log, in this order. */
  async function show(next: Shown, change: (state: SlotState) => SlotState): Promise<Edition> {
    const { state } = readSlots(dataDir);
    // Throws before anything is changed where it could not be shown.
    const edition = open(next);
    const from = describe('current', state.current).id;
    writeSlots(dataDir, change(state), (step) => atStep(`switch-${step}`));
    if (holder) {
      holder.show(edition);
      holder.stage(undefined);
    }
    options.onShown?.(edition);
    await options.record('edition.switched', {
      from,
      to: edition.id,
      edition_date: edition.date,
      time_zone: edition.timeZone,
      idle_limit_ms: edition.idleLimitMs,
    });
    return edition;
  }

  /** What is on screen and what waits, without the cases that were just called back. */
  function refresh(): void {
    if (!holder) return;
    holder.show(openEdition(holder.current().dir, recalled()));
    const staged = holder.staged();
    if (staged) holder.stage(openEdition(staged.dir, recalled()));
  }

  /** Takes `caseIds` off the screen, and notes each under the title that it had there. */
  async function followRecall(caseIds: readonly string[], listVersion: number): Promise<void> {
    const shown = holder?.current() ?? openEdition(dirOf(readSlots(dataDir).state.current));
    const titles = caseIds.map((caseId) => findCaseTitle(shown, caseId));
    refresh();
    for (const [index, caseId] of caseIds.entries()) {
      const title = titles[index];
      await options.record('case.recalled', {
        case: caseId,
        ...(title !== undefined && { title }),
        list_version: listVersion,
      });
    }
  }

  return {
    /** Everything that is wrong with the pack at `path`; nothing is changed. */
    async check(path: string, { onProgress, signal }: LoadOptions = {}) {
      return runInChild({ path, version }, { startChild, ...pick(onProgress, signal) });
    },

    /**
     * Checks the pack at `path` and unpacks it into a slot that waits to be shown. `goBack` also takes
     * an edition that is older than the one on screen. Throws AppError `editions-busy`.
     */
    stage(
      path: string,
      {
        onProgress,
        signal,
        goBack = false,
        allowsUnsigned = false,
      }: LoadOptions & { goBack?: boolean; allowsUnsigned?: boolean } = {},
    ): Promise<StageOutcome> {
      return locked(async () => {
        dropLeftovers(dataDir);
        const { state } = readSlots(dataDir);
        const { date, number } = describe('current', state.current);
        const policy: PackPolicy = {
          keys: readTrustedKeys(dataDir),
          allowsUnsigned: allowsUnsigned || options.allowsUnsigned(),
          today: today(),
          ...(!goBack && { notOlderThan: { date, number } }),
        };
        const folder = makeSlotFolder(dataDir);
        const intoDir = slotDir(dataDir, { folder });
        atStep('slot-made');
        try {
          const job = { path, version, policy, intoDir };
          const outcome = await runInChild(job, { startChild, ...pick(onProgress, signal) });
          if (outcome.kind === 'stopped') return outcome;
          const { summary } = outcome;
          const isWhole = summary.findings.every(({ severity }) => severity !== 'error');
          if (!summary.edition || !isWhole) return { kind: 'refused', summary };
          const slot = describeSlot(folder, summary, clock.wallMs());
          const edition = open(slot);
          writeSlots(dataDir, { ...state, staged: slot }, (step) => atStep(`stage-${step}`));
          holder?.stage(edition);
          return { kind: 'staged', slot, summary };
        } finally {
          const isKept = readSlots(dataDir).state.staged?.folder === folder;
          if (!isKept) rmSync(intoDir, { recursive: true, force: true });
        }
      });
    },

    /** Drops the edition that waits to be shown. */
    discard: () =>
      locked(async () => {
        const { staged: _staged, ...state } = readSlots(dataDir).state;
        writeSlots(dataDir, state);
        holder?.stage(undefined);
      }),

    /** Shows the edition that waits. Throws AppError `nothing-staged`, `editions-busy`, `edition-broken`. */
    switchToStaged: () =>
      locked(async () => {
        const { staged } = readSlots(dataDir).state;
        if (!staged) throw new AppError('nothing-staged');
        return show(staged, ({ current, format }) => ({ format, current: staged, previous: current }));
      }),

    /**
     * Shows the edition before this one; once more returns to this one.
     * Throws AppError `nothing-before`, `editions-busy`, `edition-broken`.
     */
    back: () =>
      locked(async () => {
        const { previous } = readSlots(dataDir).state;
        if (!previous) throw new AppError('nothing-before');
        return show(previous, (state) => ({ ...state, current: previous, previous: state.current }));
      }),

    list(): EditionList {
      const { current, previous, staged } = readSlots(dataDir).state;
      return {
        editions: [
          describe('current', current),
          ...(previous ? [describe('previous', previous)] : []),
          ...(staged ? [describe('staged', staged)] : []),
        ],
        recalled: [...recalled()].toSorted(),
      };
    },

    /** Takes a case off this kiosk at once, from every edition; no stick brings it back. */
    async recall(caseId: string): Promise<void> {
      await followRecall([caseId], recallHere(dataDir, caseId, today()));
    },

    /** Takes in the organisers' signed list at `path`, where it is newer than the one that is here. */
    async takeRecallList(path: string): Promise<TakenList> {
      const taken = takeRecallList(dataDir, readRecallFile(path), {
        keys: readTrustedKeys(dataDir),
        today: today(),
      });
      if (taken.kind !== 'taken') return taken;
      await followRecall(taken.added, taken.version);
      return taken;
    },
  };
}

function pick(onProgress: OnProgress | undefined, signal: AbortSignal | undefined) {
  return { ...(onProgress && { onProgress }), ...(signal && { signal }) };
}

function describeSlot(folder: string, { edition, signedBy }: PackSummary, wallMs: number): Slot {
  if (!edition) throw new Error('a pack without an edition was unpacked');
  const { id, number, date, title, titles } = edition;
  return {
    folder,
    id,
    number,
    date,
    title,
    titles,
    ...(signedBy && { signedBy: { label: signedBy.label ?? '', fingerprint: signedBy.fingerprint } }),
    loadedAt: new Date(wallMs).toISOString(),
  };
}

/** Undefined where it is no list at all. */
function readRecallFile(path: string): unknown {
  try {
    const { size } = statSync(path);
    if (size > 2_000_000) return undefined;
    return signedRecallListSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** As the first language names it; undefined where the edition has no such case. */
function findCaseTitle(edition: Edition, caseId: string): string | undefined {
  const [exhibition] = edition.exhibitions.values();
  // Its hash was compared with the manifest's, so it is what pack/ built.
  const value = JSON.parse(new TextDecoder().decode(exhibition?.bytes)) as Exhibition;
  return value.panels.flatMap(({ cases }) => cases).find(({ id }) => id === caseId)?.title;
}
