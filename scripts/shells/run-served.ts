// The kiosk served on this machine, in a browser's kiosk window or in none, until it is stopped or
// wants to be started anew.
import { listenOnLoopback, type Loopback } from '../../kiosk/listen-on-loopback.ts';
import type { ServedKiosk, ServeKioskOptions } from '../../kiosk/serve.ts';
import type { ShellPowers } from '../../kiosk/staff/open-staff.ts';
import { openBrowserShell } from './browser-shell.ts';
import { untilStopped } from './until-stopped.ts';

/** Whoever started this program starts it anew when it ends with this. */
const againCode = 75;

export interface RunServedOptions extends Pick<
  ServeKioskOptions,
  | 'port'
  | 'dataDir'
  | 'editionDir'
  | 'isPinned'
  | 'rendererDir'
  | 'version'
  | 'startPackChild'
  | 'exportParts'
  | 'program'
> {
  /** Path of the browser that shows it; without it no window is opened. */
  browser?: string | undefined;
  windowed: boolean;
  /** Somebody starts this program anew when it ends with 75. */
  canRelaunch: boolean;
  say(line: string): void;
  /** Told when the kiosk answers. */
  onReady?(): void;
}

/** Ends the process. Throws what serveKiosk throws; then nothing is left running. */
export async function runServed(options: RunServedOptions): Promise<never> {
  const { browser, windowed, canRelaunch, say, onReady, ...places } = options;
  const loopback = await listenOnLoopback(places.port);
  // The window takes longer to open than the log does, so it is opened first; what it asks for
  // too early waits.
  const { dataDir } = places;
  const closeShell =
    browser === undefined
      ? async () => {}
      : openBrowserShell({ browser, url: loopback.url, dataDir, windowed, say });
  const again = new AbortController();
  const shell: ShellPowers = {
    canPrint: browser !== undefined,
    ...(canRelaunch && { relaunch: () => again.abort() }),
  };
  const kiosk = await openKiosk({ ...places, loopback, shell, tell: say }).catch(async (error: unknown) => {
    await closeShell();
    throw error;
  });
  // Who reads the line below may stop us at once.
  const stopped = Promise.race([untilStopped(), aborted(again.signal)]);
  onReady?.();
  console.log(`kiosk ready at ${kiosk.url}`);
  await stopped;
  await closeShell();
  await kiosk.stop();
  process.exit(again.signal.aborted ? againCode : 0);
}

async function openKiosk(options: ServeKioskOptions & { loopback: Loopback }): Promise<ServedKiosk> {
  const { serveKiosk } = await import('../../kiosk/serve.ts');
  return serveKiosk(options);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
