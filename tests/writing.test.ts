// Writing with a finger in a real browser: the square that reads single characters, and the sheets
// that keep ink as it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxSignatureBytes } from '../model/ink.ts';
import { visitorBodies } from '../model/visitor-events.ts';
import { readTemplates, type Stroke } from '../renderer/writing/strokes/template-file.ts';
import { servePage, type ServedPage } from '../scripts/bench/serve-page.ts';
import { strokesFile } from '../scripts/build-strokes.ts';
import { openBrowser, portrait } from './support/open-browser.ts';
import type { WritingPage } from './support/writing-page.ts';

let served: ServedPage;
let browser: Browser;

beforeAll(async () => {
  served = await servePage(join(import.meta.dirname, 'support', 'writing-page.ts'), () => undefined);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

interface Hand {
  page: Page;
  context: BrowserContext;
  cdp: CDPSession;
  complaints: string[];
  box: { x: number; y: number; width: number; height: number };
}

async function open(
  query: string,
  options: { sharpness?: number; before?: (page: Page) => Promise<void> } = {},
) {
  const context = await browser.newContext({
    viewport: portrait,
    hasTouch: true,
    deviceScaleFactor: options.sharpness ?? 1,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isIcon = message.location().url.endsWith('/favicon.ico');
    if (['error', 'warning'].includes(message.type()) && !isIcon) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await options.before?.(page);
  await page.goto(`${served.url}?${query}`);
  const canvas = page.locator('canvas');
  await canvas.waitFor();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('the canvas is not on the screen');
  return { page, context, cdp: await context.newCDPSession(page), complaints, box } satisfies Hand;
}

type Finger = { x: number; y: number; id: number };

function touch({ cdp }: Hand, type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Finger[]) {
  return cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
}

/** One stroke with one finger; places are parts of the canvas. */
async function write(hand: Hand, stroke: Stroke): Promise<void> {
  const { box } = hand;
  const places: Finger[] = [];
  for (let at = 0; at < stroke.length; at += 2) {
    const x = box.x + (stroke[at] ?? 0) * box.width;
    const y = box.y + (stroke[at + 1] ?? 0) * box.height;
    places.push({ x, y, id: 0 });
  }
  for (const [index, place] of places.entries()) {
    await touch(hand, index === 0 ? 'touchStart' : 'touchMove', [place]);
  }
  await touch(hand, 'touchEnd', []);
}

const readInk = ({ page }: Hand) =>
  page.evaluate(() => (window as Window & Partial<WritingPage>).readInk?.());
const readWritten = ({ page }: Hand) =>
  page.evaluate(() => (window as Window & Partial<WritingPage>).written);

/** How many dots of the canvas are inked. */
const countInked = ({ page }: Hand) =>
  page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let inked = 0;
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 127) inked += 1;
    return inked;
  });

function strokesOf(character: string): Stroke[] {
  const template = readTemplates(readFileSync(strokesFile)).find((found) => found.character === character);
  if (!template) throw new Error(`no strokes of ${character}`);
  return template.strokes.map((stroke) => stroke.map((value) => 0.12 + (value / 255) * 0.76));
}

describe('the handwriting square', () => {
  test('reads characters that are written one after the other, and gives out those touched', async () => {
    const hand = await open('part=handwriting&lang=zh-Hans');
    for (const character of '清正') {
      for (const stroke of strokesOf(character)) await write(hand, stroke);
      await hand.page.locator('.handwriting-candidates button', { hasText: character }).first().tap();
      await hand.page.waitForFunction(() => !document.querySelector('.handwriting-candidates button'));
    }
    await expect.poll(() => readWritten(hand)).toBe('清正');
    expect(await countInked(hand)).toBe(0);
    await hand.page.locator('.handwriting-mark').nth(1).tap();
    await expect.poll(() => readWritten(hand)).toBe('清正。');
    await hand.page.locator('.handwriting-delete').tap();
    await hand.page.locator('.handwriting-delete').tap();
    await expect.poll(() => readWritten(hand)).toBe('清');
    expect(hand.complaints).toEqual([]);
    await hand.context.close();
  });

  test('takes a stroke back, and reads again what is left', async () => {
    const hand = await open('part=handwriting&lang=zh-Hans');
    const first = hand.page.locator('.handwriting-candidates button').first();
    const firstIs = (character: string) =>
      hand.page.waitForFunction(
        (wanted) => document.querySelector('.handwriting-candidates button')?.textContent === wanted,
        character,
      );
    for (const stroke of strokesOf('十')) await write(hand, stroke);
    await firstIs('十');
    await hand.page.locator('.handwriting-keys button').first().tap();
    await firstIs('一');
    await first.tap();
    await expect.poll(() => readWritten(hand)).toBe('一');
    await hand.context.close();
  });

  test('says so where the characters cannot be had, and the rest still works', async () => {
    const hand = await open('part=handwriting&lang=zh-Hans', {
      before: (page) => page.route('**/strokes.bin', (route) => route.abort()).then(() => undefined),
    });
    await hand.page.waitForFunction(() =>
      document.querySelector('.handwriting-candidates p')?.textContent?.includes('用不了'),
    );
    await write(hand, [0.2, 0.5, 0.8, 0.5]);
    await hand.page.locator('.handwriting-mark').first().tap();
    await expect.poll(() => readWritten(hand)).toBe('，');
    await hand.context.close();
  });
});

describe('a sheet to sign', () => {
  test('a second finger and a palm leave no trace, and do not disturb the first', async () => {
    const hand = await open('part=signature');
    const { x, y, width, height } = hand.box;
    const at = (id: number, right: number, down: number): Finger => ({
      id,
      x: x + right * width,
      y: y + down * height,
    });
    await touch(hand, 'touchStart', [at(0, 0.1, 0.3)]);
    await touch(hand, 'touchMove', [at(0, 0.3, 0.3)]);
    // Another finger comes down low on the sheet and wanders; then a palm of many points.
    await touch(hand, 'touchStart', [at(0, 0.3, 0.3), at(1, 0.5, 0.9)]);
    await touch(hand, 'touchMove', [at(0, 0.4, 0.3), at(1, 0.9, 0.9)]);
    const palm = [2, 3, 4].map((id) => at(id, 0.2 * id, 0.95));
    await touch(hand, 'touchStart', [at(0, 0.4, 0.3), at(1, 0.9, 0.9), ...palm]);
    await touch(hand, 'touchMove', [at(0, 0.6, 0.3), at(1, 0.8, 0.8), ...palm]);
    // The others leave first.
    await touch(hand, 'touchMove', [at(0, 0.9, 0.3)]);
    await touch(hand, 'touchEnd', []);
    const ink = await readInk(hand);
    expect(ink?.strokes).toHaveLength(1);
    const [line = []] = ink?.strokes ?? [];
    expect(line[0]).toBeCloseTo(1_000, -2);
    expect(line.at(-2)).toBeCloseTo(9_000, -2);
    const deepest = Math.max(...line.filter((_, index) => index % 2 === 1));
    expect(deepest).toBeLessThan((0.4 * 10_000) / (ink?.aspect ?? 1));
    // Once it is lifted, another may write.
    await write(hand, [0.1, 0.6, 0.4, 0.6]);
    expect((await readInk(hand))?.strokes).toHaveLength(2);
    expect(hand.complaints).toEqual([]);
    await hand.context.close();
  });

  test('ten minutes of signing without a pause: it still answers, and fits the log', async () => {
    const hand = await open('part=signature');
    const moves = await hand.page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      if (!canvas) throw new Error('no canvas');
      const box = canvas.getBoundingClientRect();
      const send = (type: string, at: number) =>
        canvas.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 7,
            pointerType: 'touch',
            isPrimary: true,
            pressure: 0.3 + 0.2 * Math.sin(at / 40),
            clientX: box.x + box.width * (0.5 + 0.45 * Math.sin(at / 31)),
            clientY: box.y + box.height * (0.5 + 0.4 * Math.sin(at / 23 + at / 9_000)),
            bubbles: true,
          }),
        );
      // Sixty a second for ten minutes; what counts is how long the page takes over them.
      const startMs = performance.now();
      send('pointerdown', 0);
      for (let at = 1; at < 36_000; at += 1) send('pointermove', at);
      send('pointerup', 36_000);
      return performance.now() - startMs;
    });
    // A sixtieth of a second each would be 600 seconds.
    expect(moves).toBeLessThan(30_000);
    const ink = await readInk(hand);
    const body = { pledge: 'a-pledge', signatures: [ink] };
    expect(visitorBodies['pledge.signed'].safeParse(body).success).toBe(true);
    expect(JSON.stringify(ink).length).toBeLessThanOrEqual(maxSignatureBytes);
    const inked = await countInked(hand);
    expect(inked).toBeGreaterThan(10_000);
    // Wiped and brought back: each answers within a moment, though the drawing takes several frames.
    const [undo, clear] = [hand.page.locator('.ink-tool').first(), hand.page.locator('.ink-tool').nth(1)];
    await clear.tap();
    await hand.page.waitForFunction(() => document.querySelector('.ink-hint'));
    expect(await countInked(hand)).toBe(0);
    const answeredMs = await hand.page.evaluate(async () => {
      const startMs = performance.now();
      document.querySelector<HTMLButtonElement>('.ink-tool')?.click();
      await new Promise(requestAnimationFrame);
      return performance.now() - startMs;
    });
    expect(answeredMs).toBeLessThan(100);
    await expect.poll(() => countInked(hand), { timeout: 10_000 }).toBe(inked);
    await undo.tap();
    await expect.poll(() => readInk(hand)).toBeUndefined();
    await hand.context.close();
  });

  test('strokes are taken back one by one, and a sheet wiped by mistake comes back', async () => {
    const hand = await open('part=signature');
    const [undo, clear] = [hand.page.locator('.ink-tool').first(), hand.page.locator('.ink-tool').nth(1)];
    const count = async () => (await readInk(hand))?.strokes.length ?? 0;
    await write(hand, [0.1, 0.3, 0.4, 0.3]);
    await write(hand, [0.5, 0.3, 0.8, 0.3]);
    await write(hand, [0.5, 0.5]);
    expect(await count()).toBe(3);
    await undo.tap();
    expect(await count()).toBe(2);
    await clear.tap();
    expect(await count()).toBe(0);
    await undo.tap();
    expect(await count()).toBe(2);
    await undo.tap();
    await undo.tap();
    expect(await count()).toBe(0);
    expect(await undo.isDisabled()).toBe(true);
    expect(await clear.isDisabled()).toBe(true);
    await hand.context.close();
  });

  test('another size of the screen shows the same signature, sharp at any density', async () => {
    const hand = await open('part=signature', { sharpness: 2 });
    const size = () =>
      hand.page.evaluate(() => {
        const canvas = document.querySelector('canvas');
        return [canvas?.width, (canvas?.clientWidth ?? 0) * devicePixelRatio];
      });
    const [device, wanted] = await size();
    expect(device).toBe(wanted);
    await write(hand, [0.1, 0.3, 0.5, 0.5, 0.9, 0.3]);
    const before = await readInk(hand);
    await hand.page.setViewportSize({ width: 1920, height: 1080 });
    await expect.poll(async () => (await size())[0]).not.toBe(device);
    expect(await countInked(hand)).toBeGreaterThan(500);
    expect(await readInk(hand)).toEqual(before);
    await hand.context.close();
  });
});

test('a page of ink is kept in its own proportions', async () => {
  const hand = await open('part=page&lang=zh-Hant');
  await write(hand, [0.1, 0.1, 0.9, 0.1]);
  await write(hand, [0.1, 0.2, 0.1, 0.9]);
  const ink = await readInk(hand);
  expect(ink?.aspect).toBeCloseTo(hand.box.width / hand.box.height, 2);
  expect(ink?.strokes).toHaveLength(2);
  expect(hand.complaints).toEqual([]);
  await hand.context.close();
});
