// A kiosk in the field, put together on an open log: its editions, its staff's settings, the watch
// for sticks, and the handler. The same for every shell.
import { openKioskEditions } from './editions/open-editions.ts';
import type { StartPackChild } from './editions/pack-child-process.ts';
import { createKiosk, type Kiosk, type KioskDeps } from './handler.ts';
import { findFreeBytes } from './log/ballast.ts';
import { findBacklight } from './staff/backlight.ts';
import { keepSettings } from './staff/settings.ts';
import { watchSticks } from './sticks/watch-sticks.ts';

export type AssembleOptions = Omit<
  KioskDeps,
  'editions' | 'packDesk' | 'settings' | 'sticks' | 'findFreeBytes'
> & {
  /** Shown where no other edition was loaded onto the data folder. */
  editionDir: string;
  /** Shows `editionDir` whatever was loaded. */
  isPinned?: boolean;
  startPackChild?: StartPackChild;
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
