// kill -9 at random moments under load: no acknowledged event is lost, none is there twice.
// The kiosk is a real process over HTTP, killed while it starts, writes, checkpoints and waits;
// what was not acknowledged is sent again to the next one on the same folder, as the screen
// does. The control counts the kills that hit while requests were under way.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../kiosk/app-error.ts';
import { makeEdition } from '../../kiosk/testing/make-edition.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { judgeFolder, type Verdict } from './judge-log.ts';
import { makeVisitor, type SentRequest, type Visitor } from './post-visits.ts';

const childKiosk = fileURLToPath(new URL('kill/child-kiosk.ts', import.meta.url));
const writers = 4;
/** Two folders are killed on in turn, since most of a run is waiting for a process to start. */
const lanes = 2;
/** A folder's log is checked as a whole after each kill, so it is changed before it grows long. */
const killsAFolder = 25;
const longestLoadMs = 250;

type Lane = {
  dataDir: string;
  requests: SentRequest[];
  acknowledged: Set<string>;
  visitors: Visitor[];
};

export async function runKillCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const editionDir = makeEdition(join(workDir, 'edition'));
  const totals = { acknowledged: 0, lost: 0, double: 0, partial: 0, gaps: 0, control: 0 };
  let done = 0;

  async function runLane(number: number, laneRuns: number): Promise<void> {
    const chance = makeChance(seed + number * 7_919);
    for (let first = 0; first < laneRuns; first += killsAFolder) {
      const lane = openLane(join(workDir, `lane-${number}-${first}`), chance);
      let verdict: Verdict | undefined;
      for (let run = first; run < Math.min(laneRuns, first + killsAFolder); run += 1) {
        const wereUnderWay = await killOnce(lane, editionDir, chance);
        if (wereUnderWay) totals.control += 1;
        verdict = judge(lane) ?? verdict;
        done += 1;
        if (done % 20 === 0) tell(`kill: ${done} of ${runs} runs`);
      }
      totals.acknowledged += lane.acknowledged.size;
      if (!verdict) continue;
      for (const figure of ['lost', 'double', 'partial', 'gaps'] as const) totals[figure] += verdict[figure];
    }
  }

  const share = Math.ceil(runs / lanes);
  await Promise.all(
    Array.from({ length: lanes }, (_, number) =>
      runLane(number, Math.max(0, Math.min(share, runs - number * share))),
    ),
  );
  const isWhole = totals.lost + totals.double + totals.partial + totals.gaps === 0;
  return { runs, ...totals, seed, pass: isWhole && totals.acknowledged > 0 && totals.control > 0 };
}

function openLane(dataDir: string, chance: Chance): Lane {
  mkdirSync(dataDir, { recursive: true });
  const lane: Lane = { dataDir, requests: [], acknowledged: new Set(), visitors: [] };
  const note = (sent: SentRequest) => void lane.requests.push(sent);
  lane.visitors = Array.from({ length: writers }, () => makeVisitor(chance, note));
  return lane;
}

/** Undefined where the kiosk was killed before it had made a log. */
function judge({ dataDir, requests, acknowledged }: Lane): Verdict | undefined {
  try {
    return judgeFolder(dataDir, { sent: requests.map(({ eventIds }) => eventIds), acknowledged });
  } catch (error) {
    const isYoung = acknowledged.size === 0 && error instanceof AppError;
    if (isYoung) return undefined;
    throw error;
  }
}

/** True if the kill hit while a request was under way. */
async function killOnce(lane: Lane, editionDir: string, chance: Chance): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', childKiosk, lane.dataDir, editionDir, editionDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const gone = once(child, 'exit');
  // One kill in eight comes while the kiosk is still starting.
  if (chance.below(8) === 0) {
    await wait(chance.below(400));
    child.kill('SIGKILL');
    await gone;
    return false;
  }
  const url = await readAddress(child);
  const agent = new Agent({ keepAlive: true, maxSockets: writers });
  let underWay = 0;
  let isKilled = false;
  async function write(visitor: Visitor): Promise<void> {
    while (!isKilled) {
      const sent = visitor.nextRequest();
      underWay += 1;
      const status = await post(agent, url, sent.body);
      underWay -= 1;
      if (status === 200) {
        sent.isAcknowledged = true;
        for (const id of sent.eventIds) lane.acknowledged.add(id);
      } else if (status !== undefined && status !== 503) {
        throw new Error(`the kiosk answered ${status}`);
      } else if (!isKilled) await wait(5);
    }
  }
  const acknowledgedBefore = lane.acknowledged.size;
  const writing = lane.visitors.map(write);
  // Under load from the first answer on, however long this machine takes to give it.
  for (let tries = 0; tries < 400 && lane.acknowledged.size === acknowledgedBefore; tries += 1) await wait(5);
  await wait(chance.next() * longestLoadMs);
  const wereUnderWay = underWay > 0;
  child.kill('SIGKILL');
  isKilled = true;
  await gone;
  await Promise.all(writing);
  agent.destroy();
  return wereUnderWay;
}

async function readAddress(child: ChildProcess): Promise<URL> {
  if (!child.stdout) throw new Error('the kiosk has no output');
  child.stdout.setEncoding('utf8');
  let text = '';
  for await (const part of child.stdout) {
    text += String(part);
    if (text.includes('\n')) return new URL(text.trim());
  }
  throw new Error('the kiosk ended before it was ready');
}

/** Undefined where the connection broke: then nobody knows whether it was written. */
function post(agent: Agent, url: URL, body: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sending = request(
      new URL('/api/log', url),
      {
        agent,
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode));
        answer.once('error', () => resolve(undefined));
        answer.once('close', () => resolve(undefined));
      },
    );
    sending.once('error', () => resolve(undefined));
    sending.end(body);
  });
}
