// Which shell shows the kiosk where the person did not say: Electron when its program is there
// or can be had, else the system's browser as a kiosk window, else no window at all.
import { findOrInstallBrowser } from './find-browser.ts';
import { fetchElectron, findElectron } from './electron-shell.ts';

export type ShellName = 'electron' | 'browser' | 'serve';

/** The shell that was asked for, or the best that can be had; says which and why. */
export function chooseShell(
  asked: ShellName | 'auto',
  rootDir: string,
  say: (line: string) => void,
): ShellName {
  if (asked !== 'auto') return asked;
  if (!hasScreen()) {
    say('Shell: serve, since this machine has no screen to open a window on.');
    return 'serve';
  }
  if (findElectron(rootDir) || fetchElectron(rootDir, say)) {
    say('Shell: Electron.');
    return 'electron';
  }
  if (findOrInstallBrowser(say)) {
    say('Shell: the system’s browser as a kiosk window, since the Electron program cannot be had.');
    return 'browser';
  }
  say('Shell: serve, since neither Electron nor a browser can be had. Open the address in any browser.');
  return 'serve';
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}
