// A change and its line in the audit log are one: where the line cannot be written, nothing was changed.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { batchesMedia } from '../../model/hub-desk.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { publishItinerary, publishRecalls, releasePack } from '../editions/release.ts';
import { makeEnrolmentCode, revokeKiosk } from '../kiosks/enrol.ts';
import { toBytes } from '../ingest/check-event.ts';
import { eraseReflection } from '../reflections/erase.ts';
import { applyRetention } from '../reflections/retain.ts';
import { becomeOrganiser } from '../testing/browser.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { makeVisitRows, toRows } from '../testing/test-kiosk.ts';
import { hubItself, readAudit } from './audit.ts';

const dayMs = 24 * 3_600_000;
const ink = { aspect: 2, strokes: [[0, 0, 10, 10]] };

/** Three visits, each with a signed pledge and a reflection that its kiosk sends with its words. */
async function sendWords(hub: TestHub) {
  const kiosk = await hub.enrol();
  const book = makeLogbook();
  startKiosk(book);
  const ids: string[] = [];
  for (let number = 1; number <= 3; number += 1) {
    const visit = startVisit(book, number);
    visit.add('pledge.signed', { pledge: 'families', signatures: [ink] });
    const written = { consent: 'public', form: 'text', marked: false, sha256: sha256Of('家风') } as const;
    ids.push(book.write(book.visitId(number), 'reflection.written', written).event_id);
    visit.end('finished');
  }
  const rows = toRows(book.events).map((row) =>
    ids.includes(row.event_id) ? { ...row, words: '家风' } : row,
  );
  expect((await hub.post('/v1/batches', kiosk.batch(rows))).status).toBe(200);
  await hub.counter.settled();
  return { kiosk, ids: ids.map(toBytes) };
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');

onBothStores((check) => {
  check('what cannot be noted is not done', async (place) => {
    const hub = await startHub(place);
    const organiser = await becomeOrganiser(hub);
    const { kiosk, ids } = await sendWords(hub);
    const { kioskId } = kiosk;
    const carried = await hub.enrol('kiosk-ffffffff');
    const sha256 = 'a'.repeat(64);
    const pack = { sha256, edition: 'e-1', title: '一', size_bytes: 1, manifest: '{}' };
    await hub.store.db
      .insertInto('packs')
      .values({ ...pack, uploaded_ms: 1, uploaded_by: 'x' })
      .execute();
    const before = await readAll();
    await sql`alter table audit rename to audit_gone`.execute(hub.store.db);
    const by = { by: hubItself, nowMs: 5 };
    const list = {
      format: 1 as const,
      list: '{}',
      signature: { format: 1 as const, publicKey: `${'A'.repeat(43)}=`, signature: `${'A'.repeat(86)}==` },
    };
    const randomBytes = (count: number) => new Uint8Array(count);
    await expect(makeEnrolmentCode(hub.store, { kioskName: '一', ...by, randomBytes })).rejects.toThrow();
    await expect(revokeKiosk(hub.store, { kioskId, ...by })).rejects.toThrow();
    await expect(releasePack(hub.store, { sha256, to: 'all', ...by })).rejects.toThrow();
    await expect(publishRecalls(hub.store, { list, version: 1, ...by })).rejects.toThrow();
    await expect(publishItinerary(hub.store, { itinerary: { stops: [] }, ...by })).rejects.toThrow();
    expect((await organiser.call('DELETE', '/api/session')).status).toBe(500);
    const stick = `${JSON.stringify(carried.batch(makeVisitRows(2)))}\n`;
    expect((await organiser.upload('/api/courier', batchesMedia, stick)).status).toBe(500);
    const later = { nowMs: hub.clock.nowMs + 60 * dayMs, days: 5, by: hubItself };
    await expect(applyRetention(hub.store, later)).rejects.toThrow();
    const [eventId = Buffer.of()] = ids;
    await expect(eraseReflection(hub.store, { eventId, ...by })).rejects.toThrow();
    const exported = { kind: 'days', format: 'csv', language: 'en' };
    const refused = await organiser.call('POST', '/api/exports', exported);
    expect([refused.status, refused.headers.get('Content-Type')]).toEqual([
      500,
      'application/json; charset=utf-8',
    ]);
    expect(await readAll()).toEqual(before);

    async function readAll() {
      const { db } = hub.store;
      return {
        codes: await db.selectFrom('enrolment_codes').selectAll().execute(),
        kiosks: await db.selectFrom('kiosks').select(['kiosk_id', 'state']).execute(),
        releases: await db.selectFrom('releases').selectAll().execute(),
        recalls: await db.selectFrom('recall_lists').selectAll().execute(),
        itinerary: await db.selectFrom('itinerary').selectAll().execute(),
        feed: await db.selectFrom('feed').selectAll().execute(),
        events: await db.selectFrom('events').select(['kiosk_no', 'seq', 'body']).orderBy('seq').execute(),
        words: await db.selectFrom('words').select('words').execute(),
        erasures: await db.selectFrom('erasures').selectAll().execute(),
        logs: await db.selectFrom('logs').selectAll().execute(),
        sessions: await db.selectFrom('account_sessions').select('token_hash').execute(),
      };
    }
  });

  check(
    'a stick of many batches has a line for each piece, and what cannot be noted stops there',
    async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const kiosk = await hub.enrol();
      const rows = makeVisitRows(16);
      const lines = rows.map((row) => JSON.stringify(kiosk.batch([row])));
      const file = `${[...lines, 'cut off'].join('\n')}\n`;
      // As a full disk would: the second line of the audit log about this stick cannot be written.
      const most = 20;
      await failAfter(hub, 1);
      expect((await organiser.upload('/api/courier', batchesMedia, file)).status).toBe(500);
      expect(await countEvents(hub)).toBe(most);
      await failNever(hub);
      expect((await organiser.upload('/api/courier', batchesMedia, file)).status).toBe(200);
      expect(await countEvents(hub)).toBe(rows.length);
      const { entries } = await readAudit(hub.store.db, { act: 'batches-carried' });
      const piece = { batches: most, events: most, refused: 0 };
      const rest = rows.length % most;
      expect(entries.map(({ about, details }) => [about, details])).toEqual([
        [kiosk.kioskId, { batches: rest, events: rest, refused: 1 }],
        ...Array.from({ length: Math.floor(rows.length / most) + 1 }, () => [kiosk.kioskId, piece]),
      ]);
    },
  );

  check('each piece of a retention says what went with it', async (place) => {
    const hub = await startHub(place);
    await sendWords(hub);
    const later = { nowMs: hub.clock.nowMs + 60 * dayMs, days: 5, by: hubItself, pledgesAtOnce: 2 };
    await failAfter(hub, 2, 'words-retired');
    await expect(applyRetention(hub.store, later)).rejects.toThrow();
    await failNever(hub);
    expect(await applyRetention(hub.store, later)).toEqual({ words: 0, signatures: 1, parked: 0 });
    const { entries } = await readAudit(hub.store.db, { act: 'words-retired' });
    expect(entries.map(({ details }) => details).toReversed()).toEqual([
      { words: 3, signatures: 0, parked: 0 },
      { signatures: 2 },
      { words: 0, signatures: 0, parked: 0 },
      { signatures: 1 },
    ]);
  });
});

async function countEvents({ store }: TestHub): Promise<number> {
  return (await store.db.selectFrom('events').select('seq').execute()).length;
}

/** From the next line but `lines` on, the database takes no line about `act` into the audit log. */
async function failAfter({ store }: TestHub, lines: number, act = 'batches-carried'): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from audit where act = ${act}`.execute(
    store.db,
  );
  const most = Number(rows[0]?.n ?? 0) + lines;
  const isTooMany = `(select count(*) from audit where act = '${act}') >= ${most}`;
  if (store.dialect === 'sqlite') {
    await sql`create trigger audit_is_full before insert on audit
      when new.act = ${sql.lit(act)} and ${sql.raw(isTooMany)}
      begin select raise(abort, 'no room'); end`.execute(store.db);
    return;
  }
  await sql`create function refuse_more() returns trigger language plpgsql as ${sql.raw(`$$ begin
    if new.act = '${act}' and ${isTooMany} then raise exception 'no room'; end if; return new; end $$`)}`.execute(
    store.db,
  );
  await sql`create trigger audit_is_full before insert on audit for each row execute function refuse_more()`.execute(
    store.db,
  );
}

async function failNever({ store }: TestHub): Promise<void> {
  const of = store.dialect === 'sqlite' ? '' : ' on audit';
  await sql.raw(`drop trigger audit_is_full${of}`).execute(store.db);
}
