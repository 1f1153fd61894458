import type { Input } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { aDisplay, makeFakeElectron, type FakeElectron } from './fake/fake-electron.ts';
import { makeKioskWindow } from './kiosk-window.ts';
import { lockPages, lockSession } from './lockdown.ts';

let fake: FakeElectron;

beforeEach(() => {
  fake = makeFakeElectron({ displays: [aDisplay()] });
  lockPages(fake.electron);
  lockSession(fake.electron.session.defaultSession);
  makeKioskWindow(fake.electron, { displayIndex: undefined, isWindowed: false });
});

const contents = () => fake.window().contents;

test.each([
  'media',
  'geolocation',
  'notifications',
  'clipboard-read',
  'fullscreen',
  'openExternal',
  'unknown',
] as const)('denies %s: asked, looked up', async (permission) => {
  expect(await fake.session.grants(permission)).toBe(false);
  expect(fake.session.reports(permission)).toBe(false);
});

test('lends no device, and answers Bluetooth with none', () => {
  expect(fake.session.lendsDevice()).toBe(false);
  let chosen: string | undefined;
  const choose = (id: string) => (chosen = id);
  expect(contents().isPrevented('select-bluetooth-device', {}, [{ deviceId: 'a' }], choose)).toBe(true);
  expect(chosen).toBe('');
});

test.each([
  'https://example.org/',
  'http://app/',
  'file:///etc/passwd',
  'exhibit://other/',
  'exhibit:app',
  'data:text/html,x',
  'about:blank',
  'no address',
])('does not go to %s', (url) => {
  expect(contents().isPrevented('will-frame-navigate', { url })).toBe(true);
  expect(contents().isPrevented('will-redirect', { url })).toBe(true);
});

test('goes anywhere within the exhibition', () => {
  expect(contents().isPrevented('will-frame-navigate', { url: 'exhibit://app/?lang=en#board' })).toBe(false);
});

test('opens no window, no web view, and saves no file', () => {
  expect(contents().openWindow()).toEqual({ action: 'deny' });
  expect(contents().isPrevented('will-attach-webview')).toBe(true);
  let isPrevented = false;
  fake.session.emit('will-download', { preventDefault: () => (isPrevented = true) });
  expect(isPrevented).toBe(true);
});

test('a page cannot refuse to be closed', () => {
  expect(contents().isPrevented('will-prevent-unload')).toBe(true);
});

function press(over: Partial<Input>): boolean {
  const input = { type: 'keyDown', key: 'a', control: false, alt: false, meta: false, shift: false, ...over };
  return contents().isPrevented('before-input-event', {}, input);
}

test.each<Partial<Input>>([
  { key: 't', control: true },
  { key: 'F4', alt: true },
  { key: 'ArrowLeft', alt: true },
  { key: 'q', meta: true },
  { key: 'I', control: true, shift: true },
  { key: 'F5' },
  { key: 'F11' },
  { key: 'F12' },
  { key: 'BrowserBack' },
  { key: 'BrowserForward' },
  { key: 'ContextMenu' },
])('keeps $key (control $control, alt $alt, meta $meta) from the page and the browser', (input) => {
  expect(press(input)).toBe(true);
});

test.each(['Tab', 'Enter', ' ', 'Escape', 'ArrowLeft', 'PageDown', 'a', '字', 'F', '1'])(
  'lets the key “%s” through',
  (key) => {
    expect(press({ key })).toBe(false);
  },
);

test('a page cannot be zoomed by hand, also after it was loaded again', async () => {
  await contents()
    .loadURL('exhibit://app/')
    .catch(() => undefined);
  contents().emit('did-finish-load');
  contents().emit('did-finish-load');
  expect(contents().zoomLimits).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

test('fetches no spelling dictionary', () => {
  expect(fake.session.isSpelling).toBe(false);
});
