// Batches duplicated, reordered, dropped, cut off; answers lost; disks cloned; the hub set back to an
// older backup: in seeded sequences, against a real hub and logs that behave as the kiosk's do. At the
// end the hub has exactly what the kiosks have, each event once. The control is how often the hub said
// no to something that it must not take.
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Hub } from '../../hub/assemble-hub.ts';
import { storePath } from '../../hub/store/open-store.ts';
import { enrolDirectly, makeRequest, makeTestKiosk, type TestKiosk } from '../../hub/testing/test-kiosk.ts';
import { refusalSchema, signedTextSchema } from '../../model/sync-api.ts';
import { acknowledgementSchema, type BatchEvent, type SignedBatch } from '../../model/sync-batch.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { compare, openHub, readRowsAtHub } from './hub-and-kiosk.ts';

/** One disk: what its kiosk knows and has not been told to be safe. */
type Disk = {
  kiosk: TestKiosk;
  logId: string;
  rows: BatchEvent[];
  acknowledged: number;
  bootId: string;
  /** Logs from before a fork, with what was safe then. */
  older: Disk[];
  /** Batches that left it and may still arrive, late and again. */
  underWay: { batch: SignedBatch; disk: Disk; logId: string }[];
};

type World = {
  hub: Hub;
  dataDir: string;
  disks: Disk[];
  /** Every event that any kiosk ever wrote. */
  written: Set<string>;
  chance: Chance;
  totals: { acknowledged: number; refused: number; forks: number; restores: number };
};

const stepsAtMost = 24;
/** A hub of its own for so many sequences, so that starting it is not all that takes time. */
const sequencesAHub = 200;

export async function runSyncCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const totals = { acknowledged: 0, refused: 0, forks: 0, restores: 0 };
  const judged = { lost: 0, double: 0 };
  for (let first = 0; first < runs; first += sequencesAHub) {
    const dataDir = join(workDir, `hub-${first}`);
    let hub = await openHub(dataDir);
    for (let run = first; run < Math.min(runs, first + sequencesAHub); run += 1) {
      const world: World = {
        hub,
        dataDir,
        disks: [],
        written: new Set(),
        chance: makeChance(seed + run),
        totals,
      };
      const verdict = await playSequence(world);
      hub = world.hub;
      judged.lost += verdict.lost;
      judged.double += verdict.double;
      if (verdict.lost + verdict.double > 0)
        tell(`sync: seed ${seed + run} lost ${verdict.lost}, double ${verdict.double}`);
      if ((run + 1) % 500 === 0) tell(`sync: ${run + 1} of ${runs} sequences`);
    }
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const wasTried = totals.refused > 0 && totals.forks > 0 && totals.restores > 0;
  return {
    runs,
    ...totals,
    ...judged,
    control: totals.refused,
    seed,
    pass: judged.lost + judged.double === 0 && totals.acknowledged > 0 && wasTried,
  };
}

async function playSequence(world: World): Promise<{ lost: number; double: number }> {
  const { chance } = world;
  const kiosk = makeTestKiosk(`kiosk-${chance.uuid().slice(0, 8)}`);
  await enrolDirectly(world.hub.store, kiosk);
  world.disks.push(makeDisk(kiosk, chance));
  const steps = 6 + chance.below(stepsAtMost - 6);
  const restoreAt = chance.below(10) === 0 ? chance.below(steps) : -1;
  if (restoreAt >= 0) await keepBackup(world);
  for (let step = 0; step < steps; step += 1) {
    const disk = world.disks[chance.below(world.disks.length)];
    if (!disk) continue;
    if (step === restoreAt) await setBack(world);
    const act = chance.below(10);
    if (act < 3) write(world, disk);
    else if (act < 7) await sendSome(world, disk);
    else if (act < 9) await deliverLate(world, disk);
    else if (world.disks.length < 4) clone(world, disk);
  }
  await bringHome(world);
  return judge(world, kiosk);
}

function makeDisk(kiosk: TestKiosk, chance: Chance): Disk {
  return {
    kiosk,
    logId: newLogId(chance),
    rows: [],
    acknowledged: 0,
    bootId: chance.uuid(),
    older: [],
    underWay: [],
  };
}

const newLogId = (chance: Chance) => chance.uuid().replaceAll('-', '');

function write({ chance, written }: World, { rows }: Disk): void {
  for (let count = 1 + chance.below(6); count > 0; count -= 1) {
    const event_id = chance.uuid();
    written.add(event_id);
    rows.push({
      seq: rows.length + 1,
      event_id,
      visit_id: null,
      type: 'kiosk.stopped',
      schema_version: 1,
      wall_ms: 1_800_000_000_000 + chance.below(1_000_000),
      mono_ms: chance.below(1_000_000),
      boot_id: 'boot-1',
      stop_id: null,
      edition: 'sample',
      body: { cause: 'closed' },
    });
  }
}

function makeBatch({ kiosk, logId, bootId }: Disk, rows: readonly BatchEvent[]): SignedBatch {
  return kiosk.batch(rows, { log_id: logId, sent_at: { wall_ms: 1, mono_ms: 1, boot_id: bootId } });
}

/** Some of what is not acknowledged; its answer may be lost, and it may come again later. */
async function sendSome(world: World, disk: Disk): Promise<void> {
  const { chance } = world;
  const first = disk.acknowledged;
  const rows = disk.rows.slice(first, first + 1 + chance.below(8));
  if (rows.length === 0) return;
  const batch = makeBatch(disk, rows);
  disk.underWay.push({ batch, disk, logId: disk.logId });
  const fate = chance.below(6);
  // Dropped on the way, or cut off in the middle.
  if (fate === 0) return;
  if (fate === 1) {
    const text = JSON.stringify(batch);
    const answer = await world.hub.fetch(
      makeRequest('/v1/batches', text.slice(0, chance.below(text.length))),
    );
    if (answer.status !== 200) world.totals.refused += 1;
    return;
  }
  const answer = await post(world, batch);
  // The answer is lost.
  if (fate === 2) return;
  hear(world, disk, disk.logId, answer);
}

/** Again, in any order, however old; nobody waits for the answer any more. */
async function deliverLate(world: World, { underWay }: Disk): Promise<void> {
  for (let count = world.chance.below(3); count >= 0; count -= 1) {
    const late = underWay[world.chance.below(underWay.length)];
    if (late) await post(world, late.batch);
  }
}

/** The disk is copied with all that it knows; from now on each writes its own. */
function clone({ disks, chance }: World, disk: Disk): void {
  const older = disk.older.map((log) => ({ ...log, rows: [...log.rows], older: [] }));
  disks.push({ ...disk, rows: [...disk.rows], bootId: chance.uuid(), older, underWay: [...disk.underWay] });
}

type Answer =
  | { kind: 'taken'; through: number }
  | { kind: 'fork'; wantedSeq: number }
  | { kind: 'gap'; wantedSeq: number }
  | { kind: 'no' };

async function post({ hub, totals }: World, batch: SignedBatch): Promise<Answer> {
  const answer = await hub.fetch(makeRequest('/v1/batches', batch));
  if (answer.status !== 200 && answer.status !== 409) return { kind: 'no' };
  const said: unknown = JSON.parse(signedTextSchema.parse(await answer.json()).body);
  if (answer.status === 200) {
    const { committed_through: through } = acknowledgementSchema.parse(said);
    totals.acknowledged += 1;
    return { kind: 'taken', through };
  }
  totals.refused += 1;
  const { refused, wanted_seq: wantedSeq } = refusalSchema.parse(said);
  if (refused === 'gap') return { kind: 'gap', wantedSeq };
  totals.forks += 1;
  return { kind: 'fork', wantedSeq };
}

/** As a kiosk does: the cursor moves by what the hub says, back too; a fork makes a new log of what is not safe. */
function hear({ chance }: World, disk: Disk, logId: string, answer: Answer): void {
  if (logId !== disk.logId) return;
  if (answer.kind === 'taken') disk.acknowledged = Math.min(answer.through, disk.rows.length);
  if (answer.kind === 'gap') disk.acknowledged = answer.wantedSeq - 1;
  if (answer.kind !== 'fork') return;
  // What was taken for safe and is another disk's goes along.
  disk.acknowledged = Math.min(disk.acknowledged, answer.wantedSeq - 1);
  const rest = disk.rows.slice(disk.acknowledged);
  disk.older.push({ ...disk, rows: disk.rows.slice(0, disk.acknowledged), older: [], underWay: [] });
  disk.rows = rest.map((row, index) => ({ ...row, seq: index + 1 }));
  disk.logId = newLogId(chance);
  disk.acknowledged = 0;
}

/** A fork of an older log, as after a restore, makes one more. */
function allLogs(disk: Disk): Disk[] {
  return [...disk.older.flatMap(allLogs), disk];
}

/** Everything that is left is sent, until the hub has said of all that it is there. */
async function bringHome(world: World): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    let isDone = true;
    for (const disk of world.disks.flatMap(allLogs)) {
      // Whoever has heard that all is safe sends its last rows once more: a hub that was set back says so.
      const from = Math.max(0, Math.min(disk.acknowledged, disk.rows.length - 1));
      const rows = disk.rows.slice(from, from + 20);
      if (rows.length === 0) continue;
      const answer = await post(world, makeBatch(disk, rows));
      hear(world, disk, disk.logId, answer);
      if (answer.kind !== 'taken' || disk.acknowledged < disk.rows.length) isDone = false;
    }
    if (isDone) return;
  }
  throw new Error('the kiosks and the hub did not come to an end');
}

const backupOf = (dataDir: string) => join(dataDir, 'backup.db');

async function keepBackup({ hub, dataDir }: World): Promise<void> {
  const { store } = hub;
  rmSync(backupOf(dataDir), { force: true });
  if (store.dialect === 'sqlite') store.sqlite.prepare('vacuum into ?').run(backupOf(dataDir));
}

/** What came after the backup is gone from the hub; kiosks believe that it is there. */
async function setBack(world: World): Promise<void> {
  await world.hub.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(storePath(world.dataDir) + end, { force: true });
  copyFileSync(backupOf(world.dataDir), storePath(world.dataDir));
  world.hub = await openHub(world.dataDir);
  world.totals.restores += 1;
}

async function judge({ hub, written }: World, kiosk: TestKiosk): Promise<{ lost: number; double: number }> {
  return compare(await readRowsAtHub(hub.store, kiosk.kioskId), written);
}
