import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveKiosk, type ServedKiosk } from './serve.ts';
import { makeEdition } from './testing/make-edition.ts';
import { makeFolder } from './testing/make-folder.ts';
import { makeVisit, until } from './testing/make-visits.ts';

async function serve(port = 0, dataDir = join(makeFolder(), 'data')): Promise<ServedKiosk> {
  const editionDir = makeEdition(makeFolder(), { media: { 'a.svg': '<svg/>' } });
  const kiosk = await serveKiosk({
    port,
    dataDir,
    editionDir,
    rendererDir: join(editionDir, 'none'),
    version: '0.1.0',
    tell: () => undefined,
  });
  onTestFinished(() => kiosk.stop());
  await until(async () => ((await (await fetch(`${kiosk.url}api/health`)).json()) as { ok: boolean }).ok);
  return kiosk;
}

/** Sends bytes as they are, which fetch would tidy up, and returns the answer's first line. */
function sendRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => (answer += part));
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

test('serves this machine only, at the address it tells', async () => {
  const { url } = await serve();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect((await fetch(`${url}media/a.svg`)).status).toBe(200);
});

test.each([
  '/media/../manifest.json',
  '/media/..%2fmanifest.json',
  '/media/%2e%2e/manifest.json',
  '/../../etc/passwd',
  '/media//etc/passwd',
  '/media/a.svg%00',
  '/media/..\\manifest.json',
])('gives nothing away for %s, sent as it is', async (path) => {
  const { url } = await serve();
  const line = await sendRaw(
    url,
    `GET ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`,
  );
  expect(line).toMatch(/^HTTP\/1\.1 40[04] /);
});

test('answers 421 under a foreign name', async () => {
  const { url } = await serve();
  const line = await sendRaw(
    url,
    'GET /api/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
  );
  expect(line).toContain(' 421 ');
});

test('refuses 10 MB over the wire and serves the next request', async () => {
  const { url } = await serve();
  const headers = { 'Content-Type': 'application/json' };
  const flood = await fetch(`${url}api/log`, {
    method: 'POST',
    headers,
    body: Buffer.alloc(10_000_000, 0x20),
  }).catch(() => undefined);
  // The answer may come while the flood is still being sent, and then the line is cut.
  expect(flood?.status ?? 413).toBe(413);
  const next = await fetch(`${url}api/log`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ events: makeVisit() }),
  });
  expect(next.status).toBe(200);
});

test('refuses a port in use, and a folder in use, with one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await until(() => other.listening);
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(serve(port)).rejects.toThrow(expect.objectContaining({ code: 'port-in-use' }));
  const dataDir = makeFolder();
  await serve(0, dataDir);
  await expect(serve(0, dataDir)).rejects.toThrow(expect.objectContaining({ code: 'log-in-use' }));
});

test('stops within two seconds, also with an idle connection open', async () => {
  const kiosk = await serve();
  const { hostname, port } = new URL(kiosk.url);
  const idle = connect(Number(port), hostname);
  idle.on('error', () => undefined);
  await until(() => !idle.connecting);
  const begun = performance.now();
  await kiosk.stop();
  expect(performance.now() - begun).toBeLessThan(2_000);
});
