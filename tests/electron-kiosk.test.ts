// The kiosk as the Electron shell opens it: the real handler and log, asked as a page at
// exhibit://app/ asks, and on this machine's port where that is wanted too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKiosk, type OpenedKiosk, type OpenKioskOptions } from '../electron/open-kiosk.ts';
import { makeSmallEdition, makeSmallScreens } from './support/small-edition.ts';

let dir: string;
const opened: OpenedKiosk[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-electron-kiosk-'));
});

afterEach(async () => {
  for (const kiosk of opened.splice(0)) await kiosk.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function aKiosk(over: Partial<OpenKioskOptions> = {}): Promise<OpenedKiosk> {
  const kiosk = await openKiosk({
    dataDir: join(dir, 'data'),
    editionDir: makeSmallEdition(join(dir, 'edition')),
    rendererDir: makeSmallScreens(join(dir, 'renderer')),
    port: undefined,
    version: '1.2.3',
    tell: () => {},
    ...over,
  });
  opened.push(kiosk);
  return kiosk;
}

async function readHealth(kiosk: OpenedKiosk): Promise<{ log: { state: string; events: number } }> {
  const answer = await kiosk.fetch(new Request('exhibit://app/api/health'));
  return answer.json();
}

/** A visit's first event, as a page of the given origin posts it. */
function aStart(address: string, origin: string): Request {
  const event = {
    event_id: crypto.randomUUID(),
    visit_id: crypto.randomUUID(),
    type: 'visit.started',
    schema_version: 1,
    age_ms: 0,
    body: { language: 'zh-Hans', mode: 'visitor' },
  };
  return new Request(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ events: [event] }),
  });
}

test('serves the screens at exhibit://app/, under their own policy', async () => {
  const kiosk = await aKiosk();
  const answer = await kiosk.fetch(new Request('exhibit://app/'));
  expect(await answer.text()).toContain('警钟');
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(kiosk.url).toBeUndefined();
});

test('records what the page at exhibit://app/ posts', async () => {
  const kiosk = await aKiosk();
  await expect.poll(async () => (await readHealth(kiosk)).log.state).toBe('ready');
  const before = (await readHealth(kiosk)).log.events;
  const answer = await kiosk.fetch(aStart('exhibit://app/api/log', 'exhibit://app'));
  expect(answer.status).toBe(200);
  expect((await readHealth(kiosk)).log.events).toBe(before + 1);
});

test('answers no other host, and takes nothing from another site', async () => {
  const kiosk = await aKiosk();
  expect((await kiosk.fetch(new Request('exhibit://other/'))).ok).toBe(false);
  const stray = await kiosk.fetch(aStart('exhibit://app/api/log', 'https://example.org'));
  expect(stray.ok).toBe(false);
});

test('is the same kiosk on this machine’s port', async () => {
  const kiosk = await aKiosk({ port: 0 });
  await expect.poll(async () => (await readHealth(kiosk)).log.state).toBe('ready');
  const before = (await readHealth(kiosk)).log.events;
  const origin = String(kiosk.url).slice(0, -1);
  expect((await fetch(aStart(`${origin}/api/log`, origin))).status).toBe(200);
  expect((await readHealth(kiosk)).log.events).toBe(before + 1);
});

test('a port in use is named, and leaves the log to others', async () => {
  const first = await aKiosk({ port: 0 });
  const port = Number(new URL(String(first.url)).port);
  const other = { dataDir: join(dir, 'other') };
  await expect(aKiosk({ ...other, port })).rejects.toMatchObject({ code: 'port-in-use' });
  await expect(aKiosk(other)).resolves.toBeDefined();
});

test('a log in use is named, and leaves the port to others', async () => {
  await aKiosk();
  const free = await aKiosk({ port: 0, dataDir: join(dir, 'free') });
  const port = Number(new URL(String(free.url)).port);
  await free.stop();
  await expect(aKiosk({ port })).rejects.toMatchObject({ code: 'log-in-use' });
  await expect(aKiosk({ port, dataDir: join(dir, 'other') })).resolves.toBeDefined();
});

test('a broken edition is named, and leaves the log to others', async () => {
  await expect(aKiosk({ editionDir: join(dir, 'nothing') })).rejects.toMatchObject({
    code: 'edition-broken',
  });
  await expect(aKiosk()).resolves.toBeDefined();
});
