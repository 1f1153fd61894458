import { afterEach, expect, test, vi } from 'vitest';
import { aDisplay, makeFakeElectron, type FakeOptions } from './fake/fake-electron.ts';
import { keepOnDisplay } from './keep-on-display.ts';
import { makeKioskWindow, showWhenReady, type WindowOptions } from './kiosk-window.ts';

const left = aDisplay({ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } });
const right = aDisplay({ id: 2, bounds: { x: 1920, y: 0, width: 1080, height: 1920 } });

afterEach(() => {
  vi.useRealTimers();
});

function aWindow(over: Partial<WindowOptions> = {}, fake: FakeOptions = { displays: [left, right] }) {
  const faked = makeFakeElectron(fake);
  const options = { displayIndex: undefined, isWindowed: false, ...over };
  const made = makeKioskWindow(faked.electron, options);
  keepOnDisplay(faked.electron.screen, made, options.displayIndex);
  return { ...faked, made, window: faked.window(), given: faked.window().options };
}

test('is a kiosk over the whole display, dark before its first picture, and not shown until then', () => {
  const { given } = aWindow();
  expect(given).toMatchObject({ ...left.bounds, kiosk: true, frame: false, show: false });
  expect(given.backgroundColor).toBe('#14110f');
});

test('runs the page in a sandbox, without a preload script', () => {
  const preferences = aWindow().given.webPreferences;
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(preferences).not.toHaveProperty('preload');
});

test('has no developer tools once it is installed', () => {
  expect(aWindow().given.webPreferences?.devTools).toBe(true);
  expect(aWindow({}, { isPackaged: true }).given.webPreferences?.devTools).toBe(false);
});

test('opens on the chosen display, or on the primary one where there is no such display', () => {
  expect(aWindow({ displayIndex: 1 }).given).toMatchObject(right.bounds);
  expect(aWindow({ displayIndex: 7 }).given).toMatchObject(left.bounds);
});

test('a window to work in has a portrait screen’s shape and fits', () => {
  const { given } = aWindow({ isWindowed: true });
  expect(given).toMatchObject({ width: 608, height: 1080 });
  expect(given.kiosk).toBeUndefined();
});

test('moves to the primary display when its own is removed, and back when it returns', () => {
  const { displays, screen, window } = aWindow({ displayIndex: 1 });
  displays.pop();
  screen.emit('display-removed');
  expect(window.deeds).toEqual(['kiosk false', 'bounds 0,0 1920x1080', 'kiosk true']);
  window.deeds.length = 0;
  displays.push(right);
  screen.emit('display-added');
  expect(window.deeds).toEqual(['kiosk false', 'bounds 1920,0 1080x1920', 'kiosk true']);
});

test('follows its display when it is turned, and ignores what does not concern it', () => {
  const { displays, screen, window } = aWindow();
  displays[1] = aDisplay({ ...right, bounds: { x: 1920, y: 0, width: 1920, height: 1080 } });
  screen.emit('display-metrics-changed', {}, displays[1], ['bounds']);
  screen.emit('display-metrics-changed', {}, left, ['workArea']);
  expect(window.deeds).toEqual([]);
  displays[0] = aDisplay({ ...left, bounds: { x: 0, y: 0, width: 1080, height: 1920 } });
  screen.emit('display-metrics-changed', {}, displays[0], ['bounds', 'rotation']);
  expect(window.deeds).toEqual(['kiosk false', 'bounds 0,0 1080x1920', 'kiosk true']);
});

test('a window that is gone is not moved', () => {
  const { displays, screen, window } = aWindow();
  window.isGone = true;
  displays.shift();
  screen.emit('display-removed');
  expect(window.deeds).toEqual([]);
});

test('is shown when it has painted', async () => {
  const { made, window } = aWindow();
  const shown = showWhenReady(made);
  expect(window.isVisible()).toBe(false);
  window.emit('ready-to-show');
  await shown;
  expect(window.isVisible()).toBe(true);
});

test('is shown after three seconds whatever the page does, and once only', async () => {
  vi.useFakeTimers();
  const { made, window } = aWindow();
  const shown = showWhenReady(made);
  await vi.advanceTimersByTimeAsync(3_000);
  await shown;
  window.emit('ready-to-show');
  expect(window.deeds).toEqual(['show']);
});
