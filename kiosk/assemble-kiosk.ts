// A kiosk in the field, put together on an open log: its editions, its staff's settings, the watch
// for sticks, and the handler. The same for every shell.
import type { Clock } from './clock.ts';
import { openKioskEditions } from './editions/open-editions.ts';
import type { StartPackChild } from './editions/pack-child-process.ts';
import type { ExportParts } from './exports/find-export-parts.ts';
import { createKiosk, type Kiosk } from './handler.ts';
import type { ProgramPlace } from './program/program-folder.ts';
import { findFreeBytes } from './log/ballast.ts';
import type { KeptLog } from './log/keep-log.ts';
import type { ShellPowers } from './staff/open-staff.ts';
import { findBacklight } from './staff/backlight.ts';
import { keepSettings } from './staff/settings.ts';
import { watchSticks } from './sticks/watch-sticks.ts';

export type AssembleOptions = {
  dataDir: string;
  /** Shown where no other edition was loaded onto the data folder. */
  editionDir: string;
  /** Shows `editionDir` whatever was loaded. */
  isPinned?: boolean;
  rendererDir: string;
  log: KeptLog;
  clock: Clock;
  hosts: readonly string[];
  version: string;
  staffKey?: string;
  shell?: ShellPowers;
  startPackChild?: StartPackChild;
  exportParts?: ExportParts;
  program?: ProgramPlace;
  tell(line: string): void;
};

/** Throws AppError `edition-broken`. Its `stop` closes the log too. */
export function assembleKiosk(options: AssembleOptions): Kiosk {
  const { dataDir, editionDir, isPinned = false, startPackChild, ...rest } = options;
  const settings = keepSettings({ dataDir, tell: rest.tell });
  const { editions, packDesk } = openKioskEditions({
    dataDir,
    shippedDir: editionDir,
    isPinned,
    log: rest.log,
    clock: rest.clock,
    version: rest.version,
    allowsUnsigned: () => settings.read().allowUnsigned,
    ...(startPackChild && { startChild: startPackChild }),
    tell: rest.tell,
  });
  const setBrightness = findBacklight();
  const sticks = watchSticks();
  const kiosk = createKiosk({
    ...rest,
    shell: { ...(setBrightness && { setBrightness }), ...(rest.shell ?? { canPrint: false }) },
    dataDir,
    editions,
    packDesk,
    settings,
    sticks,
    findFreeBytes: () => findFreeBytes(dataDir),
  });
  return {
    fetch: kiosk.fetch,
    stop() {
      sticks.stop();
      return kiosk.stop();
    },
  };
}
