// Thirty days behind what is not the hub: a hotel's login page, redirects, bare answers, 401 and 403, a hub
// of the same shape with another key, and nothing at all. The kiosk tries again and again, deletes nothing,
// takes nothing for safe, and says so; when the hub is there, everything arrives once. The control is how many
// answers were none of the hub's.
import { join } from 'node:path';
import { enrolDirectly } from '../../hub/testing/test-kiosk.ts';
import { findOrMakeKioskKey } from '../../kiosk/courier/kiosk-key.ts';
import { findOrMakeKioskId } from '../../kiosk/log/data-folder.ts';
import { publicKeyOf } from '../../pack/keys.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { compare, joinKiosk, openHub, readRowsAtHub, readRowsOf } from './hub-and-kiosk.ts';

const days = 30;
const roundsADay = 8;
/** As makeVisit makes them. */
const eventsAVisit = 4;

const page = (status: number) =>
  new Response('<!doctype html><title>Log in</title>', { status, headers: { 'Content-Type': 'text/html' } });
const json = (value: unknown, status = 200) => Response.json(value, { status });
/** What a stranger would have to say to be believed. */
const safe = JSON.stringify({ committed_through: 1_000_000, backed_up_through: 1_000_000 });

const strangers: readonly (() => Response)[] = [
  () => page(200),
  () => page(302),
  () => Response.redirect('http://login.hotel.test/', 302),
  () => new Response('', { status: 200 }),
  () => new Response(null, { status: 204 }),
  () => json({}),
  () => json({ body: safe, signature: 'AAAA' }),
  () => json({ error: { code: 'unauthorized' } }, 401),
  () => page(403),
  () => page(404),
  () => page(407),
  () => page(413),
  () => page(500),
  () => new Response('', { status: 503, headers: { 'Retry-After': '86400000' } }),
  () => page(511),
  () => {
    throw new TypeError('fetch failed');
  },
];

type Found = { acknowledged: number; lost: number; double: number; untold: number; control: number };

export async function runPortalCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const totals: Found = { acknowledged: 0, lost: 0, double: 0, untold: 0, control: 0 };
  for (let run = 0; run < runs; run += 1) {
    const found = await stayAway(join(workDir, `run-${run}`), makeChance(seed + run));
    for (const figure of Object.keys(totals) as (keyof Found)[]) totals[figure] += found[figure];
    tell(`portal: ${run + 1} of ${runs} times thirty days`);
  }
  const broken = totals.lost + totals.double + totals.untold;
  return { runs, ...totals, seed, pass: broken === 0 && totals.acknowledged > 0 && totals.control > 0 };
}

async function stayAway(dir: string, chance: Chance): Promise<Found> {
  const [hub, impostor] = [await openHub(join(dir, 'hub')), await openHub(join(dir, 'impostor'))];
  const dataDir = join(dir, 'kiosk');
  const kiosk = await joinKiosk(hub, dataDir);
  const { events: first } = kiosk.log.health();
  let recorded = first;
  const publicKey = publicKeyOf(findOrMakeKioskKey(dataDir));
  await enrolDirectly(impostor.store, { kioskId: findOrMakeKioskId(dataDir), publicKey });
  const found: Found = { acknowledged: 0, lost: 0, double: 0, untold: 0, control: 0 };
  kiosk.line.way = async (request) => {
    found.control += 1;
    const stranger = strangers[chance.below(strangers.length + 2)];
    return stranger ? stranger() : impostor.fetch(request);
  };
  for (let round = 0; round < days * roundsADay; round += 1) {
    kiosk.clock.pass((24 / roundsADay) * 3_600_000);
    const visits = chance.below(3);
    await kiosk.visits(visits);
    recorded += visits * eventsAVisit;
    const state = await kiosk.round();
    const { events, unsent } = kiosk.log.health();
    if (state === 'in-step' || state === 'sending') found.untold += 1;
    // What was recorded is all there, and nobody has said of any of it that it is safe.
    found.lost += Math.max(0, recorded - events) + Math.max(0, recorded - first - unsent);
  }
  kiosk.line.way = (request) => hub.fetch(request);
  for (let round = 0; round < 20 && (await kiosk.round()) !== 'in-step'; round += 1);
  const written = new Set(readRowsOf(kiosk).map(({ id }) => id));
  const { lost, double } = compare(await readRowsAtHub(hub.store), written);
  found.lost += lost;
  found.double = double;
  const { events, unsent } = kiosk.log.health();
  found.acknowledged = events - unsent;
  await kiosk.stop();
  await hub.stop();
  await impostor.stop();
  return found;
}
