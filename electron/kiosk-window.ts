// The one window: full screen on its display and nothing but the exhibition in it, or an
// ordinary window of the exhibition's shape for whoever works on it.
import type { BrowserWindowConstructorOptions } from 'electron';
import { chooseDisplay } from './keep-on-display.ts';
import type { ElectronParts, KioskWindow } from './electron-parts.ts';

/** The exhibition's own dark, so that nothing flashes before the first picture. */
const backgroundColor = '#14110f';
/** A screen that has not painted by then is shown as it is: better dark than the desktop. */
const showAtLatestMs = 3_000;

export type WindowOptions = {
  /** Which display, counted from 0; the primary one where there is no such display. */
  displayIndex: number | undefined;
  isWindowed: boolean;
};

export function makeKioskWindow(
  { app, BrowserWindow, screen }: Pick<ElectronParts, 'app' | 'BrowserWindow' | 'screen'>,
  { displayIndex, isWindowed }: WindowOptions,
): KioskWindow {
  const { bounds, workArea } = chooseDisplay(screen, displayIndex);
  const shape: BrowserWindowConstructorOptions = isWindowed
    ? { ...fitPortrait(workArea), autoHideMenuBar: true }
    : { ...bounds, kiosk: true, frame: false, skipTaskbar: true };
  return new BrowserWindow({
    ...shape,
    title: '警钟',
    show: false,
    backgroundColor,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      spellcheck: false,
      devTools: !app.isPackaged,
      // The bell may ring, and the idle clock must run when something covers the window.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
}

/** Resolves once the window is on the screen. */
export function showWhenReady(window: KioskWindow): Promise<void> {
  return new Promise((resolve) => {
    const show = () => {
      clearTimeout(timer);
      if (!window.isDestroyed() && !window.isVisible()) window.show();
      resolve();
    };
    const timer = setTimeout(show, showAtLatestMs);
    window.once('ready-to-show', show);
  });
}

export function bringToFront(window: KioskWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function fitPortrait(area: { x: number; y: number; height: number }) {
  const height = Math.min(1920, area.height);
  return { x: area.x, y: area.y, width: Math.round((height * 9) / 16), height };
}
