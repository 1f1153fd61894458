import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFakeElectron } from './fake/fake-electron.ts';
import { makeKioskWindow } from './kiosk-window.ts';
import { keepPageOpen } from './recovery.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A page that is open; `status` is what the kiosk answers from then on. */
async function aPage({ status = 200 } = {}) {
  const fake = makeFakeElectron();
  const kiosk = { status };
  fake.session.protocol.handle('exhibit', () => new Response('', { status: kiosk.status }));
  const window = makeKioskWindow(fake.electron, { displayIndex: undefined, isWindowed: false });
  const told: string[] = [];
  const page = keepPageOpen(window, 'exhibit://app/', (line) => told.push(line));
  page.open();
  await vi.advanceTimersByTimeAsync(0);
  const { contents } = fake.window();
  return {
    page,
    kiosk,
    told,
    contents,
    window: fake.window(),
    crash: () => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 }),
    loads: () => contents.loads.length,
  };
}

test('opens the page again a second after it crashed', async () => {
  const { crash, loads, told } = await aPage();
  crash();
  await vi.advanceTimersByTimeAsync(999);
  expect(loads()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(loads()).toBe(2);
  expect(told).toEqual([
    "The screen's process ended (crashed, code 139); opening the exhibition again in 1 s.",
  ]);
});

test('waits longer each time a page keeps crashing, a minute at most, and never gives up', async () => {
  const { crash, loads } = await aPage();
  const waitsMs: number[] = [];
  for (let time = 0; time < 7; time += 1) {
    const before = loads();
    crash();
    const fromMs = performance.now();
    while (loads() === before) await vi.advanceTimersByTimeAsync(500);
    waitsMs.push(performance.now() - fromMs);
  }
  expect(waitsMs).toEqual([1_000, 2_000, 5_000, 15_000, 60_000, 60_000, 60_000]);
});

test('forgets earlier crashes once the page was well for a minute', async () => {
  const { crash, loads } = await aPage();
  for (let time = 0; time < 4; time += 1) {
    crash();
    await vi.advanceTimersByTimeAsync(15_000);
  }
  expect(loads()).toBe(5);
  await vi.advanceTimersByTimeAsync(60_001);
  crash();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(loads()).toBe(6);
});

test('ends a page that hangs, and opens it again', async () => {
  const { window, contents, loads } = await aPage();
  window.emit('unresponsive');
  expect(contents.crashes).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(loads()).toBe(2);
});

test('keeps trying while the kiosk answers with an error, and stops once it does not', async () => {
  const { kiosk, loads } = await aPage({ status: 503 });
  await vi.advanceTimersByTimeAsync(1_000 + 2_000);
  expect(loads()).toBe(3);
  kiosk.status = 200;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(loads()).toBe(4);
});

test('tries again after a load that failed, but not for one that another replaced or a frame', async () => {
  const { contents, loads } = await aPage();
  contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'exhibit://app/', true);
  contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'exhibit://app/x', false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(loads()).toBe(1);
  contents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'exhibit://app/', true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(loads()).toBe(2);
});

test('several events of one crash open the page once', async () => {
  const { crash, contents, loads } = await aPage();
  crash();
  contents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'exhibit://app/', true);
  crash();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(loads()).toBe(2);
});

test('leaves a stopped or destroyed window alone', async () => {
  const stopped = await aPage();
  stopped.crash();
  stopped.page.stop();
  const destroyed = await aPage();
  destroyed.crash();
  destroyed.window.isGone = true;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(stopped.loads()).toBe(1);
  expect(destroyed.loads()).toBe(1);
});
