import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import { hubItself } from '../accounts/audit.ts';
import { rebuild } from '../count/rebuild.ts';
import { toBytes } from '../ingest/check-event.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { toRows } from '../testing/test-kiosk.ts';
import { eraseReflection } from './erase.ts';
import { applyRetention } from './retain.ts';
import { decide } from './review.ts';

const texts = ['以案为鉴', '警钟长鸣', '家风'];
const ink = { aspect: 2, strokes: [[0, 0, 10, 10]] };

/** A visit with a pledge and three reflections, the last of them private. */
async function startWithReflections(hub: TestHub) {
  const kiosk = await hub.enrol();
  const book = makeLogbook();
  startKiosk(book);
  const visit = startVisit(book, 1);
  visit.add('pledge.signed', { pledge: 'families', signatures: [ink, ink] });
  const words = new Map<string, string>();
  const written = texts.map((text, index): StoredEvent => {
    const event = book.write(book.visitId(1), 'reflection.written', {
      consent: index === 2 ? 'private' : 'public',
      form: 'text',
      marked: false,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
    words.set(event.event_id, text);
    return event;
  });
  const rows = toRows(book.events).map((row) => {
    const text = words.get(row.event_id);
    return text === undefined ? row : { ...row, words: text };
  });
  const send = async () => expect((await hub.post('/v1/batches', kiosk.batch(rows))).status).toBe(200);
  await send();
  await hub.counter.settled();
  return { kiosk, rows, send, ids: written.map(({ event_id }) => toBytes(event_id)), written };
}

async function readFeed(hub: TestHub) {
  const rows = await hub.store.db.selectFrom('feed').select('body').orderBy('n').execute();
  return rows.map(
    ({ body }) =>
      JSON.parse(body) as { kind: string; event_id: string; state?: string; words?: { text?: string } },
  );
}

async function readWords(hub: TestHub) {
  const rows = await hub.store.db.selectFrom('words').select('words').execute();
  return rows.map(({ words }) => words).sort();
}

async function readNumbers(hub: TestHub) {
  await hub.counter.settled();
  const counts = await hub.store.db.selectFrom('visit_counts').selectAll().execute();
  const facts = await hub.store.db.selectFrom('visits').select('facts').execute();
  return JSON.stringify([counts, facts]);
}

onBothStores((check) => {
  check('a decision goes to every wall, and taking it back too', async (place) => {
    const hub = await startHub(place);
    const { ids, written } = await startWithReflections(hub);
    const [eventId = Buffer.of(), , secret = Buffer.of()] = ids;
    const by = { by: hubItself, nowMs: 5 };
    expect(await decide(hub.store, { eventId, state: 'approved', ...by })).toEqual({
      kind: 'decided',
      before: 'pending',
    });
    await decide(hub.store, { eventId, state: 'approved', ...by });
    expect(await decide(hub.store, { eventId, state: 'pending', ...by })).toEqual({
      kind: 'decided',
      before: 'approved',
    });
    expect(await decide(hub.store, { eventId: secret, state: 'approved', ...by })).toEqual({
      kind: 'private',
    });
    expect(await decide(hub.store, { eventId: Buffer.alloc(16), state: 'approved', ...by })).toEqual({
      kind: 'no-such-reflection',
    });
    const event_id = written[0]?.event_id;
    expect(await readFeed(hub)).toMatchObject([
      { kind: 'reflection', event_id, words: { text: texts[0] } },
      { kind: 'tombstone', event_id, state: 'pending' },
    ]);
  });

  check(
    'what is erased is gone everywhere, a replay brings nothing back, and the counts stay',
    async (place) => {
      const hub = await startHub(place);
      const { ids, send, kiosk, rows } = await startWithReflections(hub);
      const [eventId = Buffer.of()] = ids;
      const before = await readNumbers(hub);
      const by = { by: hubItself, nowMs: 5 };
      await decide(hub.store, { eventId, state: 'approved', ...by });
      expect(await eraseReflection(hub.store, { eventId, ...by })).toBe(true);
      expect(await eraseReflection(hub.store, { eventId: Buffer.alloc(16), ...by })).toBe(false);
      await send();
      // The same events under a new log, as after a fork.
      const again = { log_id: 'c'.repeat(32) };
      expect((await hub.post('/v1/batches', kiosk.batch(rows, again))).status).toBe(200);
      expect(await readWords(hub)).toEqual([texts[2], texts[1]].sort());
      const feed = await readFeed(hub);
      expect(feed).toMatchObject([{ kind: 'tombstone', state: 'erased' }]);
      expect(await readNumbers(hub)).toBe(before);
    },
  );

  check(
    'after its time what visitors wrote and drew is gone, and the numbers stay, also counted anew',
    async (place) => {
      const hub = await startHub(place);
      const { ids, send } = await startWithReflections(hub);
      const [eventId = Buffer.of()] = ids;
      await decide(hub.store, { eventId, state: 'approved', by: hubItself, nowMs: 5 });
      const before = await readNumbers(hub);
      const none = { words: 0, signatures: 0, parked: 0 };
      expect(await applyRetention(hub.store, { nowMs: hub.clock.nowMs, days: 5, by: hubItself })).toEqual(
        none,
      );
      hub.clock.nowMs += 60 * 24 * 3_600_000;
      const retention = { nowMs: hub.clock.nowMs, days: 5, by: hubItself };
      expect(await applyRetention(hub.store, retention)).toEqual({ words: 3, signatures: 1, parked: 0 });
      expect(await applyRetention(hub.store, retention)).toEqual(none);
      expect(await readWords(hub)).toEqual([]);
      expect(await readFeed(hub)).toEqual([]);
      const bodies = await hub.store.db
        .selectFrom('events')
        .select('body')
        .where('type', '=', 'pledge.signed')
        .execute();
      expect(JSON.stringify(bodies)).not.toContain('10');
      await send();
      expect(await readWords(hub)).toEqual([]);
      const options = { workDir: place.dataDir, onProgress: () => undefined };
      expect(await rebuild(hub.store, options)).toMatchObject({ different: {} });
      expect(await readNumbers(hub)).toBe(before);
    },
  );
});
