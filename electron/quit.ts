// Every way of ending the program comes through here once: a signal, the window closed, the
// session ended. What was started is stopped, and the program ends within two seconds.
import type { ElectronParts } from './electron-parts.ts';

/** What stops in time is done in far less; the promise is two seconds, exit included. */
const stopAtLatestMs = 1_700;

export type QuitOptions = {
  /** Stops whatever was started. */
  stop(): Promise<void>;
  /** Calls back when the system asks this process to end. */
  onSignal(listener: () => void): void;
  tell(line: string): void;
};

export function quitCleanly(app: ElectronParts['app'], { stop, onSignal, tell }: QuitOptions): void {
  let isQuitting = false;

  async function quit(): Promise<void> {
    if (isQuitting) return;
    isQuitting = true;
    const late = setTimeout(() => end(1, 'The kiosk did not stop in time and was ended.'), stopAtLatestMs);
    try {
      await stop();
      clearTimeout(late);
      end(0);
    } catch (error) {
      clearTimeout(late);
      end(1, `The kiosk could not be stopped cleanly: ${String(error)}`);
    }
  }

  function end(code: number, line?: string): void {
    if (line !== undefined) tell(line);
    app.exit(code);
  }

  onSignal(() => void quit());
  app.on('window-all-closed', () => void quit());
  // Electron's own way of answering a signal, where it was quicker than ours.
  app.on('before-quit', (event) => {
    event.preventDefault();
    void quit();
  });
}
