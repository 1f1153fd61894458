import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  batchBodySchema,
  batchLimits,
  courierFolder,
  signedBatchSchema,
  type Acknowledgement,
} from '../../model/sync-batch.ts';
import { isSigned, makeKeyPair, signBytes } from '../../pack/keys.ts';
import { runExport } from '../exports/export-worker.ts';
import { findSourceParts } from '../exports/find-export-parts.ts';
import { readLog } from '../log/read-log.ts';
import { openVisitLog } from '../log/visit-log.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock, makeEvent, makeVisit } from '../testing/make-visits.ts';
import { carryOut, takeIn } from './carry.ts';
import { findOrMakeKioskKey } from './kiosk-key.ts';
import type { BatchMaker } from './make-batches.ts';

const kioskId = 'kiosk-0a1b2c3d';
const hub = makeKeyPair('hub');

function openLog(visits: number) {
  const dataDir = makeFolder();
  const clock = makeClock();
  const log = openVisitLog({ dataDir, clock, edition: 'sample' });
  onTestFinished(() => log.close());
  const write = (events: ReturnType<typeof makeVisit>) =>
    log.writePosted([{ events, arrivedWallMs: clock.wall, arrivedMonoMs: clock.mono }]);
  for (let visit = 0; visit < visits; visit += 1) write(makeVisit());
  const maker: BatchMaker = {
    kioskId,
    privateKey: findOrMakeKioskKey(dataDir),
    clock,
    reader: readLog(log.database),
  };
  return {
    dataDir,
    clock,
    log,
    maker,
    write,
    carry: (stick: string) => carryOut(stick, maker, log.acknowledged),
  };
}

/** The batches of a stick as a hub reads them: every signature, hash and gap is looked at. */
function readBatches(stick: string) {
  const path = join(stick, courierFolder, `${kioskId}.batches.ndjson`);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const { body, sha256, public_key, signature } = signedBatchSchema.parse(JSON.parse(line));
    expect(createHash('sha256').update(body).digest('hex')).toBe(sha256);
    expect(isSigned(Buffer.from(body), { format: 1, publicKey: public_key, signature })).toBe(true);
    return batchBodySchema.parse(JSON.parse(body));
  });
}

function writeAcks(stick: string, acks: Partial<Acknowledgement>[], key = hub): void {
  mkdirSync(join(stick, courierFolder), { recursive: true });
  const lines = acks.map((change) => {
    const body = JSON.stringify({
      format: 1,
      hub_id: 'hub-1',
      kiosk_id: kioskId,
      log_id: '0'.repeat(32),
      batch_sha256: '0'.repeat(64),
      committed_through: 0,
      backed_up_through: 0,
      clock: {},
      ...change,
    });
    const { publicKey, signature } = signBytes(Buffer.from(body), key.privateKey);
    return JSON.stringify({ body, public_key: publicKey, signature });
  });
  writeFileSync(join(stick, courierFolder, 'hub-1.acks.ndjson'), `${lines.join('\n')}\n`);
}

test('everything that is not acknowledged goes out, in order, without a gap, in batches of their size', async () => {
  const { carry } = openLog(400);
  const stick = makeFolder();
  expect(await carry(stick)).toMatchObject({ kind: 'carried', events: 1600 });
  const batches = readBatches(stick);
  expect(batches.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual(
    Array.from({ length: 1600 }, (_, index) => index + 1),
  );
  for (const { events } of batches) {
    expect(events.length).toBeLessThanOrEqual(batchLimits.events);
    expect(JSON.stringify(events).length).toBeLessThan(batchLimits.bytes * 1.1);
  }
});

test('the words of a reflection travel beside its event', async () => {
  const { carry, write, log } = openLog(0);
  const [start] = makeVisit();
  if (!start) throw new Error('no visit');
  write([start]);
  const id = '11111111-1111-4111-8111-111111111111';
  const body = { consent: 'public', form: 'text', marked: false, sha256: 'a'.repeat(64) } as const;
  log.writePosted([
    {
      events: [
        {
          ...makeEvent(start.visit_id, 'visit.ended', { cause: 'idle' }),
          event_id: id,
          type: 'reflection.written',
          body,
        },
      ],
      words: new Map([[id, '我心里一直放不下']]),
      arrivedWallMs: 1_000,
      arrivedMonoMs: 1_000,
    },
  ]);
  const stick = makeFolder();
  await carry(stick);
  expect(readBatches(stick)[0]?.events.at(-1)).toMatchObject({ event_id: id, words: '我心里一直放不下' });
});

test('what was acknowledged stays at home, and the same acknowledgement twice changes nothing', async () => {
  const { carry, log, write } = openLog(5);
  const stick = makeFolder();
  await carry(stick);
  writeAcks(stick, [{ log_id: log.logId, committed_through: 20, backed_up_through: 12 }]);
  const accept = ({ log_id, committed_through, backed_up_through, clock }: Acknowledgement) =>
    log.acknowledge(log_id, committed_through, backed_up_through, clock);
  const hubKeys = [hub.publicKey.publicKey];
  for (let time = 0; time < 2; time += 1) {
    expect(await takeIn(stick, { kioskId, hubKeys }, accept)).toEqual({ acknowledgements: 1, refused: 0 });
    expect(log.counts()).toMatchObject({ events: 20, unsent: 0 });
  }
  expect(await carry(stick)).toEqual({ kind: 'nothing-new' });
  write(makeVisit());
  expect(await carry(stick)).toMatchObject({ events: 4 });
  expect(readBatches(stick)[0]).toMatchObject({ from_seq: 21, to_seq: 24 });
});

test('a hub that was restored from an old backup gets again what it has lost', async () => {
  const { carry, log } = openLog(5);
  log.acknowledge(log.logId, 20, 20, {});
  log.acknowledge(log.logId, 8, 8, {});
  const stick = makeFolder();
  expect(await carry(stick)).toMatchObject({ events: 12 });
});

test('an acknowledgement of a stranger, for another kiosk, cut off, or of rows that never were moves nothing', async () => {
  const { log } = openLog(5);
  const stick = makeFolder();
  const accept = ({ log_id, committed_through, backed_up_through, clock }: Acknowledgement) =>
    log.acknowledge(log_id, committed_through, backed_up_through, clock);
  const take = () => takeIn(stick, { kioskId, hubKeys: [hub.publicKey.publicKey] }, accept);
  writeAcks(stick, [{ log_id: log.logId, committed_through: 20 }], makeKeyPair('stranger'));
  expect(await take()).toEqual({ acknowledgements: 0, refused: 1 });
  writeAcks(stick, [{ log_id: log.logId, committed_through: 20, kiosk_id: 'kiosk-ffffffff' }]);
  expect(await take()).toEqual({ acknowledgements: 0, refused: 0 });
  const path = join(stick, courierFolder, 'hub-1.acks.ndjson');
  writeAcks(stick, [{ log_id: log.logId, committed_through: 20 }]);
  writeFileSync(path, readFileSync(path).subarray(0, 200));
  expect(await take()).toEqual({ acknowledgements: 0, refused: 1 });
  expect(log.counts().unsent).toBe(20);
  writeAcks(stick, [{ log_id: log.logId, committed_through: 999 }]);
  await take();
  expect(log.counts().unsent).toBe(0);
  expect(log.acknowledged(log.logId)).toBe(20);
});

test('a stick that cannot be written says so, and the next one gets everything', async () => {
  const { carry } = openLog(3);
  const folder = makeFolder();
  writeFileSync(join(folder, courierFolder), 'a file where the folder should be');
  await expect(carry(folder)).rejects.toThrow(/EEXIST|ENOTDIR/);
  const stick = makeFolder();
  expect(await carry(stick)).toMatchObject({ events: 12 });
  expect(readdirSync(join(stick, courierFolder))).toEqual([`${kioskId}.batches.ndjson`]);
  expect(existsSync(join(stick, courierFolder, 'x.part'))).toBe(false);
});

test('a clock that stood in 1970 is put right by an acknowledgement on a stick: the rows say exact, at the true time', async () => {
  const { dataDir, log, write, clock } = openLog(0);
  clock.wall = 5_000;
  write(makeVisit());
  clock.bootId = 'boot-2';
  write(makeVisit());
  const bootedAt = Date.parse('2026-11-24T01:00:00Z');
  const stick = makeFolder();
  writeAcks(stick, [
    { log_id: log.logId, committed_through: 8, clock: { 'boot-1': { booted_at_ms: bootedAt } } },
  ]);
  const accept = ({ log_id, committed_through, backed_up_through, clock: boots }: Acknowledgement) =>
    log.acknowledge(log_id, committed_through, backed_up_through, boots);
  for (let time = 0; time < 2; time += 1) {
    await takeIn(stick, { kioskId, hubKeys: [hub.publicKey.publicKey] }, accept);
    expect(await exportTimes(dataDir)).toEqual([
      '2026-11-24T09:16:40.000+08:00 exact',
      '1970-01-01T08:00:05.000+08:00 unknown',
    ]);
  }
  // Of two words on one boot the later one counts.
  log.acknowledge(log.logId, 8, 8, { 'boot-2': { booted_at_ms: bootedAt + 3_600_000 } });
  expect((await exportTimes(dataDir))[1]).toBe('2026-11-24T10:16:40.000+08:00 exact');
});

/** Start and quality of each visit, as the CSV of an export by touch says them. */
async function exportTimes(dataDir: string): Promise<string[]> {
  const dir = makeFolder();
  const { fonts } = findSourceParts();
  await runExport({ dataDir, stick: dir, folders: [], language: 'en', madeAtMs: 0, fonts }, () => undefined);
  const [head = [], ...rows] = readFileSync(join(dir, 'jingzhong-visits.csv'), 'utf8')
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return rows.map((row) => `${row[head.indexOf('started_at')]} ${row[head.indexOf('time_quality')]}`);
}
