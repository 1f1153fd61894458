// What Chromium is told on its command line, which it reads before it is ready.
import type { ElectronParts } from './electron-parts.ts';

export function setSwitches({ commandLine }: ElectronParts['app']): void {
  // Gestures that belong to a browser: zooming by hand, swiping back to the page before.
  commandLine.appendSwitch('disable-pinch');
  commandLine.appendSwitch('overscroll-history-navigation', '0');
  // Without it there are no voices to read aloud with on Linux; elsewhere it does nothing.
  commandLine.appendSwitch('enable-speech-dispatcher');
}
