import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../kiosk/app-error.ts';
import { makeFakeElectron, type FakeOptions } from './fake/fake-electron.ts';
import { openShell, type Surroundings } from './open-shell.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-shell-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  vi.useRealTimers();
});

/** An opened shell over a kiosk that answers every request; `over` replaces any part of it. */
async function aShell({ fake, ...over }: Partial<Surroundings> & { fake?: FakeOptions } = {}) {
  const faked = makeFakeElectron({ appDataDir: dir, ...fake });
  const said: string[] = [];
  const told: string[] = [];
  let signal = () => {};
  let stops = 0;
  const program = faked.electron.app.isPackaged ? ['/opt/jingzhong'] : ['/electron', '/main.js'];
  const { argv = [], ...others } = over;
  await openShell(faked.electron, {
    argv: [...program, ...argv],
    resourcesDir: join(dir, 'resources'),
    version: '1.2.3',
    async openKiosk({ port }) {
      return {
        fetch: async () => new Response('the exhibition'),
        url: port === undefined ? undefined : `http://127.0.0.1:${port}/`,
        async stop() {
          stops += 1;
        },
      };
    },
    onSignal: (listener) => (signal = listener),
    say: (line) => said.push(line),
    tell: (line) => told.push(line),
    ...others,
  });
  return { ...faked, said, told, signal: () => signal(), stops: () => stops };
}

test('shows the exhibition from exhibit://app/ and says when it is ready', async () => {
  const { window, said, told } = await aShell();
  expect(window().contents.loads).toEqual(['exhibit://app/']);
  expect(window().isVisible()).toBe(true);
  expect(said).toEqual(['kiosk ready at exhibit://app/']);
  expect(told).toEqual([]);
});

test('staff may have it started anew: all is let go of first', async () => {
  let relaunch: (() => void) | undefined;
  const { deeds, stops } = await aShell({
    async openKiosk({ shell }) {
      relaunch = shell?.relaunch;
      expect(shell?.canPrint).toBe(false);
      return { fetch: async () => new Response(''), url: undefined, stop: async () => undefined };
    },
  });
  relaunch?.();
  await vi.waitFor(() => expect(deeds.at(-1)).toBe('exit 0'));
  expect(deeds.slice(-3)).toEqual(['relaunch', 'quit', 'exit 0']);
  expect(stops()).toBe(0);
});

test('names the address on this machine where one is asked for', async () => {
  const { said } = await aShell({ argv: ['--port', '4710'] });
  expect(said).toEqual(['kiosk ready at http://127.0.0.1:4710/']);
});

test('prepares what Electron takes only before it is ready, before it is ready', async () => {
  const { deeds } = await aShell({ argv: ['--data', dir] });
  const before = deeds.slice(0, deeds.indexOf('ready'));
  expect(before).toEqual([
    `path userData ${join(dir, 'electron-profile')}`,
    'scheme exhibit',
    'switch disable-pinch',
    'switch overscroll-history-navigation=0',
    'switch enable-speech-dispatcher',
    'menu null',
  ]);
});

test('a second instance on the same data says so, exits with 2 and opens nothing', async () => {
  const openKiosk = vi.fn();
  const { app, told, windows, errorBoxes } = await aShell({
    argv: ['--data', dir],
    fake: { isSecond: true, isPackaged: true },
    openKiosk,
  });
  expect(app.exits).toEqual([2]);
  expect(told.join()).toContain(`already running on the data folder ${dir}`);
  expect(openKiosk).not.toHaveBeenCalled();
  expect(windows).toEqual([]);
  expect(errorBoxes).toEqual([]);
});

test('the first instance comes to the front when a second one is started', async () => {
  const { app, window } = await aShell();
  window().deeds.length = 0;
  app.emit('second-instance');
  expect(window().deeds).toEqual(['show', 'focus']);
});

test('a log in use is one sentence and exit 2', async () => {
  const { app, told, errorBoxes } = await aShell({
    openKiosk: () => Promise.reject(new AppError('log-in-use', { path: '/data' })),
  });
  expect(app.exits).toEqual([2]);
  expect(told).toEqual([new AppError('log-in-use', { path: '/data' }).message]);
  expect(errorBoxes).toEqual([]);
});

test('an installed kiosk, which has no terminal, shows its sentence in both languages', async () => {
  const { errorBoxes, app } = await aShell({
    fake: { isPackaged: true },
    openKiosk: () => Promise.reject(new AppError('edition-broken', { path: '/e', reason: 'r' })),
  });
  expect(errorBoxes).toEqual([expect.stringMatching(/无法展示[^]+cannot be shown/)]);
  expect(app.exits).toEqual([2]);
});

test('wrong arguments are one sentence and exit 2, before anything is opened', async () => {
  const { app, told, windows } = await aShell({ argv: ['--port', 'many'] });
  expect(app.exits).toEqual([2]);
  expect(told).toEqual(['--port takes a whole number from 0 to 65535.']);
  expect(windows).toEqual([]);
});

test('a fault of ours is told with its stack, once, and exits with 1', async () => {
  const { app, told } = await aShell({ openKiosk: () => Promise.reject(new Error('a fault')) });
  expect(app.exits).toEqual([1]);
  expect(told).toEqual([expect.stringMatching(/^fault: Error: a fault\n/)]);
});

test('an installed kiosk finds its edition, screens and data by itself', async () => {
  const openKiosk = vi.fn<Surroundings['openKiosk']>(() => Promise.reject(new Error('enough')));
  await aShell({ fake: { isPackaged: true }, openKiosk });
  expect(openKiosk).toHaveBeenCalledWith(
    expect.objectContaining({
      dataDir: join(dir, 'jingzhong'),
      editionDir: join(dir, 'resources', 'edition'),
      rendererDir: join(dir, 'resources', 'renderer'),
      port: undefined,
      version: '1.2.3',
    }),
  );
});

test('keeps the screen awake while it is open, and lets it sleep when it quits', async () => {
  const { blocked, signal } = await aShell();
  expect(blocked.size).toBe(1);
  signal();
  expect(blocked.size).toBe(0);
});

test('comes to the front again when the machine wakes', async () => {
  const { window, powerMonitor } = await aShell();
  window().deeds.length = 0;
  powerMonitor.emit('resume');
  expect(window().deeds).toContain('focus');
});

test('tells of helper processes that were lost', async () => {
  const { app, told } = await aShell();
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5 });
  app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 });
  expect(told).toEqual(['The GPU process ended (crashed, code 5).']);
});

test.each(['a signal', 'the window closed', 'Electron asked to quit'])(
  'on %s stops the kiosk once and exits with 0',
  async (cause) => {
    const { app, signal, stops } = await aShell();
    if (cause === 'a signal') signal();
    if (cause === 'the window closed') app.emit('window-all-closed');
    const event = { preventDefault: vi.fn() };
    if (cause === 'Electron asked to quit') app.emit('before-quit', event);
    signal();
    await vi.waitFor(() => expect(app.exits).toEqual([0]));
    expect(stops()).toBe(1);
    expect(event.preventDefault).toHaveBeenCalledTimes(cause === 'Electron asked to quit' ? 1 : 0);
  },
);

test('ends within two seconds even where the kiosk does not stop', async () => {
  const { app, signal, told } = await aShell({
    openKiosk: async () => ({
      fetch: async () => new Response(),
      url: undefined,
      stop: () => new Promise(() => {}),
    }),
  });
  vi.useFakeTimers();
  signal();
  await vi.advanceTimersByTimeAsync(1_900);
  expect(app.exits).toEqual([1]);
  expect(told).toEqual(['The kiosk did not stop in time and was ended.']);
});

test('does not open the page again after quitting', async () => {
  const { signal, window, app } = await aShell();
  signal();
  await vi.waitFor(() => expect(app.exits).toEqual([0]));
  vi.useFakeTimers();
  window().contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  await vi.advanceTimersByTimeAsync(120_000);
  expect(window().contents.loads).toHaveLength(1);
});
