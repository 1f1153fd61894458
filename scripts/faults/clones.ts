// Cloned disks: one that was enrolled is copied 2, 10 and 100 times with what it had not sent yet, each copy
// records visits of its own, and all of them come back at once, with the kiosk's own log and sync client. At
// the end the hub has exactly what they have, each event once; every log there is one disk's, and whoever is
// not the first knows that it is a copy. The control is how many know it.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Hub } from '../../hub/assemble-hub.ts';
import { startSyncedKiosk, type SyncedKiosk } from '../../kiosk/testing/synced-kiosk.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { compare, joinKiosk, openHub, readRowsAtHub, readRowsOf } from './hub-and-kiosk.ts';

const sizes = [2, 10, 100];
const mostRounds = 50;

type Found = { acknowledged: number; lost: number; double: number; merged: number; unseen: number };

export async function runClonesCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const totals = { acknowledged: 0, lost: 0, double: 0, merged: 0, unseen: 0 };
  let control = 0;
  for (let run = 0; run < runs; run += 1) {
    const clones = sizes[run % sizes.length] ?? 2;
    const dir = join(workDir, `run-${run}`);
    const found = await comeBack(dir, clones, makeChance(seed + run));
    for (const figure of Object.keys(totals) as (keyof Found)[]) totals[figure] += found[figure];
    control += clones - 1 - found.unseen;
    tell(`clones: ${clones} of one disk, ${found.lost} events lost, ${found.double} double`);
  }
  const broken = totals.lost + totals.double + totals.merged + totals.unseen;
  return { runs, ...totals, control, seed, pass: broken === 0 && totals.acknowledged > 0 && control > 0 };
}

async function comeBack(dir: string, clones: number, chance: Chance): Promise<Found> {
  const hub = await openHub(join(dir, 'hub'));
  const firstDir = join(dir, 'disk-1');
  await recordBeforeCopying(hub, firstDir, chance);
  const dirs = [firstDir];
  while (dirs.length < clones) {
    const copy = join(dir, `disk-${dirs.length + 1}`);
    cpSync(firstDir, copy, { recursive: true });
    dirs.push(copy);
  }
  const kiosks: SyncedKiosk[] = [];
  for (const dataDir of dirs) {
    const kiosk = await startSyncedKiosk((request) => hub.fetch(request), dataDir);
    await kiosk.visits(1 + chance.below(12));
    kiosks.push(kiosk);
  }
  await bringHome(kiosks);
  const found = await judge(hub, kiosks);
  for (const kiosk of kiosks) await kiosk.stop();
  await hub.stop();
  return found;
}

/** Some visits are at the hub when the disk is copied, and some wait. */
async function recordBeforeCopying(hub: Hub, dataDir: string, chance: Chance): Promise<void> {
  const kiosk = await joinKiosk(hub, dataDir);
  await kiosk.visits(5 + chance.below(20));
  if ((await kiosk.round()) !== 'in-step') throw new Error('the kiosk did not come into step');
  await kiosk.visits(5 + chance.below(20));
  await kiosk.stop();
}

/** All at once, again and again, until each has heard that all it has is safe. */
async function bringHome(kiosks: readonly SyncedKiosk[]): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const states = await Promise.all(kiosks.map((kiosk) => kiosk.round()));
    if (states.every((state) => state === 'in-step')) return;
  }
  throw new Error('the clones and the hub did not come to an end');
}

async function judge(hub: Hub, kiosks: readonly SyncedKiosk[]): Promise<Found> {
  const atHub = await readRowsAtHub(hub.store);
  const idAt = new Map(atHub.map(({ logId, seq, id }) => [`${logId} ${seq}`, id]));
  const written = new Set<string>();
  const found = { acknowledged: 0, merged: 0, unseen: -1 };
  for (const kiosk of kiosks) {
    const { events, unsent } = kiosk.log.health();
    found.acknowledged += events - unsent;
    if (!kiosk.sync.state().isCloned) found.unseen += 1;
    for (const { logId, seq, id } of readRowsOf(kiosk)) {
      written.add(id);
      // What another disk has sent already is not there a second time.
      if ((idAt.get(`${logId} ${seq}`) ?? id) !== id) found.merged += 1;
    }
  }
  return { ...found, ...compare(atHub, written) };
}
