import { createHash, createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  enrolledPrefix,
  enrolledSchema,
  enrolmentMessage,
  feedSchema,
  kioskHeader,
  provenSchema,
  requestMessage,
  signatureHeader,
  signedTextSchema,
  troubleSchema,
} from '../../model/sync-api.ts';
import { isSigned, signBytes } from '../../pack/keys.ts';
import { hubItself } from '../accounts/audit.ts';
import { publishItinerary, publishRecalls, releasePack } from '../editions/release.ts';
import { makeEnrolmentCode, revokeKiosk } from '../kiosks/enrol.ts';
import { keepPack, packPartBytes } from '../packs/keep-pack.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { firstMs, startHub, type TestHub } from '../testing/start-hub.ts';
import { logId, makeTestKiosk, sentAt, type TestKiosk } from '../testing/test-kiosk.ts';
import { refuseBody } from './answer.ts';
import { readJsonBody } from './read-body.ts';

async function makeCode(hub: TestHub, kioskName = '大厅') {
  const options = { kioskName, by: hubItself, nowMs: hub.clock.nowMs, randomBytes };
  return (await makeEnrolmentCode(hub.store, options)).code.replaceAll('-', '');
}

function askWith(code: string, { kioskId, publicKey }: TestKiosk) {
  const enrolment = { kiosk_id: kioskId, public_key: publicKey };
  const proof = createHmac('sha256', code.slice(4)).update(enrolmentMessage(enrolment)).digest('hex');
  return { format: 1, code_id: code.slice(0, 4), ...enrolment, version: '0.1.0', proof };
}

async function codeOf(answer: Response) {
  return troubleSchema.parse(await answer.json()).code;
}

function signed(hub: TestHub, { kioskId, privateKey }: TestKiosk, path: string) {
  const message = requestMessage({ hub_id: hub.identity.hubId, path });
  return {
    [kioskHeader]: kioskId,
    [signatureHeader]: signBytes(Buffer.from(message), privateKey).signature,
  };
}

async function readFeed(hub: TestHub, kiosk: TestKiosk, after: number) {
  const path = `/v1/feed?after=${after}`;
  const answer = await hub.get(path, signed(hub, kiosk, path));
  expect(answer.status).toBe(200);
  const { body, public_key, signature } = signedTextSchema.parse(await answer.json());
  expect(public_key).toBe(hub.identity.publicKey);
  expect(isSigned(Buffer.from(body), { format: 1, publicKey: public_key, signature })).toBe(true);
  return feedSchema.parse(JSON.parse(body));
}

onBothStores((check) => {
  check('a code enrols one kiosk, as often as its answer was lost, and no other', async (place) => {
    const hub = await startHub(place);
    const kiosk = makeTestKiosk('kiosk-11111111');
    const code = await makeCode(hub);
    for (let time = 0; time < 2; time += 1) {
      const answer = await hub.post('/v1/enrolments', askWith(code, kiosk));
      expect(answer.status).toBe(200);
      const { body, proof } = provenSchema.parse(await answer.json());
      expect(proof).toBe(
        createHmac('sha256', code.slice(4))
          .update(enrolledPrefix + body)
          .digest('hex'),
      );
      expect(enrolledSchema.parse(JSON.parse(body))).toMatchObject({
        hub_id: hub.identity.hubId,
        hub_key: hub.identity.publicKey,
        kiosk_id: kiosk.kioskId,
        kiosk_name: '大厅',
      });
    }
    for (const other of [makeTestKiosk('kiosk-22222222'), makeTestKiosk(kiosk.kioskId)]) {
      const answer = await hub.post('/v1/enrolments', askWith(code, other));
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'bad-code']);
    }
    expect(await hub.store.db.selectFrom('kiosks').select(['kiosk_id', 'name']).execute()).toEqual([
      { kiosk_id: kiosk.kioskId, name: '大厅' },
    ]);
  });

  check('a code that is wrong, or a week old, enrols nobody', async (place) => {
    const hub = await startHub(place);
    const kiosk = makeTestKiosk();
    const code = await makeCode(hub);
    const wrong = [`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`, `ZZZZ${code.slice(4)}`];
    for (const each of wrong)
      expect((await hub.post('/v1/enrolments', askWith(each, kiosk))).status).toBe(403);
    hub.clock.nowMs += 8 * 24 * 3_600_000;
    expect((await hub.post('/v1/enrolments', askWith(code, kiosk))).status).toBe(403);
    expect(await hub.store.db.selectFrom('kiosks').select('kiosk_id').execute()).toEqual([]);
    expect(await codeOf(await hub.post('/v1/enrolments', { format: 2 }))).toBe('not-understood');
  });

  check('a revoked kiosk is refused everywhere, and can be enrolled anew', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    expect(await revokeKiosk(hub.store, { kioskId: kiosk.kioskId, by: hubItself, nowMs: firstMs })).toBe(
      true,
    );
    const path = '/v1/feed?after=0';
    const answer = await hub.get(path, signed(hub, kiosk, path));
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'revoked']);
    expect((await hub.post('/v1/enrolments', askWith(await makeCode(hub), kiosk))).status).toBe(200);
    expect((await readFeed(hub, kiosk, 0)).items).toEqual([]);
  });

  check('a state is shown as it was told, and nobody tells another’s', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const state = {
      format: 1,
      kiosk_id: kiosk.kioskId,
      hub_id: hub.identity.hubId,
      sent_at: { ...sentAt, wall_ms: firstMs + 5_000 },
      version: '0.2.0',
      edition: 'sample',
      stop_id: null,
      log_id: logId,
      last_seq: 12,
      unsent: 3,
      free_bytes: 1_000,
      lights: [{ id: 'disk', state: 'amber', code: 'disk-low' }],
      recall_version: 0,
      feed_through: 0,
    };
    const post = (body: object, by = kiosk) => {
      const { sha256: _sha256, ...text } = by.sign(body);
      return hub.post('/v1/states', text);
    };
    expect((await post(state)).status).toBe(200);
    const [row] = await hub.store.db.selectFrom('kiosks').selectAll().execute();
    expect(row).toMatchObject({
      unsent: 3,
      state_ms: firstMs,
      clock_skew_ms: 5_000,
      lights: JSON.stringify(state.lights),
    });
    const other = await hub.enrol('kiosk-ffffffff');
    expect((await post(state, other)).status).toBe(401);
    expect((await post({ ...state, hub_id: 'hub-00000000' })).status).toBe(401);
    expect((await post({ ...state, unsent: -1 })).status).toBe(400);
    expect((await post(state, { ...makeTestKiosk(), kioskNo: 0 })).status).toBe(401);
  });

  check(
    'the feed brings what is for a kiosk, in order, once, and from its beginning after a restore',
    async (place) => {
      const hub = await startHub(place);
      const [kiosk, other] = [await hub.enrol(), await hub.enrol('kiosk-ffffffff')];
      const bytes = randomBytes(3_000);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const pack = {
        sha256,
        edition: 'sample',
        title: '警钟',
        size_bytes: 3_000,
        manifest: '{}',
        uploaded_ms: 1,
        uploaded_by: 'x',
      };
      const by = { by: hubItself, nowMs: firstMs };
      expect(await releasePack(hub.store, { sha256, to: 'all', ...by })).toEqual({ kind: 'no-such-pack' });
      const pieces = (async function* () {
        yield bytes;
      })();
      await keepPack(hub.store, { pack, bytes: pieces, by: hubItself });
      await releasePack(hub.store, { sha256, to: [other.kioskId], ...by });
      await publishItinerary(hub.store, { itinerary: { stops: [] }, ...by });
      await releasePack(hub.store, { sha256, to: [kiosk.kioskId], ...by });
      const list = {
        format: 1 as const,
        list: '{}',
        signature: { format: 1 as const, publicKey: `${'A'.repeat(43)}=`, signature: `${'A'.repeat(86)}==` },
      };
      expect(await publishRecalls(hub.store, { list, version: 2, ...by })).toBe(true);
      expect(await publishRecalls(hub.store, { list, version: 2, ...by })).toBe(false);
      const first = await readFeed(hub, kiosk, 0);
      expect(first.items.map(({ n, kind }) => [n, kind])).toEqual([
        [2, 'itinerary'],
        [3, 'edition'],
        [4, 'recalls'],
      ]);
      expect(first).toMatchObject({ after: 0, next: 4, more: false });
      expect(await readFeed(hub, kiosk, 4)).toMatchObject({ items: [], next: 4, more: false });
      expect(await readFeed(hub, kiosk, 900)).toMatchObject({ items: [], next: 0, more: true });
      expect((await hub.get('/v1/feed?after=x', {})).status).toBe(400);
      const path = '/v1/feed?after=0';
      expect((await hub.get(path, signed(hub, kiosk, '/v1/feed?after=1'))).status).toBe(401);
      expect(
        (await hub.get(path, { ...signed(hub, kiosk, path), [kioskHeader]: other.kioskId })).status,
      ).toBe(401);
      expect((await hub.get(path)).status).toBe(401);
    },
  );

  check(
    'numbers of the feed come in the order of commits, without a gap, also from many at once',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      let [after, seen] = [0, 0];
      const writing = Promise.all(
        Array.from({ length: 24 }, () =>
          publishItinerary(hub.store, { itinerary: { stops: [] }, by: hubItself, nowMs: 1 }),
        ),
      );
      while (seen < 24) {
        const { items, next } = await readFeed(hub, kiosk, after);
        expect(items.map(({ n }) => n)).toEqual(items.map((_, index) => seen + index + 1));
        seen += items.length;
        after = next;
      }
      await writing;
    },
  );

  check('a pack comes whole, in parts, and goes on where it was cut off', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const bytes = randomBytes(packPartBytes * 2 + 77);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const pack = {
      sha256,
      edition: 'e',
      title: 't',
      size_bytes: bytes.length,
      manifest: '{}',
      uploaded_ms: 1,
      uploaded_by: 'x',
    };
    const pieces = async function* () {
      for (let at = 0; at < bytes.length; at += 300_000) yield bytes.subarray(at, at + 300_000);
    };
    const keep = (as: typeof pack) => keepPack(hub.store, { pack: as, bytes: pieces(), by: hubItself });
    await expect(keep({ ...pack, sha256: '0'.repeat(64) })).rejects.toThrow('hash');
    expect(await hub.store.db.selectFrom('pack_parts').select('part').execute()).toEqual([]);
    for (let time = 0; time < 2; time += 1) await keep(pack);
    const path = `/v1/packs/${sha256}`;
    const get = (headers: Record<string, string> = {}) =>
      hub.get(path, { ...signed(hub, kiosk, path), ...headers });
    const whole = await get();
    const etag = whole.headers.get('ETag') ?? '';
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const from = packPartBytes - 5;
    const rest = await get({ Range: `bytes=${from}-`, 'If-Range': etag });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('Content-Range')).toBe(`bytes ${from}-${bytes.length - 1}/${bytes.length}`);
    expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(from))).toBe(true);
    expect((await get({ Range: 'bytes=9-', 'If-Range': '"another"' })).status).toBe(200);
    expect((await get({ Range: `bytes=${bytes.length}-` })).status).toBe(416);
    expect((await get({ 'If-None-Match': etag })).status).toBe(304);
    expect((await hub.get(path)).status).toBe(401);
    const none = `/v1/packs/${'0'.repeat(64)}`;
    expect((await hub.get(none, signed(hub, kiosk, none))).status).toBe(404);
    expect((await hub.get('/v1/packs/..%2F..%2Fetc%2Fpasswd')).status).toBe(404);
  });

  check('the API’s document speaks of every route for kiosks', async (place) => {
    const hub = await startHub(place);
    const document = (await (await hub.get('/openapi.json')).json()) as { paths: object };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/v1/batches',
        '/v1/enrolments',
        '/v1/states',
        '/v1/feed',
        '/v1/packs/{hash}',
        '/healthz',
        '/readyz',
      ]),
    );
    expect((await hub.get('/readyz')).status).toBe(200);
  });
});

test('a body that comes too slowly is given up', async () => {
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([1])) });
  const request = new Request('http://hub.test/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  const limits = { packedBytes: 10, unpackedBytes: 10, withinMs: 20 };
  expect(await readJsonBody(request, limits)).toEqual({ kind: 'too-slow' });
  const answer = refuseBody({ kind: 'too-slow' });
  expect([answer.status, await answer.json()]).toMatchObject([408, { code: 'too-slow' }]);
});
