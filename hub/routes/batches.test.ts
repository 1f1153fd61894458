import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { refusalSchema, signedTextSchema, troubleSchema } from '../../model/sync-api.ts';
import { acknowledgementSchema, type BatchEvent } from '../../model/sync-batch.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { isSigned } from '../../pack/keys.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { firstMs, startHub, type TestHub } from '../testing/start-hub.ts';
import {
  logId,
  makeTestKiosk,
  makeVisitRows,
  sentAt,
  toRows,
  type TestKiosk,
} from '../testing/test-kiosk.ts';

/** Other events than those of the first so many, under the same sequences. */
function rename(rows: readonly BatchEvent[], mark: string): BatchEvent[] {
  return rows.map((row) => ({ ...row, event_id: `${mark}${row.event_id.slice(mark.length)}` }));
}

async function readSigned(hub: TestHub, answer: Response) {
  const { body, public_key, signature } = signedTextSchema.parse(await answer.json());
  expect(public_key).toBe(hub.identity.publicKey);
  expect(isSigned(Buffer.from(body), { format: 1, publicKey: public_key, signature })).toBe(true);
  return JSON.parse(body) as unknown;
}

async function send(hub: TestHub, kiosk: TestKiosk, rows: readonly BatchEvent[], changes = {}) {
  const answer = await hub.post('/v1/batches', kiosk.batch(rows, changes));
  expect(answer.status).toBe(200);
  return acknowledgementSchema.parse(await readSigned(hub, answer));
}

async function sendRefused(hub: TestHub, kiosk: TestKiosk, rows: readonly BatchEvent[], changes = {}) {
  const answer = await hub.post('/v1/batches', kiosk.batch(rows, changes));
  expect(answer.status).toBe(409);
  return refusalSchema.parse(await readSigned(hub, answer));
}

async function countRows(hub: TestHub) {
  const events = await hub.store.db.selectFrom('events').select('seq').execute();
  const receipts = await hub.store.db.selectFrom('receipts').select('seq').execute();
  return { events: events.length, receipts: receipts.length };
}

async function trouble(answer: Response | Promise<Response>) {
  const given = await answer;
  return [given.status, troubleSchema.parse(await given.json()).code];
}

onBothStores((check) => {
  check('a batch is acknowledged when it is written, and its replay changes nothing', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const rows = makeVisitRows(3);
    for (let time = 0; time < 3; time += 1) {
      const batch = kiosk.batch(rows.slice(0, 10));
      const answer = await hub.post('/v1/batches', batch);
      expect(acknowledgementSchema.parse(await readSigned(hub, answer))).toEqual({
        format: 1,
        hub_id: hub.identity.hubId,
        kiosk_id: kiosk.kioskId,
        log_id: logId,
        batch_sha256: createHash('sha256').update(batch.body).digest('hex'),
        committed_through: 10,
        backed_up_through: 0,
        clock: { 'boot-1': { booted_at_ms: firstMs - sentAt.mono_ms } },
      });
      expect(await countRows(hub)).toEqual({ events: 10, receipts: 10 });
    }
    expect(await send(hub, kiosk, rows.slice(5))).toMatchObject({ committed_through: rows.length });
    // A clone that has other rows behind these must not take the hub’s for its own.
    expect(await send(hub, kiosk, rows.slice(2, 6))).toMatchObject({ committed_through: 6 });
    expect(await countRows(hub)).toEqual({ events: rows.length, receipts: rows.length });
  });

  check('a batch that begins too late is asked to begin where the hub ends', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const rows = makeVisitRows(3);
    expect(await sendRefused(hub, kiosk, rows.slice(4))).toMatchObject({ refused: 'gap', wanted_seq: 1 });
    await send(hub, kiosk, rows.slice(0, 4));
    expect(await sendRefused(hub, kiosk, rows.slice(6))).toMatchObject({ refused: 'gap', wanted_seq: 4 });
    expect(await send(hub, kiosk, rows.slice(4))).toMatchObject({ committed_through: rows.length });
  });

  check(
    'a cloned disk is a fork, nothing is overwritten, and both clones’ rows arrive once',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      const rows = makeVisitRows(4);
      const shared = rows.slice(0, 5);
      const others = [...shared, ...rename(rows.slice(5), 'ffffffff')];
      await send(hub, kiosk, rows.slice(0, 9));
      const refusal = await sendRefused(hub, kiosk, others.slice(3));
      expect(refusal).toMatchObject({ refused: 'fork', wanted_seq: 6, log_id: logId });
      const marked = await hub.store.db.selectFrom('kiosks').select('forked_ms').executeTakeFirstOrThrow();
      expect(marked.forked_ms).toBe(firstMs);
      // The clone goes on under a new log with all that it knows no acknowledgement of.
      const log_id = 'b'.repeat(32);
      const again = others.slice(3).map((row, index) => ({ ...row, seq: index + 1 }));
      for (let time = 0; time < 2; time += 1) {
        expect(await send(hub, kiosk, again, { log_id })).toMatchObject({ committed_through: again.length });
      }
      await send(hub, kiosk, rows);
      const ids = await hub.store.db
        .selectFrom('receipts')
        .select('event_id')
        .where('event_id', 'is not', null)
        .execute();
      const known = new Set([...rows, ...others].map(({ event_id }) => event_id));
      expect(ids.length).toBe(known.size);
      expect((await countRows(hub)).events).toBe(known.size);
      const logs = await hub.store.db
        .selectFrom('logs')
        .select(['log_id', 'after_fork'])
        .orderBy('log_no')
        .execute();
      expect(logs).toEqual([
        { log_id: logId, after_fork: 0 },
        { log_id, after_fork: 1 },
      ]);
    },
  );

  check('disks that parted before a backup are told apart by the row that comes again', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const rows = makeVisitRows(4);
    const others = [...rows.slice(0, 5), ...rename(rows.slice(5), 'ffffffff')];
    // What a restored hub has, and the clone that came first.
    await send(hub, kiosk, others.slice(0, 8));
    expect(await sendRefused(hub, kiosk, rows.slice(9))).toMatchObject({ refused: 'gap', wanted_seq: 8 });
    expect(await sendRefused(hub, kiosk, rows.slice(7))).toMatchObject({ refused: 'gap', wanted_seq: 1 });
    expect(await sendRefused(hub, kiosk, rows)).toMatchObject({ refused: 'fork', wanted_seq: 6 });
    // A kiosk that has pruned those rows comes with the same again, and must not go round for ever.
    expect(await sendRefused(hub, kiosk, rows.slice(7))).toMatchObject({ refused: 'fork', wanted_seq: 8 });
  });

  check('one bad event is parked with its sequence, and the rest goes on', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const rows = makeVisitRows(2);
    const broken: unknown[] = [...rows];
    broken[2] = { ...rows[2], wall_ms: 'yesterday' };
    broken[4] = null;
    broken[5] = { ...rows[5], edition: 'a\0b' };
    broken[6] = { ...rows[6], event_id: rows[1]?.event_id };
    for (let time = 0; time < 2; time += 1) {
      expect(await send(hub, kiosk, rows, { events: broken })).toMatchObject({
        committed_through: rows.length,
      });
    }
    const parked = await hub.store.db
      .selectFrom('parked_events')
      .select(['seq', 'reason'])
      .orderBy('seq')
      .execute();
    expect(parked).toEqual([
      { seq: 3, reason: 'wall_ms' },
      { seq: 5, reason: 'not an event' },
      { seq: 6, reason: 'edition' },
      { seq: 7, reason: 'event_id: taken by another event' },
    ]);
    expect(await countRows(hub)).toEqual({ events: rows.length - 4, receipts: rows.length });
  });

  check('what a newer kiosk writes is kept as it is', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const [first] = makeVisitRows(0);
    if (!first) throw new Error('no row');
    const future = {
      ...first,
      type: 'hologram.shown',
      schema_version: 9,
      body: { 光: ['\u0000', '\ud800', 1.5] },
    };
    await send(hub, kiosk, [future]);
    const kept = await hub.store.db.selectFrom('events').select(['type', 'schema_version', 'body']).execute();
    expect(kept).toEqual([{ type: 'hologram.shown', schema_version: 9, body: JSON.stringify(future.body) }]);
  });

  check('zero characters in what staff wrote hold up neither the log nor the counting', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const book = makeLogbook();
    startKiosk(book);
    const name = 'a\0b';
    book.write(null, 'stop.arrived', { stop_id: 'library', name, entry: 'schools', address: name });
    book.write(null, 'activity.recorded', {
      kind: 'film',
      organisation: name,
      headcount: 1,
      date: '2026-11-20',
    });
    startVisit(book, 1).add('panel.opened', { panel: 'envelope', title: name, aspect: 'integrity' });
    const { event_id: reflection } = book.write(book.visitId(1), 'reflection.written', {
      consent: 'public',
      form: 'text',
      marked: false,
      sha256: '0'.repeat(64),
    });
    book.write(null, 'review.decided', { reflection, state: 'declined', by: name });
    await send(hub, kiosk, toRows(book.events));
    await hub.counter.settled();
    expect(await hub.store.db.selectFrom('stops').select('name').execute()).toEqual([{ name: 'ab' }]);
    expect(await hub.store.db.selectFrom('reflections').select('decided_by').execute()).toEqual([
      { decided_by: 'ab' },
    ]);
    expect(await hub.store.db.selectFrom('visits').select('panels_opened').execute()).toEqual([
      { panels_opened: 1 },
    ]);
    expect(hub.lines).toEqual([]);
  });

  check('only a known, active kiosk’s own signature moves anything', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const rows = makeVisitRows(1);
    const batch = kiosk.batch(rows);
    const stranger = makeTestKiosk(kiosk.kioskId);
    const other = await hub.enrol('kiosk-ffffffff');
    const post = (body: unknown) => trouble(hub.post('/v1/batches', body));
    expect(await post({ ...batch, signature: undefined })).toEqual([400, 'not-understood']);
    expect(await post(stranger.batch(rows))).toEqual([401, 'not-enrolled']);
    expect(await post({ ...stranger.batch(rows), public_key: kiosk.publicKey })).toEqual([
      401,
      'bad-signature',
    ]);
    expect(await post({ ...batch, body: batch.body.replace('envelope', 'envelop2') })).toEqual([
      401,
      'bad-signature',
    ]);
    expect(await post(other.batch(rows, { kiosk_id: kiosk.kioskId }))).toEqual([401, 'bad-signature']);
    expect(await post({ ...batch, sha256: '0'.repeat(64) })).toEqual([400, 'not-understood']);
    await hub.store.db.updateTable('kiosks').set({ state: 'revoked' }).execute();
    expect(await post(batch)).toEqual([403, 'revoked']);
    expect(await countRows(hub)).toEqual({ events: 0, receipts: 0 });
  });

  check(
    'a batch of another format, without rows, with too many or with a gap is not understood',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      const rows = makeVisitRows(130);
      const post = (changes: object) =>
        trouble(hub.post('/v1/batches', kiosk.batch(rows.slice(0, 9), changes)));
      expect(await post({ format: 2 })).toEqual([400, 'not-understood']);
      expect(await post({ events: [] })).toEqual([400, 'not-understood']);
      expect(await post({ to_seq: 11 })).toEqual([400, 'not-understood']);
      expect(await post({ log_id: 'x' })).toEqual([400, 'not-understood']);
      expect(await post({ events: rows, to_seq: rows.length })).toEqual([413, 'too-large']);
      const gap = await hub.post('/v1/batches', kiosk.batch(rows.slice(0, 4).toSpliced(1, 1), { to_seq: 3 }));
      expect(gap.status).toBe(200);
      expect((await countRows(hub)).events).toBe(1);
    },
  );

  check(
    'words are kept apart, only where they are the event’s, and never after an erasure',
    async (place) => {
      const hub = await startHub(place);
      const { kioskNo, ...kiosk } = await hub.enrol();
      const book = makeLogbook();
      startVisit(book, 1);
      const sha = (text: string) => createHash('sha256').update(text).digest('hex');
      for (const text of ['心得一', '心得二', '心得三']) {
        book.write(book.visitId(1), 'reflection.written', {
          consent: 'public',
          form: 'text',
          marked: false,
          sha256: sha(text),
        });
      }
      const words = ['心得一', 'not these', '心得三'];
      const rows = toRows(book.events).map((row, index) => ({
        ...row,
        ...(index > 0 && { words: words[index - 1] }),
      })) as BatchEvent[];
      const erased = Buffer.from(rows[3]?.event_id.replaceAll('-', '') ?? '', 'hex');
      await hub.store.db
        .insertInto('erasures')
        .values({ kiosk_no: kioskNo, event_id: erased, erased_ms: 1, erased_by: 'x' })
        .execute();
      await send(hub, kiosk, rows);
      const kept = await hub.store.db.selectFrom('words').select('words').execute();
      expect(kept).toEqual([{ words: '心得一' }]);
      const bodies = await hub.store.db.selectFrom('events').select('body').execute();
      expect(JSON.stringify(bodies)).not.toContain('心得');
      const reflections = await hub.store.db.selectFrom('reflections').select(['state', 'consent']).execute();
      expect(reflections).toEqual(Array.from({ length: 3 }, () => ({ state: 'pending', consent: 'public' })));
    },
  );

  check(
    'a kiosk’s decision goes to all walls; one of the hub’s stands, and that kiosk is told',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      const book = makeLogbook();
      startVisit(book, 1);
      const text = '以案为鉴';
      const sha256 = createHash('sha256').update(text).digest('hex');
      const { event_id: reflection } = book.write(book.visitId(1), 'reflection.written', {
        consent: 'public',
        form: 'text',
        marked: false,
        sha256,
      });
      book.write(null, 'review.decided', { reflection, state: 'approved', by: 'staff' });
      book.write(null, 'review.decided', { reflection, state: 'declined', by: 'staff' });
      const rows = toRows(book.events).map((row) =>
        row.event_id === reflection ? { ...row, words: text } : row,
      );
      await send(hub, kiosk, rows.slice(0, 3));
      await hub.store.db.updateTable('reflections').set({ hub_decided: 1 }).execute();
      await send(hub, kiosk, rows.slice(3));
      const feed = await hub.store.db.selectFrom('feed').selectAll().orderBy('n').execute();
      expect(feed.map(({ n, kiosk_no, kind }) => ({ n, kiosk_no, kind }))).toEqual([
        { n: 1, kiosk_no: null, kind: 'reflection' },
        { n: 2, kiosk_no: kiosk.kioskNo, kind: 'reflection' },
      ]);
      expect(JSON.parse(feed[0]?.body ?? '')).toMatchObject({
        event_id: reflection,
        words: { form: 'text', text },
      });
      expect(await hub.store.db.selectFrom('reflections').select('state').execute()).toEqual([
        { state: 'approved' },
      ]);
    },
  );

  check(
    'a boot’s beginning is the smallest that was seen, and moves by more than a second or not at all',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      const rows = makeVisitRows(3);
      const bootedAt = async (part: readonly BatchEvent[], lateMs: number) => {
        hub.clock.nowMs = firstMs + lateMs;
        const { clock } = await send(hub, kiosk, part);
        return (clock['boot-1']?.booted_at_ms ?? 0) - firstMs + sentAt.mono_ms;
      };
      expect(await bootedAt(rows.slice(0, 2), 60_000)).toBe(60_000);
      expect(await bootedAt(rows.slice(2, 4), 59_500)).toBe(60_000);
      expect(await bootedAt(rows.slice(4, 6), 90_000)).toBe(60_000);
      expect(await bootedAt(rows.slice(6, 8), 10)).toBe(10);
      // A hub whose clock stands before the day that it was made corrects nobody.
      expect(await bootedAt(rows.slice(8, 10), -86_400_000)).toBe(10);
    },
  );

  check(
    'bodies that are too large, bombs, and what is no JSON cost little and move nothing',
    async (place) => {
      const hub = await startHub(place);
      const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
      expect(bomb.length).toBeLessThan(1024 * 1024);
      const raw = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
        trouble(hub.fetch(new Request('http://hub.test/v1/batches', { method: 'POST', body, headers })));
      const gzip = { 'Content-Encoding': 'gzip' };
      expect(await raw(new Uint8Array(bomb), gzip)).toEqual([413, 'too-large']);
      expect(await raw(new Uint8Array(50 * 1024 * 1024), {})).toEqual([413, 'too-large']);
      expect(await raw(new Uint8Array(10), { 'Content-Length': '52428800' })).toEqual([413, 'too-large']);
      expect(await raw(new Uint8Array(bomb.subarray(0, 100)), gzip)).toEqual([400, 'not-understood']);
      expect(await raw(new Uint8Array(10), gzip)).toEqual([400, 'not-understood']);
      expect(await raw(new Uint8Array(Buffer.from('[1]')), { 'Content-Encoding': 'br' })).toEqual([
        400,
        'not-understood',
      ]);
      expect(await raw(new Uint8Array(Buffer.from('{')), {})).toEqual([400, 'not-understood']);
    },
  );

  check(
    'a hub that was killed between the commit and the reply takes the same batch again',
    async (place) => {
      const rows = makeVisitRows(2);
      const first = await startHub(place);
      const kiosk = await first.enrol();
      await send(first, kiosk, rows);
      await first.stop();
      const second = await startHub(place);
      expect(second.identity.publicKey).toBe(first.identity.publicKey);
      expect(await send(second, kiosk, rows)).toMatchObject({ committed_through: rows.length });
      expect(await countRows(second)).toEqual({ events: rows.length, receipts: rows.length });
    },
  );

  check(
    'a store that is gone is answered with when to come again, and nothing is half written',
    async (place, postgres) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      const rows = makeVisitRows(2);
      if (postgres) await postgres.kill();
      else if (hub.store.dialect === 'sqlite') hub.store.sqlite.pragma('query_only = ON');
      const answer = await hub.post('/v1/batches', kiosk.batch(rows));
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(await trouble(answer)).toEqual([503, 'busy']);
      if (postgres) await postgres.startAgain();
      else if (hub.store.dialect === 'sqlite') hub.store.sqlite.pragma('query_only = OFF');
      expect(await send(hub, kiosk, rows)).toMatchObject({ committed_through: rows.length });
      expect(await countRows(hub)).toEqual({ events: rows.length, receipts: rows.length });
    },
  );

  check('what comes while too much waits is told to come again later, at once', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const batch = kiosk.batch(makeVisitRows(20));
    const answers = await Promise.all(Array.from({ length: 300 }, () => hub.post('/v1/batches', batch)));
    const of = (status: number) => answers.filter((answer) => answer.status === status);
    expect(of(200).length).toBeGreaterThanOrEqual(128);
    expect(of(200).length + of(503).length).toBe(300);
    expect(of(503).length).toBeGreaterThan(0);
    for (const answer of of(503)) expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThanOrEqual(2);
    expect((await hub.post('/v1/batches', batch)).status).toBe(200);
  });
});

onBothStores((check) => {
  check(
    'two hubs on one PostgreSQL make its tables once, and on one SQLite the second is turned away',
    async (place) => {
      if (place.databaseUrl === undefined) {
        await startHub(place);
        await expect(startHub(place)).rejects.toThrow(expect.objectContaining({ code: 'hub-in-use' }));
        return;
      }
      const [one, other] = await Promise.all([startHub(place), startHub(place)]);
      expect(one.identity.hubId).toBe(other.identity.hubId);
      const kiosk = await one.enrol();
      const rows = makeVisitRows(20);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? one : other).post('/v1/batches', kiosk.batch(rows)),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(await countRows(one)).toEqual({ events: rows.length, receipts: rows.length });
    },
  );
});
