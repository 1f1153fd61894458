// What a hub meets on a bad day, in real processes: ten thousand connections that bring nothing, and a disk
// that is full. Kiosks are told to come again later, and nothing is lost or in part.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../hub/store/open-store.ts';
import { makeFolder } from '../hub/testing/on-both-stores.ts';
import { enrolDirectly, makeTestKiosk, makeVisitRows, type TestKiosk } from '../hub/testing/test-kiosk.ts';
import type { BatchEvent } from '../model/sync-batch.ts';
import { openHub, type HubUnderTest } from './support/open-hub.ts';

const wantedConnections = 10_000;
/** Besides connections: files, the database, what Node holds. */
const spareFiles = 200;
const script = join(import.meta.dirname, 'support', 'hold-connections.ts');

async function enrol(dataDir: string): Promise<TestKiosk> {
  const kiosk = makeTestKiosk();
  const store = await openStore({ dataDir });
  await enrolDirectly(store, kiosk);
  await store.close();
  return kiosk;
}

function post({ url }: HubUnderTest, kiosk: TestKiosk, rows: readonly BatchEvent[]): Promise<Response> {
  return fetch(new URL('/v1/batches', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    body: gzipSync(JSON.stringify(kiosk.batch(rows))),
  });
}

async function countStored(dataDir: string) {
  const store = await openStore({ dataDir });
  const events = await store.db.selectFrom('events').select('seq').execute();
  const receipts = await store.db.selectFrom('receipts').select('seq').execute();
  await store.close();
  return { events: events.length, receipts: receipts.length };
}

/** How many files this account may have open, asked for as many as may be. */
function findMostFiles(): number {
  const { stdout } = spawnSync('bash', ['-c', 'ulimit -n "$(ulimit -Hn)"; ulimit -n'], { encoding: 'utf8' });
  const most = Number(stdout.trim());
  return Number.isFinite(most) ? most : Number.MAX_SAFE_INTEGER;
}

test.skipIf(process.platform === 'win32')(
  'ten thousand connections that bring nothing keep no kiosk out, and are closed',
  async () => {
    const connections = Math.min(wantedConnections, findMostFiles() - spareFiles);
    if (connections < wantedConnections)
      console.error(`${connections} connections only: this account may not have more files open.`);
    const dataDir = makeFolder();
    const kiosk = await enrol(dataDir);
    const hub = await openHub({ dataDir, databaseUrl: undefined });
    onTestFinished(() => hub.stop());
    const { hostname, port } = new URL(hub.url);
    const holding = spawn(
      'bash',
      [
        '-c',
        'ulimit -n "$(ulimit -Hn)"; exec "$0" "$@"',
        process.execPath,
        '--disable-warning=ExperimentalWarning',
        script,
        hostname,
        port,
        String(connections),
        '45000',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const gone = once(holding, 'exit');
    let text = '';
    holding.stdout.setEncoding('utf8');
    const said = new Promise<void>((resolve) => {
      holding.stdout.on('data', (part: string) => {
        text += part;
        if (text.includes('\n')) resolve();
      });
    });
    const rows = makeVisitRows(100);
    let slowestMs = 0;
    let accepted = 0;
    // A kiosk sends all the while, a visit at a time.
    for (let isHeld = false; !isHeld || accepted * 5 < rows.length - 1; accepted += 1) {
      const startedAt = performance.now();
      const answer = await post(hub, kiosk, rows.slice(0, 1 + accepted * 5));
      expect(answer.status).toBe(200);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      isHeld = await Promise.race([
        said.then(() => true),
        new Promise<false>((r) => setTimeout(() => r(false), 50)),
      ]);
      if (accepted * 5 >= rows.length - 1) break;
    }
    await said;
    const [first = ''] = text.split('\n');
    const { open, refused } = JSON.parse(first) as { open: number; refused: number };
    expect(refused).toBe(0);
    // Those from the beginning may be closed already.
    expect(open).toBeGreaterThan(connections / 3);
    const answer = await post(hub, kiosk, rows);
    expect(answer.status).toBe(200);
    expect(slowestMs).toBeLessThan(5_000);
    await gone;
    expect(JSON.parse(text.split('\n')[1] ?? '')).toEqual({ left: 0 });
    expect((await fetch(new URL('/healthz', hub.url))).status).toBe(200);
  },
  150_000,
);

const diskBytes = 12 * 1024 * 1024;

/** False where nothing may be mounted. */
const runTool = (name: 'mount' | 'umount', argv: readonly string[]) =>
  spawnSync(name, argv, { stdio: 'ignore' }).status === 0;

test('a hub whose disk is full says so with 503, and goes on by itself when there is room', async ({
  skip,
}) => {
  const disk = join(makeFolder(), 'disk');
  mkdirSync(disk);
  if (!runTool('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', disk]))
    return skip('no disk may be mounted here');
  onTestFinished(() => void runTool('umount', ['-l', disk]));
  const dataDir = join(disk, 'hub');
  const kiosk = await enrol(dataDir);
  const hub = await openHub({ dataDir, databaseUrl: undefined });
  onTestFinished(() => hub.stop());
  const rows = makeVisitRows(4_000);
  let acknowledged = 0;
  const sendMore = async (): Promise<Response> => {
    const from = Math.max(0, acknowledged - 1);
    const part = rows.slice(from, from + 400);
    const answer = await post(hub, kiosk, part);
    if (answer.status === 200) acknowledged = part.at(-1)?.seq ?? acknowledged;
    return answer;
  };
  expect((await sendMore()).status).toBe(200);
  fill(join(disk, 'filler'));
  let answer = await sendMore();
  while (answer.status === 200 && acknowledged < rows.length) answer = await sendMore();
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ code: 'busy' });
  const before = acknowledged;
  expect((await sendMore()).status).toBe(503);
  rmSync(join(disk, 'filler'));
  expect((await sendMore()).status).toBe(200);
  expect(acknowledged).toBeGreaterThan(before);
  await hub.stop();
  expect(await countStored(dataDir)).toEqual({ events: acknowledged, receipts: acknowledged });
});

/** To the last block. */
function fill(path: string): void {
  for (let bytes = 1024 * 1024; bytes >= 4096; bytes /= 4) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
}
