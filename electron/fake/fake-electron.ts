// A stand-in for Electron, of the parts that the shell uses and by Electron's own types. It
// behaves as Electron does where the shell relies on it: schemes only before ready, a page
// asked for through the session's handler, a window that tells when it has painted.
import type {
  BrowserWindowConstructorOptions,
  Display,
  PermissionCheckHandlerHandlerDetails,
  PermissionRequest,
  Session,
  WebContents,
  WindowOpenHandlerResponse,
} from 'electron';
import { EventEmitter } from 'node:events';
import type { ElectronParts, KioskContents, KioskSession, KioskWindow } from '../electron-parts.ts';

export type FakeOptions = {
  displays?: Display[];
  appDataDir?: string;
  isPackaged?: boolean;
  /** Another instance holds the lock. */
  isSecond?: boolean;
};

export type FakeElectron = ReturnType<typeof makeFakeElectron>;

/** An emitter's `on` takes any event, Electron's names each: the rest can be compared. */
type Unheard<T> = Omit<T, 'on' | 'once'>;
type Handler = (request: Request) => Response | Promise<Response>;
type PermissionName = Parameters<Parameters<Session['setPermissionRequestHandler']>[0] & object>[1];

export function aDisplay(over: Partial<Display> = {}): Display {
  const bounds = over.bounds ?? { x: 0, y: 0, width: 1080, height: 1920 };
  // Electron describes a display with thirty more facts, none of which the shell asks for.
  return { id: 1, bounds, workArea: bounds, ...over } as Display;
}

export function makeFakeElectron(options: FakeOptions = {}) {
  /** What was done, in order. */
  const deeds: string[] = [];
  const displays = options.displays ?? [aDisplay()];
  const windows: FakeWindow[] = [];
  const session = makeSession();
  const app = makeApp(options, deeds);
  const screen = Object.assign(new EventEmitter(), {
    getAllDisplays: () => [...displays],
    getPrimaryDisplay: () => displays[0] ?? aDisplay({ id: -1 }),
  });
  const blocked = new Set<number>();
  const powerMonitor = new EventEmitter();
  const errorBoxes: string[] = [];

  class FakeBrowserWindow extends FakeWindow {
    constructor(given: BrowserWindowConstructorOptions) {
      super(given, session);
      deeds.push('window');
      windows.push(this);
      app.emit('web-contents-created', {}, this.contents);
    }
  }

  const parts = {
    app,
    BrowserWindow: FakeBrowserWindow,
    dialog: { showErrorBox: (_title: string, content: string) => errorBoxes.push(content) },
    Menu: { setApplicationMenu: (menu: unknown) => deeds.push(`menu ${String(menu)}`) },
    powerMonitor,
    powerSaveBlocker: {
      start: () => {
        blocked.add(1);
        return 1;
      },
      stop: (id: number) => blocked.delete(id),
    },
    protocol: {
      registerSchemesAsPrivileged(schemes: { scheme: string }[]) {
        if (app.isReady()) throw new Error('schemes are taken only before the app is ready');
        deeds.push(...schemes.map(({ scheme }) => `scheme ${scheme}`));
      },
    },
    screen,
    session: { defaultSession: session },
  } satisfies {
    [Part in Exclude<keyof ElectronParts, 'BrowserWindow' | 'session'>]: Unheard<ElectronParts[Part]>;
  } & { BrowserWindow: unknown; session: { defaultSession: Unheard<KioskSession> } };
  return {
    // Compared above, but for `on`.
    electron: parts as unknown as ElectronParts,
    app,
    screen,
    displays,
    session,
    windows,
    powerMonitor,
    blocked,
    errorBoxes,
    deeds,
    /** The one window; the test fails where there is none. */
    window(): FakeWindow {
      const [only] = windows;
      if (!only) throw new Error('no window was opened');
      return only;
    },
  };
}

function makeApp(
  { appDataDir = '/nowhere', isPackaged = false, isSecond = false }: FakeOptions,
  deeds: string[],
) {
  let ready = false;
  const exits: number[] = [];
  const events = new EventEmitter();
  return Object.assign(events, {
    isPackaged,
    exits,
    isReady: () => ready,
    getPath: () => appDataDir,
    setPath: (name: string, path: string) => deeds.push(`path ${name} ${path}`),
    commandLine: {
      appendSwitch: (name: string, value?: string) =>
        deeds.push(`switch ${name}${value === undefined ? '' : `=${value}`}`),
    },
    requestSingleInstanceLock: () => !isSecond,
    async whenReady() {
      await new Promise((resolve) => setImmediate(resolve));
      if (!ready) deeds.push('ready');
      ready = true;
    },
    relaunch: () => void deeds.push('relaunch'),
    quit() {
      deeds.push('quit');
      // As Electron does, it asks before it goes.
      events.emit('before-quit', { preventDefault: () => undefined });
    },
    exit: (code: number) => {
      deeds.push(`exit ${code}`);
      exits.push(code);
    },
  });
}

/** Keeps the handlers it was given; without one it grants, as Electron does. */
function makeSession() {
  let handler: Handler | undefined;
  let request: Parameters<KioskSession['setPermissionRequestHandler']>[0] = null;
  let check: Parameters<KioskSession['setPermissionCheckHandler']>[0] = null;
  let device: Parameters<KioskSession['setDevicePermissionHandler']>[0] = null;
  // What a handler is told of the asker; ours must deny without looking.
  const noContents = {} as WebContents;
  return Object.assign(new EventEmitter(), {
    isSpelling: true,
    protocol: {
      handle: (_scheme: string, given: Handler) => {
        handler = given;
      },
    },
    setSpellCheckerEnabled(isEnabled: boolean) {
      this.isSpelling = isEnabled;
    },
    setPermissionRequestHandler: (given: typeof request) => void (request = given),
    setPermissionCheckHandler: (given: typeof check) => void (check = given),
    setDevicePermissionHandler: (given: typeof device) => void (device = given),
    answer: (address: string) => handler?.(new Request(address)),
    grants(name: PermissionName): Promise<boolean> {
      const asked = request;
      if (!asked) return Promise.resolve(true);
      return new Promise((resolve) => asked(noContents, name, resolve, {} as PermissionRequest));
    },
    reports: (name: PermissionName) =>
      check?.(noContents, name, 'exhibit://app', {} as PermissionCheckHandlerHandlerDetails) ?? true,
    lendsDevice: () =>
      device?.({ deviceType: 'usb', origin: 'exhibit://app', device: { deviceId: 'a' } } as never) ?? true,
  });
}

type FakeSession = ReturnType<typeof makeSession>;

class FakeContents extends EventEmitter implements Unheard<KioskContents> {
  readonly loads: string[] = [];
  readonly zoomLimits: [number, number][] = [];
  crashes = 0;
  openWindow: () => WindowOpenHandlerResponse = () => ({ action: 'allow' });
  readonly #window: EventEmitter;
  readonly #session: FakeSession;

  constructor(window: EventEmitter, session: FakeSession) {
    super();
    this.#window = window;
    this.#session = session;
  }

  async loadURL(address: string): Promise<void> {
    this.loads.push(address);
    const answer = await this.#session.answer(address);
    if (!answer) {
      this.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', address, true);
      throw new Error('ERR_FILE_NOT_FOUND');
    }
    this.emit('did-navigate', {}, address, answer.status);
    this.emit('did-finish-load');
    this.#window.emit('ready-to-show');
  }

  setWindowOpenHandler(handler: Parameters<KioskContents['setWindowOpenHandler']>[0]): void {
    this.openWindow = () => handler({ url: 'https://example.org/' } as never);
  }

  async setVisualZoomLevelLimits(least: number, most: number): Promise<void> {
    this.zoomLimits.push([least, most]);
  }

  /** What Electron does with a renderer that is told to crash. */
  forcefullyCrashRenderer(): void {
    this.crashes += 1;
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  }

  /** Emits a preventable event; true where it was prevented. */
  isPrevented(name: string, details: object = {}, ...rest: unknown[]): boolean {
    let prevented = false;
    this.emit(name, { ...details, preventDefault: () => (prevented = true) }, ...rest);
    return prevented;
  }
}

class FakeWindow extends EventEmitter implements Unheard<Omit<KioskWindow, 'webContents'>> {
  readonly options: BrowserWindowConstructorOptions;
  readonly contents: FakeContents;
  readonly webContents: KioskContents;
  readonly deeds: string[] = [];
  #isVisible = false;
  isGone = false;

  constructor(options: BrowserWindowConstructorOptions, session: FakeSession) {
    super();
    this.options = options;
    this.contents = new FakeContents(this, session);
    // FakeContents is compared where it is declared, but for `on`.
    this.webContents = this.contents as unknown as KioskContents;
  }

  isVisible = () => this.#isVisible;
  isMinimized = () => false;
  isDestroyed = () => this.isGone;
  restore = () => void this.deeds.push('restore');
  focus = () => void this.deeds.push('focus');
  setKiosk = (flag: boolean) => void this.deeds.push(`kiosk ${flag}`);
  setBounds: KioskWindow['setBounds'] = ({ x, y, width, height }) =>
    void this.deeds.push(`bounds ${x},${y} ${width}x${height}`);

  show(): void {
    this.#isVisible = true;
    this.deeds.push('show');
  }
}
