// What the drain is measured against: the same packed batches, gunzipped, parsed and inserted into the
// same tables of the hub, one transaction a batch and as durable, with no HTTP and no signatures.
//   bare-loop.ts KIOSK-DATA-DIR HUB-DATA-DIR
import { hash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { systemClock } from '../../../kiosk/clock.ts';
import { findOrMakeKioskKey } from '../../../kiosk/courier/kiosk-key.ts';
import { makeBatches } from '../../../kiosk/courier/make-batches.ts';
import { findOrMakeKioskId } from '../../../kiosk/log/data-folder.ts';
import { openLogReader } from '../../../kiosk/log/open-reader.ts';
import { openStore } from '../../../hub/store/open-store.ts';
import type { BatchBody, SignedBatch } from '../../../model/sync-batch.ts';

const [kioskDir = '', hubDir = ''] = process.argv.slice(2);
const { reader, close } = openLogReader(kioskDir);
const [end] = reader.findEnd();
const maker = {
  kioskId: findOrMakeKioskId(kioskDir),
  privateKey: findOrMakeKioskKey(kioskDir),
  clock: systemClock(),
  reader,
};
const packed: Buffer[] = [];
for (const { batch } of makeBatches(maker, { logId: end?.logId ?? '', afterSeq: 0 })) {
  packed.push(gzipSync(JSON.stringify(batch), { level: 1 }));
}
close();

const store = await openStore({ dataDir: hubDir });
if (store.dialect !== 'sqlite') throw new Error('the bare loop is measured on SQLite');
const { sqlite } = store;
const receipt = sqlite.prepare('insert into receipts values (1, 1, ?, ?, ?)');
const insert = sqlite.prepare('insert into events values (1, 1, ?, 202611, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
const write = sqlite.transaction((events: BatchBody['events']) => {
  for (const event of events) {
    const body = JSON.stringify(event.body);
    receipt.run(event.seq, bytesOf(event.event_id), hash('sha256', body, 'buffer').subarray(0, 16));
    const { seq, visit_id, type, schema_version, wall_ms, mono_ms, boot_id, stop_id, edition } = event;
    const visitId = visit_id === null ? null : bytesOf(visit_id);
    insert.run(seq, visitId, type, schema_version, wall_ms, mono_ms, boot_id, stop_id, edition, body);
  }
});
const startedAt = performance.now();
let events = 0;
for (const bytes of packed) {
  const { body } = JSON.parse(gunzipSync(bytes).toString()) as SignedBatch;
  const { events: rows } = JSON.parse(body) as BatchBody;
  write(rows);
  events += rows.length;
}
const ms = performance.now() - startedAt;
await store.close();
console.log(JSON.stringify({ events, ms }));
