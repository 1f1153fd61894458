// A hub's export is a kiosk's own: the same log, sent as the kiosk sends it, gives the same file.
import { createHash, randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeKeyFinder, openBatch } from '../hub/ingest/open-batch.ts';
import { makeTakeIn } from '../hub/ingest/take-in.ts';
import { onBothStores, type Place } from '../hub/testing/on-both-stores.ts';
import { openStore } from '../hub/store/open-store.ts';
import { enrolDirectly } from '../hub/testing/test-kiosk.ts';
import { findOrMakeKioskKey } from '../kiosk/courier/kiosk-key.ts';
import { makeBatches } from '../kiosk/courier/make-batches.ts';
import { findOrMakeKioskId } from '../kiosk/log/data-folder.ts';
import { makeExportSource } from '../kiosk/log/export-source.ts';
import { openLogReader } from '../kiosk/log/open-reader.ts';
import { describeStart, makeOwnEvent } from '../kiosk/log/own-events.ts';
import { readLog } from '../kiosk/log/read-log.ts';
import { openVisitLog } from '../kiosk/log/visit-log.ts';
import { makeFolder } from '../kiosk/testing/make-folder.ts';
import { makeClock, makeEvent, makeVisit, sampleRun } from '../kiosk/testing/make-visits.ts';
import { signBytes } from '../pack/keys.ts';
import type { LogSource } from '../report/count-log.ts';
import { exportKinds, exportLog } from '../report/export-log.ts';
import { openHubSource } from './open-hub-source.ts';

const script = fileURLToPath(new URL('export.ts', import.meta.url));

function run(argv: readonly string[], databaseUrl = '') {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, ...argv],
    { encoding: 'utf8', env: { ...process.env, DATABASE_URL: databaseUrl } },
  );
  return { status, said: stderr };
}

/** A kiosk of two stops, with a group, an activity, a reflection and its review. */
function makeKiosk() {
  const dataDir = makeFolder();
  const clock = makeClock();
  const log = openVisitLog({ dataDir, clock, edition: sampleRun.edition });
  const own = { run: sampleRun, clock, log };
  const write = (events: ReturnType<typeof makeVisit>, words?: ReadonlyMap<string, string>) => {
    clock.pass(60_000);
    const [arrivedWallMs, arrivedMonoMs] = [clock.wall, clock.mono];
    log.writePosted([{ events, arrivedWallMs, arrivedMonoMs, ...(words && { words }) }]);
  };
  log.writeOwn([makeOwnEvent('kiosk.started', describeStart(sampleRun, log), own)]);
  for (const [stop_id, name] of [
    ['library', '图书馆'],
    ['school', '第一中学'],
  ] as const) {
    log.writeOwn([makeOwnEvent('stop.arrived', { stop_id, name, entry: 'schools' }, own)]);
    write(makeVisit());
    const group_id = randomUUID();
    log.writeOwn([
      makeOwnEvent('group.opened', { group_id, organisation: '某局', entry: 'offices', headcount: 12 }, own),
    ]);
    for (let visit = 0; visit < 30; visit += 1) write(makeVisit());
    log.writeOwn([makeOwnEvent('group.closed', { group_id }, own)]);
    write(makeVisit());
    log.writeOwn([
      makeOwnEvent(
        'activity.recorded',
        { kind: 'film', organisation: '某局', headcount: 9, date: '2026-11-20' },
        own,
      ),
    ]);
    const visitId = randomUUID();
    const text = `以案为鉴 ${stop_id}`;
    const [start, ...rest] = makeVisit(visitId);
    if (start)
      write([
        start,
        makeEvent(visitId, 'pledge.signed', {
          pledge: 'families',
          signatures: [{ aspect: 1, strokes: [[0, 0, 1, 1]] }],
        }),
      ]);
    const reflection = writeReflection(write, visitId, text);
    write(rest);
    log.writeOwn([makeOwnEvent('review.decided', { reflection, state: 'approved', by: 'staff' }, own)]);
    log.writeOwn([makeOwnEvent('stop.left', { stop_id }, own)]);
    clock.pass(26 * 3_600_000);
  }
  return { dataDir, clock, log };
}

type Write = (events: ReturnType<typeof makeVisit>, words?: ReadonlyMap<string, string>) => void;

function writeReflection(write: Write, visitId: string, text: string): string {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const posted = makeEvent(visitId, 'visit.beat', { panel: 'envelope', attended_ms: 1 });
  const body = { consent: 'public', form: 'text', marked: false, sha256 };
  // As the kiosk's own route makes it of what was posted.
  write([{ ...posted, type: 'reflection.written', body } as never], new Map([[posted.event_id, text]]));
  return posted.event_id;
}

/** Carried on a stick, so that no clock is corrected. */
async function bring({ dataDir, clock, log }: ReturnType<typeof makeKiosk>, place: Place): Promise<void> {
  const store = await openStore(place);
  const kioskId = findOrMakeKioskId(dataDir);
  const privateKey = findOrMakeKioskKey(dataDir);
  const { publicKey } = signBytes(Buffer.from(''), privateKey);
  await enrolDirectly(store, { kioskId, publicKey });
  const takeIn = makeTakeIn(store, 0);
  const maker = { kioskId, privateKey, clock, reader: readLog(log.database) };
  for (const { batch } of makeBatches(maker, { logId: log.logId, afterSeq: 0 })) {
    const opened = await openBatch(batch, makeKeyFinder(store));
    if (opened.kind !== 'open') throw new Error(opened.code);
    expect((await takeIn(opened.batch, { arrivedMs: clock.wall, isLive: false })).kind).toBe('taken');
  }
  await store.close();
}

onBothStores((check) => {
  check('every table of the hub is the kiosk’s own, to the last letter', async (place) => {
    const kiosk = makeKiosk();
    await bring(kiosk, place);
    kiosk.log.close();
    const opened = openLogReader(kiosk.dataDir);
    const theirs = makeExportSource(opened);
    for (const scope of [{}, { stopId: 'school' }, { from: '2026-11-21' }]) {
      const ours = await openHubSource({ ...place, scope, workDir: place.dataDir });
      for (const kind of exportKinds) {
        const make = (source: LogSource) => {
          const format = kind === 'report' ? ('json' as const) : ('csv' as const);
          const pieces = [...exportLog({ source, kind, format, language: 'en', scope, madeAtMs: 0 })];
          return pieces.map(String).join('');
        };
        const made = make(ours.source);
        expect(made).toBe(make(theirs));
        if (scope.from === undefined) expect(made.split('\n').length).toBeGreaterThan(2);
      }
      await ours.close();
    }
    opened.close();
    const out = join(makeFolder(), 'visits.csv');
    const argv = ['visits', '--hub', '--data', place.dataDir, '--out', out];
    expect(run(argv, place.databaseUrl)).toMatchObject({ status: 0 });
    // A head, two stops with a visit before and after a group of thirty and one of them who wrote, and the end.
    expect(readFileSync(out, 'utf8').split('\r\n').length).toBe(1 + 2 * 33 + 1);
  });
});

test('says where there is no hub', () => {
  const dataDir = makeFolder();
  const { status, said } = run(['visits', '--hub', '--data', dataDir, '--out', join(dataDir, 'a.csv')]);
  expect(status).toBe(2);
  expect(said).toMatch(/^There is no hub's store at .*\n$/);
});
