// Kiosks and a hub, whole on both sides, with a way between them that the test spoils: what was
// recorded arrives once, in order, and nothing moves because of an answer that is not the hub's.
import { cpSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { hubItself } from '../hub/accounts/audit.ts';
import { toUuid } from '../hub/ingest/check-event.ts';
import { makeEnrolmentCode, revokeKiosk } from '../hub/kiosks/enrol.ts';
import { eraseReflection } from '../hub/reflections/erase.ts';
import { decide } from '../hub/reflections/review.ts';
import { onBothStores } from '../hub/testing/on-both-stores.ts';
import { startHub, type TestHub } from '../hub/testing/start-hub.ts';
import { findOrMakeKioskId } from '../kiosk/log/data-folder.ts';
import { answerReview } from '../kiosk/routes/review.ts';
import { batchBodySchema, signedBatchSchema } from '../model/sync-batch.ts';
import { readCode, readHubUrl } from '../kiosk/sync/enrolment.ts';
import { makeFolder } from '../kiosk/testing/make-folder.ts';
import { until } from '../kiosk/testing/make-visits.ts';
import { startSyncedKiosk, type SyncedKiosk, type Way } from '../kiosk/testing/synced-kiosk.ts';

const address = 'http://hub.test';
let nextByte = 1;
const randomBytes = (count: number) =>
  Uint8Array.from({ length: count }, () => (nextByte = (nextByte * 7) % 251));

async function makeCode(hub: TestHub, kioskName = '一号展柜') {
  const made = { kioskName, by: hubItself, nowMs: hub.clock.nowMs, randomBytes };
  return (await makeEnrolmentCode(hub.store, made)).code;
}

async function startKiosk(way: Way, dataDir = makeFolder()): Promise<SyncedKiosk> {
  const kiosk = await startSyncedKiosk(way, dataDir);
  onTestFinished(kiosk.stop, 20_000);
  return kiosk;
}

async function enrolled(hub: TestHub, name = '一号展柜') {
  const kiosk = await startKiosk((request) => hub.fetch(request));
  expect(await kiosk.sync.enrol(address, await makeCode(hub, name))).toBe('enrolled');
  await until(() => kiosk.sync.state().state === 'in-step');
  return kiosk;
}

/** A kiosk and one on a copy of its disk: ten visits are both's, five of them sent, and each has visits of its own. */
async function startCopied(hub: TestHub): Promise<[SyncedKiosk, SyncedKiosk]> {
  const one = await enrolled(hub);
  await one.visits(5);
  await one.round();
  await one.visits(5);
  await one.stop();
  const copyDir = makeFolder();
  cpSync(one.dataDir, copyDir, { recursive: true });
  const way: Way = (request) => hub.fetch(request);
  const [first, second] = [await startKiosk(way, one.dataDir), await startKiosk(way, copyDir)];
  await first.visits(30);
  await second.visits(20);
  return [first, second];
}

function idsOf(kiosk: SyncedKiosk): string[] {
  const reader = kiosk.log.reader();
  if (!reader) throw new Error('the log is closed');
  return reader
    .findEnd()
    .flatMap(({ logId }) => reader.rowsAfter(logId, 0, 10_000).map(({ event_id }) => event_id));
}

async function idsAt(hub: TestHub): Promise<string[]> {
  const rows = await hub.store.db
    .selectFrom('receipts')
    .select('event_id')
    .where('event_id', 'is not', null)
    .execute();
  return rows.map(({ event_id }) => (event_id ? toUuid(event_id) : ''));
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

onBothStores((check) => {
  check('a kiosk joins with a code, and what it recorded is at the hub, once', async (place) => {
    const hub = await startHub(place);
    const kiosk = await startKiosk((request) => hub.fetch(request));
    await kiosk.visits(300);
    expect(await kiosk.round()).toBe('not-enrolled');
    const code = await makeCode(hub);
    expect(await kiosk.sync.enrol('ftp://hub.test', code)).toBe('bad-address');
    expect(await kiosk.sync.enrol(address, 'ABCD')).toBe('bad-code');
    expect(await kiosk.sync.enrol(address, '0000-0000-0000-0000')).toBe('bad-code');
    expect(kiosk.sync.state().state).toBe('not-enrolled');
    expect(await kiosk.sync.enrol('hub.test', ` ${code.toLowerCase()} `)).toBe('enrolled');
    await until(() => kiosk.sync.state().state === 'in-step');
    expect((await idsAt(hub)).toSorted()).toEqual(idsOf(kiosk).toSorted());
    expect(kiosk.log.health().unsent).toBe(0);
    await kiosk.visits(2);
    expect(kiosk.log.health().unsent).toBe(8);
    expect(await kiosk.round()).toBe('in-step');
    expect((await idsAt(hub)).toSorted()).toEqual(idsOf(kiosk).toSorted());
    const other = await startKiosk((request) => hub.fetch(request));
    expect(await other.sync.enrol(address, code)).toBe('bad-code');
  });

  check('answers that are lost, cut, late or not the hub’s lose and double nothing', async (place) => {
    const hub = await startHub(place);
    const kiosk = await enrolled(hub);
    let turn = 0;
    const spoilt: ((request: Request) => Promise<Response>)[] = [
      () => Promise.reject(new TypeError('fetch failed')),
      async (request) => {
        await hub.fetch(request);
        throw new TypeError('the line was cut after it had arrived');
      },
      async (request) => {
        const text = await (await hub.fetch(request)).text();
        return new Response(text.slice(0, text.length / 2));
      },
      async () =>
        new Response('<html>Welcome to our hotel</html>', { headers: { 'Content-Type': 'text/html' } }),
      async () => Response.redirect('http://hotel.test/login', 302),
      async () => new Response(null, { status: 200 }),
      async () => Response.json({ ok: true }),
      async () =>
        Response.json({ code: 'busy', sentence: '' }, { status: 503, headers: { 'Retry-After': '77' } }),
    ];
    kiosk.line.way = (request) => {
      turn += 1;
      const spoil = turn % 3 === 0 ? undefined : spoilt[turn % spoilt.length];
      return spoil ? spoil(request) : hub.fetch(request);
    };
    for (let day = 0; day < 24; day += 1) {
      await kiosk.visits(40);
      const before = kiosk.log.health().events;
      await kiosk.round();
      expect(kiosk.log.health().events).toBe(before);
    }
    kiosk.line.way = (request) => hub.fetch(request);
    expect(await kiosk.round()).toBe('in-step');
    const there = await idsAt(hub);
    expect(there.length).toBe(new Set(there).size);
    expect(there.toSorted()).toEqual(idsOf(kiosk).toSorted());
    expect(Math.max(...kiosk.sleeps)).toBeGreaterThanOrEqual(77_000);
  });

  check('a copied disk is seen at the first conflict; both arrive, each row once', async (place) => {
    const hub = await startHub(place);
    const [first, second] = await startCopied(hub);
    expect(await first.round()).toBe('in-step');
    expect(await second.round()).toBe('in-step');
    expect(second.sync.state().isCloned).toBe(true);
    await first.visits(3);
    await second.visits(3);
    expect([await first.round(), await second.round()]).toEqual(['in-step', 'in-step']);
    const wanted = new Set([...idsOf(first), ...idsOf(second)]);
    const there = await idsAt(hub);
    expect(there.toSorted()).toEqual([...wanted].toSorted());
    // The copy becomes a kiosk of its own; nothing that both had shared comes a second time.
    expect(second.sync.becomeAnother()).toBe(true);
    await second.stop();
    const third = await startKiosk((request) => hub.fetch(request), second.dataDir);
    expect(await third.sync.enrol(address, await makeCode(hub, '二号展柜'))).toBe('enrolled');
    await until(() => third.sync.state().state === 'in-step');
    await third.visits(2);
    expect(await third.round()).toBe('in-step');
    const all = await idsAt(hub);
    expect(all.toSorted()).toEqual([...new Set([...wanted, ...idsOf(third)])].toSorted());
  });

  check('a hub that was taken back to an old backup is sent again what it lost', async (place) => {
    const hub = await startHub(place);
    const kiosk = await enrolled(hub);
    await kiosk.visits(300);
    await kiosk.round();
    const { log_no } = await hub.store.db.selectFrom('logs').select('log_no').executeTakeFirstOrThrow();
    for (const table of ['receipts', 'events'] as const) {
      await hub.store.db.deleteFrom(table).where('log_no', '=', log_no).where('seq', '>', 400).execute();
    }
    await hub.store.db.updateTable('logs').set({ committed_through: 400 }).execute();
    await kiosk.visits(1);
    expect(await kiosk.round()).toBe('in-step');
    expect((await idsAt(hub)).toSorted()).toEqual(idsOf(kiosk).toSorted());
  });

  check(
    'a kiosk that was taken off waits, says so, deletes nothing, and goes on when it is back',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await enrolled(hub);
      await revokeKiosk(hub.store, {
        kioskId: findOrMakeKioskId(kiosk.dataDir),
        by: hubItself,
        nowMs: hub.clock.nowMs,
      });
      await kiosk.visits(3);
      const { events } = kiosk.log.health();
      for (let day = 0; day < 30; day += 1) expect(await kiosk.round()).toBe('revoked');
      expect(kiosk.log.health()).toMatchObject({ events, unsent: 12 });
      expect(kiosk.sleeps.at(-1)).toBe(15 * 60_000);
      expect(await kiosk.sync.enrol(address, await makeCode(hub))).toBe('enrolled');
      await until(() => kiosk.sync.state().state === 'in-step');
      expect((await idsAt(hub)).toSorted()).toEqual(idsOf(kiosk).toSorted());
    },
  );

  check('a kiosk that the hub does not know any more says so and keeps what it has', async (place) => {
    const hub = await startHub(place);
    const kiosk = await enrolled(hub);
    await kiosk.visits(2);
    await hub.store.db.deleteFrom('kiosks').execute();
    expect(await kiosk.round()).toBe('unknown-there');
    expect(kiosk.log.health().unsent).toBe(8);
    expect(kiosk.sleeps.at(-1)).toBe(15 * 60_000);
  });

  check('what a slow line takes at once is remembered from one round to the next', async (place) => {
    const hub = await startHub(place);
    const kiosk = await enrolled(hub);
    await kiosk.visits(300);
    const sizes: number[] = [];
    let left = 4;
    kiosk.line.way = async (request) => {
      if (!request.url.endsWith('/v1/batches')) return hub.fetch(request);
      const { body } = signedBatchSchema.parse(
        JSON.parse(gunzipSync(await request.clone().bytes()).toString()),
      );
      const { events } = batchBodySchema.parse(JSON.parse(body));
      sizes.push(events.length);
      if (events.length > 100) {
        const slow = { code: 'too-slow', sentence: 'This came too slowly.' };
        return Response.json(slow, { status: 408 });
      }
      left -= 1;
      if (left < 0) throw new TypeError('fetch failed');
      return hub.fetch(request);
    };
    expect(await kiosk.round()).toBe('offline');
    expect(sizes.slice(0, 4)).toEqual([500, 250, 125, 62]);
    const before = sizes.length;
    await kiosk.round();
    expect(sizes[before]).toBe(sizes[before - 1]);
    expect(sizes[before]).toBeLessThanOrEqual(100);
    left = Number.POSITIVE_INFINITY;
    expect(await kiosk.round()).toBe('in-step');
    expect((await idsAt(hub)).toSorted()).toEqual(idsOf(kiosk).toSorted());
  });

  check('a hub that was set back is offered logs again in which nothing new is written', async (place) => {
    const hub = await startHub(place);
    const [first, second] = await startCopied(hub);
    expect([await first.round(), await second.round()]).toEqual(['in-step', 'in-step']);
    expect(second.log.reader()?.findEnd().length).toBe(2);
    // To a backup from before the copy was known.
    const { db } = hub.store;
    const { log_no: later } = await db
      .selectFrom('logs')
      .select('log_no')
      .orderBy('log_no', 'desc')
      .executeTakeFirstOrThrow();
    for (const table of ['receipts', 'events', 'context_events'] as const) {
      await db
        .deleteFrom(table)
        .where((row) => row.or([row('seq', '>', 10), row('log_no', '=', later)]))
        .execute();
    }
    await db.deleteFrom('logs').where('log_no', '=', later).execute();
    await db.updateTable('logs').set({ committed_through: 10 }).execute();
    // The first kiosk is gone for good: only the copy has the older log's rows, and writes no more in it.
    await first.stop();
    await second.visits(1);
    expect(await second.round(), hub.lines.join()).toBe('in-step');
    expect((await idsAt(hub)).toSorted()).toEqual(idsOf(second).toSorted());
  });

  check(
    'what the hub approves hangs on every wall, and what it takes down is gone from all',
    async (place) => {
      const hub = await startHub(place);
      const one = await enrolled(hub, '一号');
      const two = await enrolled(hub, '二号');
      const id = await one.reflect('莫以恶小而为之');
      await one.round();
      const by = { eventId: bytesOf(id), by: { ...hubItself, name: '王审核' }, nowMs: hub.clock.nowMs };
      expect(await decide(hub.store, { ...by, state: 'approved' })).toMatchObject({ kind: 'decided' });
      await one.round();
      await two.round();
      expect(await two.wall()).toMatchObject([{ id, text: '莫以恶小而为之' }]);
      expect(await one.wall()).toMatchObject([{ id, here: true }]);
      await decide(hub.store, { ...by, state: 'withdrawn' });
      await one.round();
      await two.round();
      expect([await one.wall(), await two.wall()]).toEqual([[], []]);
      const again = new Request('http://kiosk/api/staff/reviews', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ reflection: id, state: 'approved', by: 'staff' }),
      });
      expect((await answerReview(again, one.log)).status).toBe(409);
      await eraseReflection(hub.store, { eventId: by.eventId, by: by.by, nowMs: by.nowMs });
      await one.round();
      expect(one.log.reader()?.findWords(id)).toBeUndefined();
      expect((await idsAt(hub)).toSorted()).toEqual([...idsOf(one), ...idsOf(two)].toSorted());
    },
  );
});

test('who does not know the code’s secret cannot take the hub’s place', async () => {
  const kiosk = await startKiosk(async () =>
    Response.json({
      body: JSON.stringify({ format: 1, hub_id: 'hub-00000000', hub_name: 'x', hub_key: 'A'.repeat(44) }),
      proof: '0'.repeat(64),
    }),
  );
  expect(await kiosk.sync.enrol(address, 'ABCD-EFGH-JKMN-PQRS')).toBe('not-proven');
  expect(kiosk.sync.state()).toEqual({ state: 'not-enrolled', isCloned: false });
});

test('codes and addresses are read as people type them', () => {
  expect(readCode('abcd efgh-jkmn pqrs')).toBe('ABCDEFGHJKMNPQRS');
  expect(readCode('ＡＢＣＤ０１２３oil0pqrs')).toBe('ABCD01230110PQRS');
  expect(readCode('ABCD-EFGH-JKMN-PQRU')).toBeUndefined();
  expect(readHubUrl(' hub.example.org:4720/ ')).toBe('http://hub.example.org:4720');
  expect(readHubUrl('HTTPS://hub.example.org/jz/')).toBe('https://hub.example.org/jz');
  expect(readHubUrl('https://me:secret@hub.example.org')).toBeUndefined();
  expect(readHubUrl('')).toBeUndefined();
});
