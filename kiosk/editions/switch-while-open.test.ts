// The running kiosk follows a switch between two requests, and keeps what is not shown yet from visitors.
import { expect, test } from 'vitest';
import { join } from 'node:path';
import { openEdition } from '../edition.ts';
import { makeEdition } from '../testing/make-edition.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { startKiosk } from '../testing/start-kiosk.ts';

const key = 'a'.repeat(64);
const staff = { headers: { Authorization: `Bearer ${key}` } };

async function startWithStaged() {
  const started = await startKiosk({ staffKey: key, media: { 'old/flat.webp': 'old' } });
  const next = openEdition(
    makeEdition(join(makeFolder(), 'next'), { id: 'next-2026-12-01-1', media: { 'new/flat.webp': 'new' } }),
  );
  const idOf = async (path: string, init?: RequestInit) => {
    const value = (await (await started.get(path, init)).json()) as { edition?: { id: string } };
    return value.edition?.id;
  };
  return { ...started, next, idOf };
}

test('an edition that waits is for staff only, and gone once it is shown', async () => {
  const { get, editions, next, idOf } = await startWithStaged();
  expect((await get('/preview/api/exhibition?lang=en', staff)).status).toBe(404);
  editions.stage(next);
  expect((await get('/preview/api/exhibition?lang=en')).status).toBe(403);
  expect((await get('/preview/media/new/flat.webp')).status).toBe(403);
  expect(await idOf('/preview/api/exhibition?lang=en', staff)).toBe('next-2026-12-01-1');
  expect(await (await get('/preview/media/new/flat.webp', staff)).text()).toBe('new');
  expect((await get('/media/new/flat.webp')).status).toBe(404);
  expect((await get('/preview/anything', staff)).status).toBe(404);
});

test('after a switch the new one is served, and a visitor who is still there keeps the old pictures', async () => {
  const { get, editions, next, idOf } = await startWithStaged();
  expect(await idOf('/api/exhibition?lang=en')).toBe('sample-2026-11-01-1');
  editions.show(next);
  expect(await idOf('/api/exhibition?lang=en')).toBe('next-2026-12-01-1');
  expect(await (await get('/media/new/flat.webp')).text()).toBe('new');
  expect(await (await get('/media/old/flat.webp')).text()).toBe('old');
  const health: unknown = await (await get('/api/health')).json();
  expect(health).toMatchObject({ edition: { id: 'next-2026-12-01-1' } });
});
