// The screen stays lit while the exhibition is open.
import type { ElectronParts } from './electron-parts.ts';

/** Returns what lets the screen sleep again. */
export function keepScreenAwake(blocker: ElectronParts['powerSaveBlocker']): () => void {
  const id = blocker.start('prevent-display-sleep');
  return () => void blocker.stop(id);
}

/** A window that slept with the machine may have lost touch until it is brought to the front. */
export function onWaking(powerMonitor: ElectronParts['powerMonitor'], wake: () => void): void {
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
}
