// A released edition over a bad line: what was fetched stays, and the rest is asked for by range.
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeKeyPair } from '../../pack/keys.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import { noSpace } from '../editions/pack-job.ts';
import { spareBytes } from '../editions/spare-bytes.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { canMount, growStick, mountStick, unmountStick } from '../testing/make-stick.ts';
import { keepPackFetcher } from './fetch-pack.ts';
import { openHubClient } from './hub-client.ts';

const bytes = randomBytes(300_000);
const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const sha256 = sha256Of(bytes);
const stepsOf = async (count: number, next: () => Promise<{ kind: string }>) => {
  const steps: string[] = [];
  for (let turn = 0; turn < count; turn += 1) steps.push((await next()).kind);
  return steps;
};

type Line = {
  /** The line breaks after so many bytes of each answer. */
  cutAfter?: () => number;
  /** A cut looks like an answer's end, as some proxies make it. */
  endsQuietly?: boolean;
  /** What lies under the address. */
  pack?: Buffer;
  /** In place of the answer to the nth question, from 0. */
  instead?: (turn: number) => Response | undefined;
};

/** A hub that has the pack, as hub/routes/packs.ts answers, on whatever line. */
function openLine({ cutAfter = () => Infinity, endsQuietly = false, pack = bytes, instead }: Line = {}) {
  const asked: (string | null)[] = [];
  const { privateKey, publicKey } = makeKeyPair('kiosk');
  const hub = {
    url: 'http://hub.test',
    hub_id: 'hub-00000000',
    hub_name: 'hub',
    hub_key: publicKey.publicKey,
    kiosk_name: 'k',
  };
  const client = openHubClient({
    hub,
    kioskId: 'kiosk-0a1b2c3d',
    privateKey,
    fetch: async (input, init) => {
      const range = new Request(input, init).headers.get('Range');
      asked.push(range);
      const other = instead?.(asked.length - 1);
      if (other) return other;
      const first = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      const headers = new Headers({ ETag: `"${sha256}"` });
      if (range !== null && first >= pack.length) return new Response(null, { status: 416, headers });
      if (range !== null) headers.set('Content-Range', `bytes ${first}-${pack.length - 1}/${pack.length}`);
      const rest = pack.subarray(first);
      const most = cutAfter();
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sent >= rest.length || (endsQuietly && sent >= most)) return controller.close();
          if (sent >= most) return controller.error(new Error('the line was cut'));
          const part = rest.subarray(sent, Math.min(sent + 10_000, most));
          sent += part.length;
          controller.enqueue(part);
        },
      });
      return new Response(body, { status: range === null ? 200 : 206, headers });
    },
  });
  return { client, asked };
}

type Options = {
  dataDir?: string;
  sizeBytes?: number;
  findFreeBytes?: () => number;
  stage?: () => ReturnType<PackDesk['stage']>;
};

function openFetcher({
  dataDir = makeFolder(),
  sizeBytes = bytes.length,
  findFreeBytes = () => Infinity,
  stage = () => Promise.resolve({ kind: 'stopped' }),
}: Options = {}) {
  const staged: Buffer[] = [];
  const lines: string[] = [];
  const open = () =>
    keepPackFetcher({
      dataDir,
      packDesk: {
        list: () => ({ editions: [], recalled: [] }),
        async stage(path) {
          staged.push(readFileSync(path));
          return stage();
        },
        switchToStaged: () => Promise.reject(new Error('nothing is staged')),
      },
      findFreeBytes,
      tell: (line) => void lines.push(line),
    });
  const fetcher = open();
  fetcher.want({ sha256, sizeBytes, edition: 'next' });
  const filesOf = () => readdirSync(join(dataDir, 'sync')).filter((name) => name !== 'wanted.json');
  return { fetcher, openAgain: open, staged, lines, filesOf };
}

const { signal } = new AbortController();

test.each([false, true])(
  'an edition whose line is cut again and again is fetched once, byte for byte (quietly: %s)',
  async (endsQuietly) => {
    const { client, asked } = openLine({ cutAfter: () => 70_000, endsQuietly });
    const { fetcher, staged } = openFetcher();
    const steps = await stepsOf(5, () => fetcher.next(client, signal));
    expect(steps).toEqual(['offline', 'offline', 'offline', 'offline', 'busy']);
    expect(asked).toEqual([null, 'bytes=70000-', 'bytes=140000-', 'bytes=210000-', 'bytes=280000-']);
    expect(staged.map((pack) => pack.equals(bytes))).toEqual([true]);
  },
);

test('a kiosk that was switched off meanwhile goes on where it was', async () => {
  let most = 120_000;
  const { client, asked } = openLine({ cutAfter: () => most });
  const { fetcher, openAgain, staged } = openFetcher();
  expect((await fetcher.next(client, signal)).kind).toBe('offline');
  most = Infinity;
  expect((await openAgain().next(client, signal)).kind).toBe('busy');
  expect(asked).toEqual([null, 'bytes=120000-']);
  expect(staged.map((pack) => pack.equals(bytes))).toEqual([true]);
});

test('what is not the pack that was released is thrown away and asked for anew', async () => {
  const { client, asked } = openLine({ pack: randomBytes(bytes.length) });
  const { fetcher, staged, filesOf } = openFetcher();
  expect(await stepsOf(2, () => fetcher.next(client, signal))).toEqual(['no-hub', 'no-hub']);
  expect([asked, staged, filesOf()]).toEqual([[null, null], [], []]);
});

test('a file that became another between two answers is thrown away whole, and the right one fetched', async () => {
  const other = randomBytes(bytes.length);
  let pack = other;
  const asked: (string | null)[] = [];
  const lineOf = (content: Buffer, most: number) => openLine({ pack: content, cutAfter: () => most });
  const { fetcher, staged, filesOf } = openFetcher();
  for (const most of [100_000, Infinity, Infinity]) {
    const line = lineOf(pack, most);
    await fetcher.next(line.client, signal);
    asked.push(...line.asked);
    pack = bytes;
  }
  expect(asked).toEqual([null, 'bytes=100000-', null]);
  expect(staged.map((content) => content.equals(bytes))).toEqual([true]);
  expect(filesOf()).toEqual([`${sha256}.zip`]);
});

test('a hub that has less of it than was fetched (416), or more than was told, is begun with anew', async () => {
  const { fetcher, filesOf } = openFetcher();
  await fetcher.next(openLine({ cutAfter: () => 100_000 }).client, signal);
  expect(filesOf()).toEqual([`${sha256}.part`]);
  const short = openLine({ pack: bytes.subarray(0, 90_000) });
  expect((await fetcher.next(short.client, signal)).kind).toBe('no-hub');
  expect([short.asked, filesOf()]).toEqual([['bytes=100000-'], []]);
  const long = openLine({ pack: Buffer.concat([bytes, bytes]) });
  expect((await fetcher.next(long.client, signal)).kind).toBe('no-hub');
  expect([long.asked, filesOf()]).toEqual([[null], []]);
  const right = openLine();
  expect((await fetcher.next(right.client, signal)).kind).toBe('busy');
  expect(right.asked).toEqual([null]);
});

test('an answer that is not about this pack, or goes on elsewhere, costs nothing of what was fetched', async () => {
  const headers = { ETag: `"${sha256}"`, 'Content-Range': `bytes 0-9/${bytes.length}` };
  const others = [
    () => new Response('<html>Sign in to the hotel</html>', { headers: { 'Content-Type': 'text/html' } }),
    () => new Response('another', { status: 206, headers: { ETag: '"another"' } }),
    () => new Response('elsewhere', { status: 206, headers }),
    () => new Response(null, { status: 416 }),
    () => new Response('gone', { status: 502 }),
  ];
  let most = 100_000;
  const { client, asked } = openLine({ cutAfter: () => most, instead: (turn) => others[turn - 1]?.() });
  const { fetcher, staged } = openFetcher();
  const steps = await stepsOf(1 + others.length, () => fetcher.next(client, signal));
  expect(steps).toEqual(['offline', ...others.map(() => 'no-hub')]);
  most = Infinity;
  expect((await fetcher.next(client, signal)).kind).toBe('busy');
  expect(asked).toEqual([null, ...Array.from({ length: others.length + 1 }, () => 'bytes=100000-')]);
  expect(staged.map((pack) => pack.equals(bytes))).toEqual([true]);
});

test('where the disk has no room for the edition beside the visits it is not begun, and told once', async () => {
  let freeBytes = 2 * bytes.length + spareBytes - 1;
  const { client, asked } = openLine();
  const { fetcher, staged, lines } = openFetcher({ findFreeBytes: () => freeBytes });
  expect(await stepsOf(2, () => fetcher.next(client, signal))).toEqual(['no-room', 'no-room']);
  expect([asked, lines]).toEqual([[], [expect.stringContaining('no room')]]);
  freeBytes += 1;
  expect((await fetcher.next(client, signal)).kind).toBe('busy');
  expect(staged).toHaveLength(1);
});

test('an edition that there was no room to unpack waits for room, and is not fetched twice', async () => {
  const summary = { panels: 0, cases: 0, findings: [noSpace(1)] };
  let hasRoom = false;
  const { client, asked } = openLine();
  const { fetcher, filesOf } = openFetcher({
    stage: () => Promise.resolve(hasRoom ? { kind: 'stopped' } : { kind: 'refused', summary }),
  });
  expect(await stepsOf(2, () => fetcher.next(client, signal))).toEqual(['no-room', 'no-room']);
  hasRoom = true;
  expect((await fetcher.next(client, signal)).kind).toBe('busy');
  expect([asked, filesOf()]).toEqual([[null], [`${sha256}.zip`]]);
});

test.skipIf(!canMount())(
  'a disk that fills up on the way keeps what came, and the rest comes when there is room',
  async () => {
    const root = makeFolder();
    const disk = mountStick(root, 'small-disk', 200_000);
    onTestFinished(() => unmountStick(disk));
    const dataDir = makeFolder();
    mkdirSync(join(disk, 'sync'));
    symlinkSync(join(disk, 'sync'), join(dataDir, 'sync'));
    const { client, asked } = openLine();
    const { fetcher, staged, lines } = openFetcher({ dataDir });
    expect((await fetcher.next(client, signal)).kind).toBe('no-room');
    expect(lines).toEqual([expect.stringContaining('no room')]);
    const kept = readFileSync(join(disk, 'sync', `${sha256}.part`));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.equals(bytes.subarray(0, kept.length))).toBe(true);
    growStick(disk, 2_000_000);
    expect((await fetcher.next(client, signal)).kind).toBe('busy');
    expect(asked).toEqual([null, `bytes=${kept.length}-`]);
    expect(staged.map((pack) => pack.equals(bytes))).toEqual([true]);
  },
);
