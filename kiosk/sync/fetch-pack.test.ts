// A released edition over a bad line: what was fetched stays, and the rest is asked for by range.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeKeyPair } from '../../pack/keys.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { keepPackFetcher } from './fetch-pack.ts';
import { openHubClient } from './hub-client.ts';

const bytes = randomBytes(300_000);
const sha256 = createHash('sha256').update(bytes).digest('hex');

/** A hub that has the pack, on a line that breaks after so many bytes of each answer. */
function openCutLine(cutAfter: () => number, pack = bytes) {
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
      const first = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      const rest = pack.subarray(first);
      const most = cutAfter();
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sent >= rest.length) return controller.close();
          if (sent >= most) return controller.error(new Error('the line was cut'));
          const part = rest.subarray(sent, Math.min(sent + 10_000, most));
          sent += part.length;
          controller.enqueue(part);
        },
      });
      return new Response(body, { status: range === null ? 200 : 206 });
    },
  });
  return { client, asked };
}

function openFetcher() {
  const staged: Buffer[] = [];
  const lines: string[] = [];
  const fetcher = keepPackFetcher({
    dataDir: makeFolder(),
    packDesk: {
      list: () => ({ editions: [], recalled: [] }),
      async stage(path) {
        staged.push(readFileSync(path));
        return { kind: 'stopped' };
      },
      switchToStaged: () => Promise.reject(new Error('nothing is staged')),
    },
    tell: (line) => void lines.push(line),
  });
  fetcher.want({ sha256, sizeBytes: bytes.length, edition: 'next' });
  return { fetcher, staged, lines };
}

test('an edition whose line is cut again and again is fetched once, byte for byte', async () => {
  const { client, asked } = openCutLine(() => 70_000);
  const { fetcher, staged } = openFetcher();
  const { signal } = new AbortController();
  const steps: string[] = [];
  for (let turn = 0; turn < 5; turn += 1) steps.push((await fetcher.next(client, signal)).kind);
  expect(steps).toEqual(['offline', 'offline', 'offline', 'offline', 'busy']);
  expect(asked).toEqual([null, 'bytes=70000-', 'bytes=140000-', 'bytes=210000-', 'bytes=280000-']);
  expect(staged.map((pack) => pack.equals(bytes))).toEqual([true]);
});

test('what is not the pack that was released is thrown away and asked for anew', async () => {
  const wrong = randomBytes(bytes.length);
  const { client, asked } = openCutLine(() => Number.POSITIVE_INFINITY, wrong);
  const { fetcher, staged } = openFetcher();
  const { signal } = new AbortController();
  expect((await fetcher.next(client, signal)).kind).toBe('no-hub');
  expect((await fetcher.next(client, signal)).kind).toBe('no-hub');
  expect([asked, staged]).toEqual([[null, null], []]);
});
