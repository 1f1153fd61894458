// What the window may not do, whatever a visitor or a page tries: leave the exhibition, open
// another window, save a file, use a device, obey a browser's keys. The page's own policy
// comes with the kiosk's answers; this holds where that is not asked.
import type { Input, WebContents } from 'electron';
import type { ElectronParts, KioskSession } from './electron-parts.ts';
import { isExhibitAddress } from './exhibit-protocol.ts';

type LockedContents = Pick<WebContents, 'on' | 'setVisualZoomLevelLimits' | 'setWindowOpenHandler'>;

const functionKey = /^F\d{1,2}$/;
/** A browser's or a system's keys; Tab, Enter, Escape and arrows belong to the exhibition. */
const strayKeys = new Set([
  'BrowserBack',
  'BrowserFavorites',
  'BrowserForward',
  'BrowserHome',
  'BrowserRefresh',
  'BrowserSearch',
  'BrowserStop',
  'ContextMenu',
  'GoBack',
  'LaunchMail',
  'PrintScreen',
]);

/** Holds for every page that the program ever makes, so it comes before the first window. */
export function lockPages({ app, Menu }: Pick<ElectronParts, 'app' | 'Menu'>): void {
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

/** Without these handlers Electron grants whatever a page asks for. */
export function lockSession(session: KioskSession): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // The spelling dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}

export function lockContents(contents: LockedContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!isExhibitAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isExhibitAddress(event.url)) event.preventDefault();
  });
  // Preventing this event is what lets the page go, so that no page can refuse to be closed.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  // Bluetooth asks no permission handler, and takes the first device unless it is told none.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.on('before-input-event', (event, input) => {
    if (isStrayKey(input)) event.preventDefault();
  });
  // A reload makes a new page, with a browser's own limits.
  contents.on('did-finish-load', () => {
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
}

export function isStrayKey({ key, control, alt, meta }: Pick<Input, 'alt' | 'control' | 'key' | 'meta'>) {
  return control || alt || meta || functionKey.test(key) || strayKeys.has(key);
}
