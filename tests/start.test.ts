// npm start towards the person who runs it: one ready line, a clean stop, and for everything
// that can be wrong one sentence that says what to do, exit 2, no stack.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserArguments } from '../scripts/shells/browser-shell.ts';
import { openKiosk } from './support/open-kiosk.ts';

const rootDir = join(import.meta.dirname, '..');
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-start-'));
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function start(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(rootDir, 'scripts', 'start.ts'), ...args], {
    cwd: rootDir,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, JINGZHONG_CALLED_FROM: dir },
  });
}

function expectOneSentence({ status, stdout, stderr }: ReturnType<typeof start>, words: RegExp): void {
  const lines = stderr.trim().split('\n');
  expect(lines.at(-1)).toMatch(words);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toBe('');
  expect(status).toBe(2);
}

test('prints one ready line, and ends with 0 within two seconds when told to', async () => {
  const kiosk = await openKiosk();
  const beganMs = performance.now();
  expect(await kiosk.stop()).toBe(0);
  expect(performance.now() - beganMs).toBeLessThan(2_000);
});

test.each([
  [['--colour'], /^Use: npm start/],
  [['--shell', 'paper'], /^Use: npm start/],
  [['--port', 'abc'], /^Use: npm start/],
  [['--port', '70000'], /^Use: npm start/],
  [['--shell', 'serve', '--content', '/nowhere'], /neither a content folder .* nor a built edition/],
])('answers %j with one sentence', (args, words) => {
  expectOneSentence(start(...args), words);
});

test('answers content with one wrong line with the file, the line and what is wrong', () => {
  const content = join(dir, 'content');
  cpSync(join(rootDir, 'content'), content, { recursive: true });
  const file = join(content, 'cases', 'envelope', 'envelope-tea.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('months: 42', 'months: 400'));
  const result = start('--shell', 'serve', '--port', '0', '--content', content, '--data', join(dir, 'a'));
  expect(result.stderr).toMatch(/envelope-tea\.yaml:\d+ {2}\[schema\]/);
  expect(result.stderr).not.toMatch(/^\s+at /m);
  expect(result.status).toBe(2);
});

test('a port in use and a data folder in use are each answered with one sentence', async () => {
  const kiosk = await openKiosk();
  const { port } = new URL(kiosk.url);
  expectOneSentence(
    start('--shell', 'serve', '--port', port, '--data', join(dir, 'b')),
    /Port \d+ is already in use/,
  );
  expectOneSentence(
    start('--shell', 'serve', '--port', '0', '--data', kiosk.dataDir),
    /Another kiosk is already running/,
  );
  await kiosk.stop();
});

test('a data folder that cannot be one is answered with one sentence', () => {
  const file = join(dir, 'a-file');
  writeFileSync(file, '');
  expectOneSentence(
    start('--shell', 'serve', '--port', '0', '--data', file),
    /data folder .* Choose another with --data/,
  );
});

test('chooses to serve where there is no screen, and says so', () => {
  const child = spawnSync(
    process.execPath,
    [join(rootDir, 'scripts', 'start.ts'), '--port', '0', '--data', join(dir, 'c')],
    {
      cwd: rootDir,
      encoding: 'utf8',
      timeout: 8_000,
      killSignal: 'SIGTERM',
      env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
    },
  );
  expect(child.stderr).toContain('Shell: serve, since this machine has no screen');
  expect(child.stdout).toMatch(/^kiosk ready at http:\/\/127\.0\.0\.1:\d+\/$/m);
});

test('the browser window is opened again when it dies, and closed when the kiosk stops', async () => {
  const notes = join(dir, 'windows');
  const browser = join(dir, 'chromium');
  // Stands for a browser that crashes at once, and tells how it was called.
  writeFileSync(browser, `#!/bin/sh\necho "$@" >> ${notes}\nexit 1\n`);
  chmodSync(browser, 0o755);
  const child = spawn(
    process.execPath,
    [join(rootDir, 'scripts', 'start.ts'), '--shell', 'browser', '--port', '0', '--data', join(dir, 'd')],
    { cwd: rootDir, stdio: 'ignore', env: { ...process.env, JINGZHONG_BROWSER: browser } },
  );
  const windows = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);
  await expect.poll(() => windows().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  expect(windows()[0]).toContain('--kiosk');
  expect(windows()[0]).toContain(`--user-data-dir=${join(dir, 'd', 'browser-profile')}`);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const count = windows().length;
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(windows()).toHaveLength(count);
});

test('the kiosk window reserves no key for the browser and keeps a profile of its own', () => {
  const args = browserArguments({ url: 'http://127.0.0.1:4710/', windowed: false }, '/data/browser-profile');
  expect(args).toEqual(
    expect.arrayContaining([
      '--app=http://127.0.0.1:4710/',
      '--kiosk',
      '--disable-pinch',
      '--user-data-dir=/data/browser-profile',
    ]),
  );
  expect(browserArguments({ url: 'x', windowed: true }, 'y')).not.toContain('--kiosk');
});
