// The editions of a kiosk that starts: cleans up after a load that was killed, and shows what was
// shown last. Where that cannot be opened the one before is shown, and at last the shipped one.
import { existsSync } from 'node:fs';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';
import { describeEdition, openEdition, type Edition } from '../edition.ts';
import type { KeptLog } from '../log/keep-log.ts';
import { takeEditionsLock } from './editions-lock.ts';
import { holdEdition, type EditionHolder } from './hold-editions.ts';
import type { StartPackChild } from './pack-child-process.ts';
import { openPackDesk, type PackDesk } from './pack-desk.ts';
import { readRecalled } from './recalls.ts';
import { dropLeftovers, editionsDir, readSlots, slotDir, type Shown } from './slots.ts';

export type OpenEditionsOptions = {
  dataDir: string;
  /** The edition that came with the program, or the one that was asked for. */
  shippedDir: string;
  /** Shows `shippedDir` whatever was loaded. */
  isPinned?: boolean;
  tell(line: string): void;
};

/** Throws AppError `edition-broken` where not even the shipped edition can be shown. */
export function openEditions({ dataDir, shippedDir, isPinned, tell }: OpenEditionsOptions): EditionHolder {
  cleanUp(dataDir, tell);
  const recalled = readRecalled(dataDir, tell);
  const { state, isDamaged } = readSlots(dataDir);
  if (isDamaged)
    tell('The list of loaded editions (editions/current.json) cannot be read; the shipped one is shown.');
  const open = (shown: Shown) =>
    openEdition(shown === 'shipped' ? shippedDir : slotDir(dataDir, shown), recalled);
  const shown = isPinned
    ? ['shipped' as const]
    : [state.current, state.previous ?? 'shipped', 'shipped' as const];
  const holder = holdEdition(openFirst(shown, open, tell));
  if (state.staged) holder.stage(tryOpen(state.staged, open, tell));
  return holder;
}

function openFirst(choices: Shown[], open: (shown: Shown) => Edition, tell: (line: string) => void): Edition {
  const [first = 'shipped', ...others] = choices;
  if (others.length === 0) return open(first);
  return tryOpen(first, open, tell) ?? openFirst(others, open, tell);
}

function tryOpen(
  shown: Shown,
  open: (shown: Shown) => Edition,
  tell: (line: string) => void,
): Edition | undefined {
  try {
    return open(shown);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    tell(error.message);
    return undefined;
  }
}

export type KioskEditionsOptions = OpenEditionsOptions & {
  log: Pick<KeptLog, 'appendStaff' | 'showEdition'>;
  clock: Clock;
  version: string;
  /** What the settings say now. */
  allowsUnsigned?(): boolean;
  startChild?: StartPackChild;
};

/** The editions of a running kiosk, and the desk at which staff load and switch them. */
export function openKioskEditions(options: KioskEditionsOptions): {
  editions: EditionHolder;
  packDesk: PackDesk;
} {
  const { log, allowsUnsigned = () => false, startChild, ...rest } = options;
  const editions = openEditions(rest);
  const packDesk = openPackDesk({
    ...rest,
    holder: editions,
    allowsUnsigned,
    record: log.appendStaff,
    onShown: (edition) => log.showEdition(describeEdition(edition)),
    ...(startChild && { startChild }),
  });
  return { editions, packDesk };
}

/** Left alone while a command is loading something, and on a disk that cannot be written. */
function cleanUp(dataDir: string, tell: (line: string) => void): void {
  if (!existsSync(editionsDir(dataDir))) return;
  try {
    const lock = takeEditionsLock(dataDir);
    try {
      dropLeftovers(dataDir);
    } finally {
      lock.release();
    }
  } catch (error) {
    tell(
      `The folder of editions was not cleaned up: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
