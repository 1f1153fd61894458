// The Electron shell, opened step by step. Everything before `whenReady` must be done before
// Electron is ready, so nothing is awaited until then.
import type { Sentences } from '../model/app-error.ts';
import { AppError } from '../kiosk/app-error.ts';
import { setSwitches } from './chromium-switches.ts';
import type { ElectronParts } from './electron-parts.ts';
import { exhibitAddress, mountExhibit, registerExhibitScheme } from './exhibit-protocol.ts';
import { keepOnDisplay } from './keep-on-display.ts';
import { bringToFront, makeKioskWindow, showWhenReady } from './kiosk-window.ts';
import { lockPages, lockSession } from './lockdown.ts';
import type { OpenedKiosk, OpenKioskOptions } from './open-kiosk.ts';
import { keepScreenAwake, onWaking } from './power.ts';
import { makeProfileFolder } from './profile-folder.ts';
import { quitCleanly, type QuitOptions } from './quit.ts';
import { dropProgram, readArguments, type ShellOptions } from './read-arguments.ts';
import { keepPageOpen, tellOfLostProcesses } from './recovery.ts';

export type Surroundings = {
  argv: readonly string[];
  resourcesDir: string;
  version: string;
  openKiosk(options: OpenKioskOptions): Promise<OpenedKiosk>;
  onSignal: QuitOptions['onSignal'];
  /** The ready line, and nothing else. */
  say(line: string): void;
  /** Progress and faults, one line each. */
  tell(line: string): void;
};

/** Resolves when the exhibition is on the screen, or when the program was told to exit. */
export async function openShell(electron: ElectronParts, surroundings: Surroundings): Promise<void> {
  const { app } = electron;
  const { argv, resourcesDir, tell } = surroundings;
  const appDataDir = app.getPath('appData');
  const read = readArguments(dropProgram(argv, app.isPackaged), { appDataDir, resourcesDir });
  if (read.kind === 'wrong') return refuse(electron, read.sentences, tell);
  try {
    await openExhibition(electron, surroundings, read.options);
  } catch (error) {
    if (error instanceof AppError) return refuse(electron, error.sentences, tell);
    tell(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    app.exit(1);
  }
}

async function openExhibition(
  electron: ElectronParts,
  { version, openKiosk, onSignal, say, tell }: Surroundings,
  options: ShellOptions,
): Promise<void> {
  const { app, powerMonitor, powerSaveBlocker, protocol, screen, session } = electron;
  app.setPath('userData', makeProfileFolder(options.dataDir));
  if (!app.requestSingleInstanceLock()) {
    // The first instance hears of this one and comes to the front; nothing may cover it.
    tell(new AppError('log-in-use', { path: options.dataDir }).message);
    app.exit(2);
    return;
  }
  registerExhibitScheme(protocol);
  setSwitches(app);
  lockPages(electron);
  tellOfLostProcesses(app, tell);

  // Printing would open the system's own dialogue over the exhibition, so it is not offered.
  const shell = { canPrint: false, relaunch: () => relaunch(app) };
  const [kiosk] = await Promise.all([openKiosk({ ...options, version, shell, tell }), app.whenReady()]);
  lockSession(session.defaultSession);
  mountExhibit(session.defaultSession, (request) => kiosk.fetch(request));
  const letSleep = keepScreenAwake(powerSaveBlocker);
  const window = makeKioskWindow(electron, options);
  if (!options.isWindowed) keepOnDisplay(screen, window, options.displayIndex);
  const page = keepPageOpen(window, exhibitAddress, tell);
  app.on('second-instance', () => bringToFront(window));
  onWaking(powerMonitor, () => bringToFront(window));
  quitCleanly(app, {
    async stop() {
      page.stop();
      letSleep();
      await kiosk.stop();
    },
    onSignal,
    tell,
  });

  page.open();
  await showWhenReady(window);
  say(`kiosk ready at ${kiosk.url ?? exhibitAddress}`);
}

/** The next instance begins when this one has let go of everything (quit.ts). */
function relaunch(app: ElectronParts['app']): void {
  app.relaunch();
  app.quit();
}

/** A sentence that says what to do, and exit 2. An installed kiosk has no terminal to say it in. */
async function refuse(
  { app, dialog }: ElectronParts,
  sentences: Sentences,
  tell: (line: string) => void,
): Promise<void> {
  tell(sentences.en);
  if (app.isPackaged) {
    await app.whenReady();
    dialog.showErrorBox('警钟 Jingzhong', `${sentences['zh-Hans']}\n\n${sentences.en}`);
  }
  app.exit(2);
}
