// Wrong clocks: ten years ahead or behind, 1970, an hour back in mid-visit, a reboot into
// another time. Nothing is refused, the order stays, every visit is counted once, and its
// attended time is what the steady clock says. The control counts the pairs of events whose
// wall clock contradicts their order: a rule that sorted by it would go wrong there.
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../kiosk/clock.ts';
import { openLogReader } from '../../kiosk/log/open-reader.ts';
import { makeEdition } from '../../kiosk/testing/make-edition.ts';
import { contextTypes, gatherContext } from '../../model/count-context.ts';
import { countDays } from '../../model/count-days.ts';
import { countVisits } from '../../model/count-visits.ts';
import { makeChance, type CampaignOptions, type CampaignResult, type Chance } from './campaign.ts';
import { readLogState, startInProcess, type InProcessKiosk } from './in-process-kiosk.ts';

const yearMs = 365.25 * 24 * 3_600_000;
const trueMs = Date.parse('2026-11-20T10:00:00+08:00');
const visitsARun = 6;

type MovableClock = Clock & { pass(ms: number): void; jump(chance: Chance): void; reboot(): void };

function makeMovableClock(): MovableClock {
  let wallMs = trueMs;
  let monoMs = 60_000;
  let boots = 1;
  const clock: MovableClock = {
    bootId: 'boot-1',
    wallMs: () => wallMs,
    monoMs: () => monoMs,
    pass(ms) {
      wallMs += ms;
      monoMs += ms;
    },
    jump(chance) {
      const wrong = [wallMs + 10 * yearMs, wallMs - 10 * yearMs, 1_000, wallMs - 3_600_000, trueMs];
      wallMs = Math.max(0, wrong[chance.below(wrong.length)] ?? trueMs);
    },
    reboot() {
      boots += 1;
      clock.bootId = `boot-${boots}`;
      monoMs = 15_000;
    },
  };
  return clock;
}

type Expected = { visitId: string; attendedMs: number };

export async function runClockCampaign({
  runs,
  seed,
  workDir,
  tell,
}: CampaignOptions): Promise<CampaignResult> {
  const editionDir = makeEdition(join(workDir, 'edition'));
  const chance = makeChance(seed);
  const totals = {
    acknowledged: 0,
    lost: 0,
    double: 0,
    refused: 0,
    disordered: 0,
    miscounted: 0,
    control: 0,
  };
  for (let run = 0; run < runs; run += 1) {
    const dataDir = join(workDir, `run-${run}`);
    const told = await visitUnderWrongClock(dataDir, editionDir, chance);
    const found = compare(dataDir, told);
    totals.acknowledged += told.eventIds.length;
    totals.refused += told.refused;
    for (const figure of ['lost', 'double', 'disordered', 'miscounted', 'control'] as const)
      totals[figure] += found[figure];
    if ((run + 1) % 50 === 0) tell(`clock: ${run + 1} of ${runs} runs`);
  }
  const broken = totals.lost + totals.double + totals.refused + totals.disordered + totals.miscounted;
  return { runs, ...totals, seed, pass: broken === 0 && totals.control > 0 };
}

type Told = { eventIds: string[]; visits: Expected[]; refused: number };

async function visitUnderWrongClock(dataDir: string, editionDir: string, chance: Chance): Promise<Told> {
  const clock = makeMovableClock();
  const told: Told = { eventIds: [], visits: [], refused: 0 };
  if (chance.below(4) === 0) clock.jump(chance);
  let kiosk = await start();

  function start(): Promise<InProcessKiosk> {
    return openKiosk(startInProcess({ dataDir, editionDir, clock, ballastBytes: 0 }));
  }
  async function post(visitId: string, type: string, body: unknown): Promise<void> {
    const event = { event_id: chance.uuid(), visit_id: visitId, type, schema_version: 1, age_ms: 0, body };
    const answer = await kiosk.postLog(JSON.stringify({ events: [event] }));
    if (answer.status === 200) told.eventIds.push(event.event_id);
    else told.refused += 1;
  }
  function passAndJump(): number {
    const passedMs = 500 + chance.below(9_000);
    clock.pass(passedMs);
    if (chance.below(3) === 0) clock.jump(chance);
    return passedMs;
  }

  for (let visit = 0; visit < visitsARun; visit += 1) {
    const visitId = chance.uuid();
    await post(visitId, 'visit.started', { language: 'en', mode: 'visitor' });
    let attendedMs = passAndJump();
    await post(visitId, 'panel.opened', { panel: 'envelope', title: 'The envelope', aspect: 'integrity' });
    const onPanelMs = passAndJump();
    attendedMs += onPanelMs;
    await post(visitId, 'panel.closed', { panel: 'envelope', title: 'The envelope', dwell_ms: onPanelMs });
    attendedMs += passAndJump();
    await post(visitId, 'visit.chose', { which: 'contrast', value: 'high' });
    attendedMs += passAndJump();
    await post(visitId, 'visit.ended', { cause: 'finished' });
    told.visits.push({ visitId, attendedMs });
    if (chance.below(4) > 0) continue;
    await kiosk.stop();
    clock.pass(chance.below(40_000_000));
    if (chance.below(2) === 0) clock.reboot();
    if (chance.below(2) === 0) clock.jump(chance);
    kiosk = await start();
  }
  await kiosk.stop();
  return told;
}

async function openKiosk(kiosk: InProcessKiosk): Promise<InProcessKiosk> {
  while ((await readLogState(kiosk)) !== 'ready') await nextTurn();
  return kiosk;
}

function compare(dataDir: string, told: Told) {
  const { reader, close, kioskId } = openLogReader(dataDir);
  try {
    const end = reader.findEnd();
    const context = gatherContext(
      kioskId,
      contextTypes.flatMap((type) => [...reader.eventsOutsideVisits(type, end)]),
      reader.readCorrections(),
    );
    const visits = [...reader.visits(end)];
    const events = visits.flat();
    const facts = [...countVisits(visits, context)];
    const days = countDays(facts, reader.eventsOutsideVisits('kiosk.started', end), context);
    const ids = events.map(({ event_id }) => event_id);
    const isMiscounted = ({ visitId, attendedMs }: Expected) => {
      const own = facts.filter((visit) => visit.visitId === visitId);
      const [visit] = own;
      return (
        own.length !== 1 ||
        visit?.kind !== 'visit' ||
        visit.attendedMs !== attendedMs ||
        visit.endedMs < visit.startedMs
      );
    };
    return {
      lost: told.eventIds.filter((id) => !ids.includes(id)).length,
      double: ids.length - new Set(ids).size,
      disordered: ids.filter((id, index) => id !== told.eventIds[index]).length,
      miscounted: told.visits.filter(isMiscounted).length + days.filter(({ offMs }) => offMs < 0).length,
      control: events.filter((event, index) => event.wall_ms < (events[index - 1]?.wall_ms ?? 0)).length,
    };
  } finally {
    close();
  }
}
