// Serves the kiosk on this machine only, for a browser window or a test.
import { assembleKiosk } from './assemble-kiosk.ts';
import { systemClock, type Clock } from './clock.ts';
import type { StartPackChild } from './editions/pack-child-process.ts';
import type { ExportParts } from './exports/find-export-parts.ts';
import type { ProgramPlace } from './program/program-folder.ts';
import { listenOnLoopback, type Loopback } from './listen-on-loopback.ts';
import { keepLog } from './log/keep-log.ts';
import { makeHttpServer } from './make-http-server.ts';
import { leaveStaffKey } from './staff-key.ts';
import { resetIfRequested } from './staff/factory-reset.ts';
import type { ShellPowers } from './staff/open-staff.ts';

export type ServeKioskOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Already listening, instead of `port`. */
  loopback?: Loopback;
  dataDir: string;
  /** Shown where no other edition was loaded onto the data folder. */
  editionDir: string;
  /** Shows `editionDir` whatever was loaded. */
  isPinned?: boolean;
  rendererDir: string;
  version: string;
  /** What the shell can do for staff. */
  shell?: ShellPowers;
  startPackChild?: StartPackChild;
  exportParts?: ExportParts;
  /** Where this program runs from; without it, from its sources. */
  program?: ProgramPlace;
  clock?: Clock;
  synchronous?: 'FULL' | 'NORMAL';
  tell?(line: string): void;
};

export type ServedKiosk = { url: string; stop(): Promise<void> };

/**
 * Throws AppError `port-in-use`, `port-not-allowed`, `log-in-use`, `data-folder-unusable` or
 * `edition-broken`; then nothing is left running.
 */
export async function serveKiosk(options: ServeKioskOptions): Promise<ServedKiosk> {
  const { clock = systemClock(), tell = (line: string) => console.error(line) } = options;
  const { port, loopback: given, clock: _clock, tell: _tell, synchronous, ...places } = options;
  const { dataDir } = places;
  const loopback = given ?? (await listenOnLoopback(port));
  try {
    const kept = resetIfRequested(dataDir);
    if (kept !== undefined) tell(`This kiosk was set back; what it held is in ${kept}.`);
    const log = keepLog({ dataDir, clock, tell, ...(synchronous && { synchronous }) });
    try {
      const staffKey = leaveStaffKey(dataDir, loopback.url);
      const kiosk = assembleKiosk({
        ...places,
        log,
        clock,
        hosts: loopback.hosts,
        staffKey: staffKey.key,
        tell,
      });
      loopback.mount(makeHttpServer(kiosk.fetch));
      return {
        url: loopback.url,
        async stop() {
          await loopback.close();
          await kiosk.stop();
          staffKey.remove();
        },
      };
    } catch (error) {
      await log.stop();
      throw error;
    }
  } catch (error) {
    await loopback.close();
    throw error;
  }
}
