// The kiosk that the shell shows: log, handler, and a loopback address where one is asked for.
import { assembleKiosk } from '../kiosk/assemble-kiosk.ts';
import { systemClock } from '../kiosk/clock.ts';
import type { StartPackChild } from '../kiosk/editions/pack-child-process.ts';
import type { ExportParts } from '../kiosk/exports/find-export-parts.ts';
import type { ProgramPlace } from '../kiosk/program/program-folder.ts';
import type { ShellPowers } from '../kiosk/staff/open-staff.ts';
import { resetIfRequested } from '../kiosk/staff/factory-reset.ts';
import { keepLog } from '../kiosk/log/keep-log.ts';
import { makeHttpServer } from '../kiosk/make-http-server.ts';
import { exhibitHost } from './exhibit-protocol.ts';
import { listenOnLoopback } from '../kiosk/listen-on-loopback.ts';

export type OpenKioskOptions = {
  dataDir: string;
  editionDir: string;
  /** Shows `editionDir` whatever was loaded onto the data folder. */
  isPinned?: boolean;
  rendererDir: string;
  /** Serves the same handler on this machine's port; 0 takes any free one. */
  port: number | undefined;
  version: string;
  shell?: ShellPowers;
  tell(line: string): void;
};

export type OpenedKiosk = {
  fetch(request: Request): Promise<Response>;
  /** Where it is served besides exhibit://app/. */
  url: string | undefined;
  stop(): Promise<void>;
};

/** Throws an AppError of the kiosk; then nothing is left running. */
export async function openKiosk(
  options: OpenKioskOptions,
  parts: { startPackChild?: StartPackChild; exportParts?: ExportParts; program?: ProgramPlace } = {},
): Promise<OpenedKiosk> {
  const { port, tell, ...places } = options;
  const clock = systemClock();
  const loopback = port === undefined ? undefined : await listenOnLoopback(port);
  const stops = [() => loopback?.close()];
  try {
    const kept = resetIfRequested(places.dataDir);
    if (kept !== undefined) tell(`This kiosk was set back; what it held is in ${kept}.`);
    const log = keepLog({ dataDir: places.dataDir, clock, tell });
    stops.push(() => log.stop());
    const hosts = [exhibitHost, ...(loopback?.hosts ?? [])];
    const kiosk = assembleKiosk({
      ...places,
      log,
      clock,
      hosts,
      ...parts,
      tell,
    });
    loopback?.mount(makeHttpServer((request) => kiosk.fetch(request)));
    return {
      fetch: (request) => kiosk.fetch(request),
      url: loopback?.url,
      async stop() {
        await loopback?.close();
        await kiosk.stop();
      },
    };
  } catch (error) {
    await Promise.all(stops.map((stop) => stop()));
    throw error;
  }
}
