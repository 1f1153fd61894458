// The parts of Electron that the shell uses, by Electron's own types. Only main.ts imports the
// module itself; everything else is given these, so that it runs in a test without the binary.
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  CommandLine,
  Dialog,
  Menu,
  PowerMonitor,
  PowerSaveBlocker,
  Protocol,
  Screen,
  Session,
  WebContents,
} from 'electron';

export type KioskContents = Pick<
  WebContents,
  'forcefullyCrashRenderer' | 'loadURL' | 'on' | 'setVisualZoomLevelLimits' | 'setWindowOpenHandler'
>;

export type KioskWindow = Pick<
  BrowserWindow,
  | 'focus'
  | 'isDestroyed'
  | 'isMinimized'
  | 'isVisible'
  | 'on'
  | 'once'
  | 'restore'
  | 'setBounds'
  | 'setKiosk'
  | 'show'
> & { webContents: KioskContents };

export type KioskSession = Pick<
  Session,
  | 'on'
  | 'setDevicePermissionHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setSpellCheckerEnabled'
> & { protocol: Pick<Protocol, 'handle'> };

export type ElectronParts = {
  app: Pick<
    App,
    | 'exit'
    | 'getPath'
    | 'isPackaged'
    | 'on'
    | 'quit'
    | 'relaunch'
    | 'requestSingleInstanceLock'
    | 'setPath'
    | 'whenReady'
  > & { commandLine: Pick<CommandLine, 'appendSwitch'> };
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => KioskWindow;
  dialog: Pick<Dialog, 'showErrorBox'>;
  Menu: Pick<typeof Menu, 'setApplicationMenu'>;
  powerMonitor: Pick<PowerMonitor, 'on'>;
  powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>;
  screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'on'>;
  session: { defaultSession: KioskSession };
};
