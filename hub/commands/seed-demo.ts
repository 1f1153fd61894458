// Fills a new hub with a demo tour of four weeks: three kiosks, stops in all five entries, visits, groups,
// activities and reflections. Everything comes in by the routes that kiosks use, signed by keys of its
// own, so that what is shown is what the program does; the hub is marked as a demo for good.
import { randomBytes, randomUUID } from 'node:crypto';
import { activityKinds } from '../../model/staff-events.ts';
import { hubItself, noteAudit } from '../accounts/audit.ts';
import { AppError } from '../app-error.ts';
import { assembleHub, type Hub } from '../assemble-hub.ts';
import { makeEnrolmentCode } from '../kiosks/enrol.ts';
import { decide } from '../reflections/review.ts';
import type { StoreOptions } from '../store/open-store.ts';
import { enrolDemoKiosk, type DemoKiosk } from './demo/demo-kiosk.ts';
import { demoHubName, demoRoutes, type DemoStop } from './demo/demo-tour.ts';
import { pick, writeVisit } from './demo/write-visit.ts';

export type SeedOptions = StoreOptions & {
  version: string;
  nowMs: number;
  random(): number;
  say(line: string): void;
  days?: number;
  visitsADay?: number;
};
export type Seeded = { kiosks: number; stops: number; visits: number };

const demoItself = { ...hubItself, name: demoHubName };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Midnight in Shanghai, which keeps no summer time. */
const midnightMs = (ms: number) => Math.floor((ms + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs;
/** A batch is sent so soon after its last event. */
const sentAfterMs = 2_000;

/**
 * Throws AppError `demo-refused` for a hub that has kiosks already, or what assembleHub
 * throws; then nothing was made.
 */
export async function seedDemo(options: SeedOptions): Promise<Seeded> {
  const { nowMs, random, say, days = 28, visitsADay = 45, version, dataDir, databaseUrl } = options;
  const clock = { nowMs: midnightMs(nowMs) - (days - 1) * dayMs + 8 * hourMs };
  const hub = await assembleHub({ dataDir, databaseUrl, version, tell: say, random, now: () => clock.nowMs });
  try {
    await markAsDemo(hub, nowMs);
    const seeded = { kiosks: 0, stops: 0, visits: 0 };
    const beganMs = clock.nowMs;
    for (const { kioskName, stops } of demoRoutes) {
      clock.nowMs = beganMs;
      const wanted = { kioskName, by: demoItself, nowMs: beganMs, randomBytes, isForDemo: true };
      const { code } = await makeEnrolmentCode(hub.store, wanted);
      const kiosk = await enrolDemoKiosk({ fetch: hub.fetch, hubId: hub.identity.hubId, code, version });
      for (let day = 0; day < days; day += 1) {
        const openMs = beganMs + day * dayMs;
        const stop = stops[Math.floor((day * stops.length) / days)];
        if (!stop || openMs > nowMs) break;
        if (kiosk.stopId !== stop.id) seeded.stops += 1;
        const written = writeDay(kiosk, { stop, openMs, endMs: nowMs, visits: visitsADay, random });
        seeded.visits += written.visits;
        clock.nowMs = written.lastMs + sentAfterMs;
        await kiosk.send(clock.nowMs);
      }
      seeded.kiosks += 1;
      say(`${kioskName}: ${seeded.visits} visits so far`);
    }
    clock.nowMs = nowMs;
    await hub.counter.settled();
    await reviewSome(hub, nowMs, random);
    return seeded;
  } finally {
    await hub.stop();
  }
}

/** In one transaction, so that a kiosk that is being enrolled meanwhile is not mixed with the demo's. */
async function markAsDemo({ store }: Hub, nowMs: number): Promise<void> {
  await store.db.transaction().execute(async (work) => {
    const kiosk = await work.selectFrom('kiosks').select('kiosk_id').limit(1).executeTakeFirst();
    if (kiosk) throw new AppError('demo-refused');
    // A code from before would let a real kiosk in.
    await work.deleteFrom('enrolment_codes').execute();
    await work.updateTable('hub').set({ is_demo: 1, name: demoHubName }).execute();
    const note = { by: hubItself, act: 'demo-seeded', about: new Date(nowMs).toISOString() } as const;
    await noteAudit(work, note, nowMs);
  });
}

type Day = { stop: DemoStop; openMs: number; endMs: number; visits: number; random(): number };

/** From eight in the morning; visits begin within nine hours, and none of them in the future. */
function writeDay(kiosk: DemoKiosk, { stop, openMs, endMs, visits, random }: Day) {
  const ofDay = (wallMs: number) => ({ visitId: null, wallMs });
  kiosk.startDay(openMs);
  const { id: stop_id, name, entry } = stop;
  if (kiosk.stopId !== stop_id) {
    if (kiosk.stopId !== null) kiosk.write('stop.left', { stop_id: kiosk.stopId }, ofDay(openMs + 1_000));
    kiosk.stopId = stop_id;
    kiosk.write('stop.arrived', { stop_id, name, entry }, ofDay(openMs + 2_000));
  }
  const date = new Date(openMs + 8 * hourMs).toISOString().slice(0, 10);
  if (random() < 0.45) {
    const kind = pick(activityKinds, { random });
    const headcount = 20 + Math.floor(random() * 80);
    kiosk.write(
      'activity.recorded',
      { kind, stop_id, organisation: name, headcount, date },
      ofDay(openMs + 3_000),
    );
  }
  const startsMs = Array.from(
    { length: visits },
    () => openMs + hourMs / 2 + Math.floor(random() * 9 * hourMs),
  );
  const group = {
    id: randomUUID(),
    fromMs: openMs + 2 * hourMs,
    throughMs: openMs + 3 * hourMs,
    state: 'ahead',
  };
  const opened = { group_id: group.id, organisation: name, entry, headcount: 30 };
  let lastMs = openMs + 3_000;
  let written = 0;
  // One after another, as at one screen.
  for (const startMs of startsMs.sort((a, b) => a - b)) {
    const beginsMs = Math.max(startMs, lastMs + 4_000);
    if (beginsMs > endMs - hourMs / 4) break;
    if (group.state === 'ahead' && beginsMs > group.fromMs) {
      kiosk.write('group.opened', opened, ofDay(beginsMs - 1_000));
      group.state = 'open';
    } else if (group.state === 'open' && beginsMs > group.throughMs) {
      kiosk.write('group.closed', { group_id: group.id }, ofDay(beginsMs - 1_000));
      group.state = 'closed';
    }
    lastMs = writeVisit(kiosk, beginsMs, { random });
    written += 1;
  }
  return { lastMs, visits: written };
}

/** Most of what was shared has been decided on; some waits for who tries the review out. */
async function reviewSome({ store }: Hub, nowMs: number, random: () => number): Promise<void> {
  const shared = await store.db.selectFrom('reflections').select('event_id').execute();
  for (const { event_id: eventId } of shared) {
    const drawn = random();
    if (drawn < 0.2) continue;
    const state = drawn < 0.9 ? 'approved' : 'declined';
    await decide(store, { eventId, state, by: demoItself, nowMs });
  }
}
