// The exhibition comes back by itself: a page that crashed, hung, or could not be loaded is
// loaded again, sooner at first and later if it keeps failing, and nobody has to touch anything.
import type { ElectronParts, KioskWindow } from './electron-parts.ts';

const backoffMs = [1_000, 2_000, 5_000, 15_000, 60_000];
/** A page that lived this long was well; its next failure starts the count anew. */
const wellMs = 60_000;
/** Chromium's net::ERR_ABORTED: a load that another load replaced. */
const abortedCode = -3;

export type Recovery = { open(): void; stop(): void };

/** `open` loads the page for the first time and from then on it is kept open until `stop`. */
export function keepPageOpen(window: KioskWindow, address: string, tell: (line: string) => void): Recovery {
  const contents = window.webContents;
  let failures = 0;
  let openedMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  function open(): void {
    timer = undefined;
    if (isStopped || window.isDestroyed()) return;
    openedMs = performance.now();
    // A failure is heard of through did-fail-load, which knows more.
    contents.loadURL(address).catch(() => undefined);
  }

  function reopen(what: string): void {
    // Several events tell of one failure; the first has set the timer.
    if (timer || isStopped) return;
    if (performance.now() - openedMs > wellMs) failures = 0;
    const waitMs = backoffMs[Math.min(failures, backoffMs.length - 1)] ?? wellMs;
    failures += 1;
    tell(`${what}; opening the exhibition again in ${waitMs / 1000} s.`);
    timer = setTimeout(open, waitMs);
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    reopen(`The screen's process ended (${reason}, code ${exitCode})`);
  });
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== abortedCode) reopen(`The screen could not be loaded (${description})`);
  });
  contents.on('did-navigate', (_event, _url, status) => {
    if (status >= 400) reopen(`The screen could not be loaded (status ${status})`);
  });
  window.on('unresponsive', () => {
    tell('The screen does not respond; its process is ended.');
    // What follows is render-process-gone.
    contents.forcefullyCrashRenderer();
  });

  return {
    open,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Chromium starts its own helper processes again; staff only need to be able to see it. */
export function tellOfLostProcesses(app: ElectronParts['app'], tell: (line: string) => void): void {
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason !== 'clean-exit') tell(`The ${name ?? type} process ended (${reason}, code ${exitCode}).`);
  });
}
