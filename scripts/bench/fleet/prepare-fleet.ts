// Makes the batches of some kiosks of the fleet before the clock starts: real visits, each kiosk under
// its own ids, stops and groups, signed by its own key and packed as a kiosk packs them.
//   prepare-fleet.ts LOG-DIR FILE FIRST COUNT
import { hash } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { BatchRow } from '../../../kiosk/log/read-log.ts';
import { openLogReader } from '../../../kiosk/log/open-reader.ts';
import type { BatchBody, BatchEvent } from '../../../model/sync-batch.ts';
import { makeKeyPair } from '../../../pack/keys.ts';
import { signBatch } from '../../../pack/signed-text.ts';
import { rowsAKiosk, type Parcel, type Prepared } from './fleet-plan.ts';

const [logDir = '', file = '', first = '0', count = '0'] = process.argv.slice(2);
const ownPlaces: ReadonlySet<string> = new Set([
  'stop.arrived',
  'stop.left',
  'group.opened',
  'group.closed',
  'activity.recorded',
]);

const { reader, close } = openLogReader(logDir);
const [end] = reader.findEnd();
const rows = reader.rowsAfter(end?.logId ?? '', 0, end?.seq ?? 0);
close();
const [started] = rows;
const stretches = Math.floor((rows.length - 1) / (rowsAKiosk - 1));
if (!started || stretches < 1) throw new Error('the log is too short');

const out = openSync(file, 'w');
const parcels: Parcel[] = [];
let at = 0;
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  const from = 1 + (number % stretches) * (rowsAKiosk - 1);
  const packed = makeParcel(number, [started, ...rows.slice(from, from + rowsAKiosk - 1)]);
  writeSync(out, packed.bytes);
  parcels.push({ ...packed.kiosk, at, bytes: packed.bytes.length });
  at += packed.bytes.length;
}
closeSync(out);
const prepared: Prepared = { file, parcels };
writeFileSync(`${file}.json`, JSON.stringify(prepared));
console.log('ready');

function makeParcel(number: number, taken: readonly BatchRow[]) {
  const kioskId = `kiosk-${number.toString(16).padStart(8, '0')}`;
  const { privateKey, publicKey } = makeKeyPair(kioskId);
  const events = taken.map((row, index) => toEvent(number, row, index + 1));
  const last = events.at(-1);
  const sent_at = { wall_ms: last?.wall_ms ?? 0, mono_ms: last?.mono_ms ?? 0, boot_id: last?.boot_id ?? '' };
  const body: BatchBody = {
    format: 1,
    kiosk_id: kioskId,
    log_id: hash('md5', kioskId),
    from_seq: 1,
    to_seq: events.length,
    sent_at,
    events,
  };
  const bytes = gzipSync(JSON.stringify(signBatch(JSON.stringify(body), privateKey)), { level: 1 });
  return { kiosk: { kioskId, publicKey: publicKey.publicKey }, bytes };
}

/** `event_id` follows from kiosk and place, so that the store can be asked for each (judge-fleet.ts). */
function toEvent(number: number, { words: _words, body, ...row }: BatchRow, seq: number): BatchEvent {
  const isOwn = ownPlaces.has(row.type);
  return {
    ...row,
    seq,
    event_id: toUuid(hash('md5', `${number}:${seq}`)),
    visit_id: row.visit_id && toUuid(hash('md5', `${number}:${row.visit_id}`)),
    boot_id: `${row.boot_id}-${number}`.slice(-80),
    stop_id: row.stop_id && `${row.stop_id}-${number}`,
    body: isOwn ? ownPlace(number, JSON.parse(body) as Record<string, unknown>) : JSON.parse(body),
  };
}

function ownPlace(number: number, { stop_id, group_id, ...rest }: Record<string, unknown>) {
  return {
    ...rest,
    ...(typeof stop_id === 'string' && { stop_id: `${stop_id}-${number}` }),
    ...(typeof group_id === 'string' && { group_id: toUuid(hash('md5', `${number}:${group_id}`)) }),
  };
}

function toUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
