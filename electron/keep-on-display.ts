// Keeps the kiosk window on its display while displays come, go, turn and change size: a
// monitor that is switched off counts as removed, and its window must find the way back.
import type { Display } from 'electron';
import type { ElectronParts, KioskWindow } from './electron-parts.ts';

/** The display of that index, counted from 0, or the primary one where there is none. */
export function chooseDisplay(screen: ElectronParts['screen'], index: number | undefined): Display {
  const chosen = index === undefined ? undefined : screen.getAllDisplays()[index];
  return chosen ?? screen.getPrimaryDisplay();
}

export function keepOnDisplay(
  screen: ElectronParts['screen'],
  window: KioskWindow,
  index: number | undefined,
): void {
  let placed = chooseDisplay(screen, index);

  function place(): void {
    const display = chooseDisplay(screen, index);
    // What was placed is remembered, not read from the window: a window manager that rounds
    // the size, or a work area that changes with the window, would have it placed for ever.
    if (window.isDestroyed() || isSamePlace(display, placed)) return;
    placed = display;
    // A full-screen window cannot be moved.
    window.setKiosk(false);
    window.setBounds(display.bounds);
    window.setKiosk(true);
  }

  screen.on('display-added', place);
  screen.on('display-removed', place);
  screen.on('display-metrics-changed', place);
}

function isSamePlace(one: Display, other: Display): boolean {
  const [a, b] = [one.bounds, other.bounds];
  return one.id === other.id && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
