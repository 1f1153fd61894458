// The command as it is typed: a process of its own, judged by its exit, its sentence, its one line.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const script = fileURLToPath(new URL('hub.ts', import.meta.url));
const flags = ['--disable-warning=ExperimentalWarning', script];

function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-hub-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

function run(argv: readonly string[], databaseUrl = '', more: Record<string, string> = {}) {
  const env = { ...process.env, DATABASE_URL: databaseUrl, ...more };
  const { status, stderr, stdout } = spawnSync(process.execPath, [...flags, ...argv], {
    encoding: 'utf8',
    env,
  });
  return { status, said: stderr, printed: stdout };
}

async function startHub(dataDir: string) {
  const hub = spawn(process.execPath, [...flags, '--port', '0', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: '' },
  });
  onTestFinished(() => void hub.kill('SIGKILL'));
  const [line] = (await once(hub.stdout, 'data')) as [Buffer];
  return { hub, line: line.toString() };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'says when it is ready, and stops cleanly within two seconds on %s',
  async (signal) => {
    const { hub, line } = await startHub(makeFolder());
    expect(line).toMatch(/^hub ready at http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const url = line.replace('hub ready at ', '').trim();
    expect(await (await fetch(`${url}readyz`)).json()).toMatchObject({ ok: true });
    const askedAt = performance.now();
    const gone = once(hub, 'exit');
    hub.kill(signal);
    expect(await gone).toEqual([0, null]);
    expect(performance.now() - askedAt).toBeLessThan(2_000);
  },
);

test('what somebody can mend is one sentence and exit 2', async () => {
  const dataDir = makeFolder();
  const { hub } = await startHub(dataDir);
  const busy = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void busy.close());
  await once(busy, 'listening');
  const bound = busy.address();
  const port = String(typeof bound === 'object' && bound ? bound.port : 0);
  writeFileSync(join(dataDir, 'a-file'), '');
  const cases: [string[], RegExp, string?][] = [
    [['--port', '0', '--data', dataDir], /^Another hub is already running/],
    [['--port', port, '--data', makeFolder()], /^Port \d+ is already in use/],
    [['--port', 'x'], /^Use: npm run hub/],
    [['--what'], /^Use: npm run hub/],
    [['frobnicate'], /^There is no “frobnicate”/],
    [['trust', '/nowhere.pub.json', '--data', dataDir], /^\/nowhere\.pub\.json cannot be read \(ENOENT\)/],
    [['retain', '-3', '--data', dataDir], /^Use: npm run hub/],
    [['--port', '0', '--host', '203.0.113.9', '--data', makeFolder()], /^This machine has no address/],
    [['--port', '0', '--data', join(dataDir, 'a-file')], /^The data folder .* cannot be used/],
    [['--port', '0'], /^PostgreSQL does not answer/, 'postgres://127.0.0.1:1/none'],
    [['--port', '0'], /^DATABASE_URL is no address/, 'mysql://x'],
    [['enrol', '--data', dataDir], /^Say what the kiosk/],
    [['enrol', '大厅', '--data', makeFolder()], /^There is no hub's store/],
    [['erase', 'x', '--data', dataDir], /^Give the reflection’s id/],
    [['unlink', '--data', dataDir], /^Say whose account/],
    [['unlink', 'wang.li', '--data', dataDir], /^No person of a sign-in service is linked/],
  ];
  for (const [argv, sentence, databaseUrl] of cases) {
    const { status, said, printed } = run(argv, databaseUrl);
    expect(said).toMatch(sentence);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect([status, printed]).toEqual([2, '']);
  }
  hub.kill();
}, 60_000);

test('a setting of the organisation’s sign-in service that cannot be is one sentence and exit 2', () => {
  const whole = {
    HUB_PUBLIC_URL: 'https://hub.example.org',
    HUB_OIDC_ISSUER: 'https://login.example.org',
    HUB_OIDC_CLIENT_ID: 'hub',
    HUB_OIDC_CLIENT_SECRET_FILE: join(makeFolder(), 'none'),
  };
  const cases: [Record<string, string>, RegExp][] = [
    [
      { HUB_OIDC_ISSUER: whole.HUB_OIDC_ISSUER },
      /set HUB_OIDC_CLIENT_ID, HUB_OIDC_CLIENT_SECRET_FILE, HUB_PUBLIC_URL too/,
    ],
    [whole, /^The file .*none with the client’s secret cannot be read \(ENOENT\)/],
    [{ HUB_PUBLIC_URL: 'hub.example.org' }, /^HUB_PUBLIC_URL is the address/],
  ];
  for (const [set, sentence] of cases) {
    const { status, said, printed } = run(['--port', '0', '--data', makeFolder()], '', set);
    expect(said).toMatch(sentence);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect([status, printed]).toEqual([2, '']);
  }
}, 60_000);

test('commands work beside the running hub', async () => {
  const dataDir = makeFolder();
  const { hub } = await startHub(dataDir);
  const { status, printed } = run(['enrol', '大厅', '--data', dataDir]);
  expect(status).toBe(0);
  expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\n$/);
  const file = join(dataDir, 'one.db');
  expect(run(['backup', file, '--data', dataDir])).toMatchObject({ status: 0, printed: `${file}\n` });
  expect(run(['retain', '30', '--data', dataDir]).status).toBe(0);
  const gone = once(hub, 'exit');
  hub.kill();
  await gone;
  expect(JSON.parse(run(['rebuild', '--data', dataDir]).printed)).toMatchObject({ equal: true });
  expect(run(['restore', file, '--data', dataDir])).toMatchObject({ status: 0 });
}, 60_000);
