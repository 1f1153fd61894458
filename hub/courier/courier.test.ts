import { expect } from 'vitest';
import { acknowledgementSchema, signedAcknowledgementSchema } from '../../model/sync-batch.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { isSigned } from '../../pack/keys.ts';
import { hubItself } from '../accounts/audit.ts';
import { makeKeyFinder } from '../ingest/open-batch.ts';
import { makeTakeIn } from '../ingest/take-in.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { logId, makeTestKiosk, toRows } from '../testing/test-kiosk.ts';
import { importBatches } from './import-batches.ts';

function makeRows() {
  const book = makeLogbook();
  startKiosk(book);
  for (let number = 1; number <= 5; number += 1) startVisit(book, number).end('finished');
  return toRows(book.events);
}

function importInto(hub: TestHub, text: string) {
  const deps = {
    store: hub.store,
    by: hubItself,
    identity: hub.identity,
    takeIn: makeTakeIn(hub.store, hub.identity.madeMs),
    findKiosk: makeKeyFinder(hub.store),
    now: () => hub.clock.nowMs,
  };
  const bytes = Buffer.from(text);
  return importBatches(
    deps,
    (async function* () {
      for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
    })(),
  );
}

onBothStores((check) => {
  check(
    'a stick’s file is taken in once however often it comes, corrects no clock, and is acknowledged',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      const rows = makeRows();
      const file = [rows.slice(0, 4), rows.slice(4)]
        .map((part) => `${JSON.stringify(kiosk.batch(part))}\n`)
        .join('');
      let acknowledgements = { name: '', text: '' };
      for (let time = 0; time < 2; time += 1) {
        const { acknowledgements: made, ...imported } = await importInto(hub, file);
        expect(imported).toEqual({ batches: 2, events: rows.length, kioskIds: [kiosk.kioskId], refused: [] });
        acknowledgements = made;
      }
      expect(await hub.store.db.selectFrom('events').select('seq').execute()).toHaveLength(rows.length);
      expect(await hub.store.db.selectFrom('boots').selectAll().execute()).toEqual([]);
      const { name, text } = acknowledgements;
      expect(name).toBe(`${hub.identity.hubId}.acks.ndjson`);
      const { body, public_key, signature } = signedAcknowledgementSchema.parse(JSON.parse(text.trim()));
      expect(isSigned(Buffer.from(body), { format: 1, publicKey: public_key, signature })).toBe(true);
      expect(acknowledgementSchema.parse(JSON.parse(body))).toMatchObject({
        kiosk_id: kiosk.kioskId,
        log_id: logId,
        batch_sha256: kiosk.batch(rows.slice(4)).sha256,
        committed_through: rows.length,
        backed_up_through: 0,
      });
    },
  );

  check(
    'a file that was cut off, of a stranger, with a gap or without an end is told line by line',
    async (place) => {
      const hub = await startHub(place);
      const kiosk = await hub.enrol();
      const rows = makeRows();
      const line = (part: object) => JSON.stringify(part);
      const file = [
        line(kiosk.batch(rows.slice(0, 4))),
        line(makeTestKiosk().batch(rows)),
        line(kiosk.batch(rows.slice(6))),
        'x'.repeat(3 * 1024 * 1024),
        '',
        line(kiosk.batch(rows.slice(4, 6))),
        line(kiosk.batch(rows.slice(6))).slice(0, 300),
      ].join('\r\n');
      expect(await importInto(hub, file)).toMatchObject({
        batches: 2,
        events: 6,
        kioskIds: [kiosk.kioskId],
        refused: [
          { line: 2, why: 'not-enrolled' },
          { line: 3, why: 'gap' },
          { line: 4, why: 'too-large' },
          { line: 7, why: 'cut-off' },
        ],
      });
    },
  );
});
