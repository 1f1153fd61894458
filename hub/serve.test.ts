import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as askTls } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveHub, type ServeOptions } from './serve.ts';
import { makeFolder } from './testing/on-both-stores.ts';
import { goodPassword } from './testing/browser.ts';

async function serve(more: Partial<ServeOptions> = {}) {
  const options = { dataDir: makeFolder(), version: '0.1.0', port: 0, host: '127.0.0.1' };
  const hub = await serveHub({
    ...options,
    tell: () => undefined,
    passwordCost: { N: 16, r: 8, p: 1 },
    ...more,
  });
  onTestFinished(() => hub.stop());
  return hub;
}

function buildDashboard(): string {
  const dir = join(makeFolder(), 'dashboard');
  mkdirSync(join(dir, 'assets'), { recursive: true });
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>hub</title>');
  writeFileSync(join(dir, 'assets', 'index-a1b2c3.js'), 'export {};');
  writeFileSync(join(dir, '..', 'secret.txt'), 'secret');
  return dir;
}

test('the dashboard’s page is never kept, its hashed files are, and no address leads out of its folder', async () => {
  const { url } = await serve({ dashboardDir: buildDashboard() });
  const page = await fetch(url);
  expect([page.status, page.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
  const script = await fetch(new URL('/assets/index-a1b2c3.js', url));
  expect(script.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('Content-Type')).toContain('text/javascript');
  for (const path of [
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets',
    '/x',
  ]) {
    expect((await fetch(`${url.slice(0, -1)}${path}`)).status, path).toBe(404);
  }
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('without a built dashboard kiosks are served all the same', async () => {
  const { url } = await serve({ dashboardDir: join(makeFolder(), 'none') });
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(new URL('/healthz', url))).status).toBe(200);
});

test('the first organiser’s link is told until somebody has an account', async () => {
  const dataDir = makeFolder();
  const hub = await serve({ dataDir });
  const token = hub.firstLink?.split('/').at(-1);
  const accepted = await fetch(new URL('/api/links/accept', hub.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: new URL(hub.url).origin },
    body: JSON.stringify({ token, login: 'first', name: '王', password: goodPassword }),
  });
  expect(accepted.status).toBe(200);
  expect(accepted.headers.get('Set-Cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
  await hub.stop();
  expect((await serve({ dataDir })).firstLink).toBeUndefined();
});

test('the first organiser’s link begins with the public address where the hub was told it', async () => {
  const { url, firstLink } = await serve({ publicUrl: new URL('https://hub.example.org') });
  expect(firstLink).toMatch(/^https:\/\/hub\.example\.org\/#\/link\/[\w-]{43}$/);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
});

test('a proxy is believed only where it was named', async () => {
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '192.0.2.9' };
  const isTold = async (url: string) =>
    (await fetch(new URL('/healthz', url), { headers: forwarded })).headers.has('Strict-Transport-Security');
  expect(await isTold((await serve({ trustedProxies: ['loopback'] })).url)).toBe(true);
  expect(await isTold((await serve()).url)).toBe(false);
  await expect(serve({ trustedProxies: ['somewhere'] })).rejects.toMatchObject({ code: 'trusted-proxy' });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

function makeCertificate() {
  const dir = makeFolder();
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '2', ...names], {
    stdio: 'ignore',
  });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

test.skipIf(!hasOpenssl)(
  'under TLS cookies are secure; a certificate of another key is refused',
  async () => {
    const tls = makeCertificate();
    const { url, firstLink } = await serve({ tls });
    expect(url).toMatch(/^https:/);
    const body = JSON.stringify({
      token: firstLink?.split('/').at(-1),
      login: 'first',
      name: '王',
      password: goodPassword,
    });
    const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
      const asking = askTls(
        new URL('/api/links/accept', url),
        {
          method: 'POST',
          ca: tls.cert,
          headers: { 'Content-Type': 'application/json', Origin: new URL(url).origin },
        },
        (answer) => {
          answer.resume();
          answer.once('end', () => resolve(answer.headers));
        },
      );
      asking.once('error', reject);
      asking.end(body);
    });
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-jingzhong-hub=.*; Secure$/);
    expect(headers['strict-transport-security']).toContain('max-age');
    const mixed = { cert: tls.cert, key: makeCertificate().key };
    await expect(serve({ tls: mixed })).rejects.toMatchObject({ code: 'certificate' });
    await expect(serve({ tls: { cert: 'none', key: 'none' } })).rejects.toMatchObject({
      code: 'certificate',
    });
  },
);
