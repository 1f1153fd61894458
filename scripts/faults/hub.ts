// kill -9 of a hub at random moments while kiosks send: between a batch's first byte and its answer,
// before the commit and after it. What was acknowledged is there, nothing is there twice, and the next
// hub on the same store goes on. The control counts the kills that hit while batches were under way.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../hub/store/open-store.ts';
import { enrolDirectly, makeTestKiosk, type TestKiosk } from '../../hub/testing/test-kiosk.ts';
import { refusalSchema, signedTextSchema } from '../../model/sync-api.ts';
import { acknowledgementSchema, type BatchEvent } from '../../model/sync-batch.ts';
import { readUrl, startHub } from '../start-child.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { readRowsAtHub } from './hub-and-kiosk.ts';

const senders = 3;
const killsAFolder = 40;
const longestLoadMs = 300;

type Sender = { kiosk: TestKiosk; logId: string; rows: BatchEvent[]; acknowledged: number };
type Hub = { process: ChildProcess; url: string };

export async function runHubCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const chance = makeChance(seed);
  const totals = { acknowledged: 0, lost: 0, double: 0, control: 0 };
  for (let first = 0; first < runs; first += killsAFolder) {
    const dataDir = join(workDir, `hub-${first}`);
    mkdirSync(dataDir, { recursive: true });
    const all = await enrolSenders(dataDir, chance);
    for (let run = first; run < Math.min(runs, first + killsAFolder); run += 1) {
      const hub = await openHub(dataDir);
      if (await loadAndKill(hub, all, chance)) totals.control += 1;
      if ((run + 1) % 20 === 0) tell(`hub: ${run + 1} of ${runs} kills`);
    }
    const verdict = await judge(dataDir, all);
    totals.acknowledged += verdict.acknowledged;
    totals.lost += verdict.lost;
    totals.double += verdict.double;
    rmSync(dataDir, { recursive: true, force: true });
  }
  const pass = totals.lost + totals.double === 0 && totals.acknowledged > 0 && totals.control > 0;
  return { runs, ...totals, seed, pass };
}

async function enrolSenders(dataDir: string, chance: Chance): Promise<Sender[]> {
  const store = await openStore({ dataDir });
  const all: Sender[] = [];
  for (let number = 0; number < senders; number += 1) {
    const kiosk = makeTestKiosk(`kiosk-${chance.uuid().slice(0, 8)}`);
    await enrolDirectly(store, kiosk);
    all.push({ kiosk, logId: chance.uuid().replaceAll('-', ''), rows: [], acknowledged: 0 });
  }
  await store.close();
  return all;
}

async function openHub(dataDir: string): Promise<Hub> {
  const child = startHub(dataDir, { env: { DATABASE_URL: '' } });
  return { process: child, url: await readUrl(child) };
}

/** True if the kill hit while a batch was under way. */
async function loadAndKill(hub: Hub, all: readonly Sender[], chance: Chance): Promise<boolean> {
  const state = { isKilled: false, underWay: 0 };
  const before = all.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  const sending = all.map((sender) => send(hub.url, sender, chance, state));
  const progress = () => all.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  for (let tries = 0; tries < 400 && progress() === before; tries += 1) await wait(5);
  await wait(chance.next() * longestLoadMs);
  const wasUnderWay = state.underWay > 0;
  const gone = once(hub.process, 'exit');
  hub.process.kill('SIGKILL');
  state.isKilled = true;
  await gone;
  await Promise.all(sending);
  return wasUnderWay;
}

async function send(
  url: string,
  sender: Sender,
  chance: Chance,
  state: { isKilled: boolean; underWay: number },
): Promise<void> {
  while (!state.isKilled) {
    if (sender.rows.length - sender.acknowledged < 400) write(sender, chance);
    const from = sender.acknowledged;
    const rows = sender.rows.slice(from, from + 1 + chance.below(300));
    state.underWay += 1;
    const through = await post(url, sender, rows);
    state.underWay -= 1;
    if (through === undefined) await wait(5);
    else sender.acknowledged = through;
  }
}

function write({ rows }: Sender, chance: Chance): void {
  const visit_id = chance.uuid();
  for (let count = 0; count < 200; count += 1) {
    rows.push({
      seq: rows.length + 1,
      event_id: chance.uuid(),
      visit_id,
      type: count === 0 ? 'visit.started' : 'panel.opened',
      schema_version: 1,
      wall_ms: 1_800_000_000_000 + rows.length,
      mono_ms: rows.length,
      boot_id: 'boot-1',
      stop_id: null,
      edition: 'sample',
      body:
        count === 0
          ? { language: 'en', mode: 'visitor' }
          : { panel: 'envelope', title: '信封', aspect: 'integrity' },
    });
  }
}

/** Undefined where the connection broke, or the hub could not write: then nobody knows. */
async function post(url: string, { kiosk, logId }: Sender, rows: BatchEvent[]): Promise<number | undefined> {
  try {
    const answer = await fetch(`${url}v1/batches`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(kiosk.batch(rows, { log_id: logId })),
    });
    if (answer.status === 503) return undefined;
    if (answer.status === 409) {
      const said = refusalSchema.parse(JSON.parse(signedTextSchema.parse(await answer.json()).body));
      if (said.refused === 'gap') return said.wanted_seq - 1;
    }
    if (answer.status !== 200) throw new Error(`the hub answered ${answer.status}: ${await answer.text()}`);
    const { body } = signedTextSchema.parse(await answer.json());
    return acknowledgementSchema.parse(JSON.parse(body)).committed_through;
  } catch (error) {
    // fetch tells a broken connection so.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function judge(dataDir: string, all: readonly Sender[]) {
  const store = await openStore({ dataDir });
  const verdict = { acknowledged: 0, lost: 0, double: 0 };
  for (const { kiosk, rows, acknowledged } of all) {
    const ids = (await readRowsAtHub(store, kiosk.kioskId)).map(({ id }) => id);
    const known = new Set(ids);
    verdict.acknowledged += acknowledged;
    verdict.double += ids.length - known.size;
    verdict.lost += rows.slice(0, acknowledged).filter(({ event_id }) => !known.has(event_id)).length;
  }
  await store.close();
  return verdict;
}
