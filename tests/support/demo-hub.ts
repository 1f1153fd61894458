// A hub for a journey: the demo tour, and beside it what a demo does not show: kiosks that need somebody, and
// reflections in handwriting, marked, and hostile. Served on a port of its own with the built dashboard.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubItself } from '../../hub/accounts/audit.ts';
import { assembleHub } from '../../hub/assemble-hub.ts';
import { enrolDemoKiosk, type DemoKiosk } from '../../hub/commands/demo/demo-kiosk.ts';
import { seedDemo } from '../../hub/commands/seed-demo.ts';
import { makeEnrolmentCode } from '../../hub/kiosks/enrol.ts';
import { serveHub } from '../../hub/serve.ts';
import { buildDashboard } from '../../scripts/build.ts';

export const hostileWords = '<img src=x onerror="document.title=1"><script>document.title=2</script> =1+1';
export const markedWords = '我的电话是一三八零零零零零零零零，请联系我。';

export type DemoHub = {
  url: string;
  dataDir: string;
  firstLink: string;
  /** Takes the server away; the data stay until `stop`. */
  leave(): Promise<void>;
  stop(): Promise<void>;
};

const version = '0.1.0';
const dayMs = 24 * 3_600_000;

export async function openDemoHub({ visitsADay = 6 } = {}): Promise<DemoHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingzhong-demo-hub-'));
  const nowMs = Date.now();
  await seedDemo({ dataDir, version, nowMs, random: seededRandom(7), say: () => undefined, visitsADay });
  await furnish(dataDir, nowMs);
  const dashboardDir = await buildDashboard(() => undefined);
  const hub = await serveHub({
    dataDir,
    dashboardDir,
    version,
    port: 0,
    host: '127.0.0.1',
    tell: (line) => console.error(line),
    passwordCost: { N: 16, r: 8, p: 1 },
  });
  if (hub.firstLink === undefined) throw new Error('The demo hub has an account already.');
  let isServed = true;
  const leave = async () => {
    if (isServed) await hub.stop();
    isServed = false;
  };
  return {
    url: hub.url,
    dataDir,
    firstLink: hub.firstLink,
    leave,
    async stop() {
      await leave();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function furnish(dataDir: string, nowMs: number): Promise<void> {
  const clock = { nowMs: nowMs - dayMs };
  const hub = await assembleHub({ dataDir, version, tell: () => undefined, now: () => clock.nowMs });
  const wanted = { kioskName: '演示展柜四', by: hubItself, nowMs: clock.nowMs, randomBytes };
  const { code } = await makeEnrolmentCode(hub.store, wanted);
  const kiosk = await enrolDemoKiosk({ fetch: hub.fetch, hubId: hub.identity.hubId, code, version });
  kiosk.startDay(clock.nowMs);
  const ink = {
    aspect: 2,
    strokes: [
      [500, 3_000, 2_500, 1_000, 4_000, 4_000],
      [5_000, 1_000, 9_000, 4_200],
    ],
  };
  writeReflection(kiosk, clock.nowMs + 60_000, { form: 'text', words: hostileWords });
  writeReflection(kiosk, clock.nowMs + 360_000, { form: 'ink', words: JSON.stringify(ink) });
  writeReflection(kiosk, clock.nowMs + 660_000, { form: 'text', words: markedWords, marked: true });
  clock.nowMs += 900_000;
  await kiosk.send(clock.nowMs);
  await hub.counter.settled();
  const inWords = (lights: object[]) => JSON.stringify(lights);
  const { db } = hub.store;
  await db
    .updateTable('kiosks')
    .set({
      lights: inWords([{ id: 'disk', state: 'red', code: 'full' }]),
      unsent: 1_204,
      free_bytes: 50 * 1024 ** 2,
    })
    .where('kiosk_id', '=', kiosk.kioskId)
    .execute();
  await db
    .updateTable('kiosks')
    .set({ lights: inWords([{ id: 'sound', state: 'amber', code: 'stale' }]), clock_skew_ms: 11 * 60_000 })
    .where('name', '=', '演示展柜二')
    .execute();
  await hub.stop();
}

type Words = { form: 'text' | 'ink'; words: string; marked?: boolean };

function writeReflection(kiosk: DemoKiosk, startMs: number, { form, words, marked = false }: Words): void {
  const visitId = randomUUID();
  const sha256 = createHash('sha256').update(words).digest('hex');
  kiosk.write('visit.started', { language: 'zh-Hans', mode: 'visitor' }, { visitId, wallMs: startMs });
  kiosk.write(
    'panel.opened',
    { panel: 'bridge', title: '桥上裂痕', aspect: 'political' },
    { visitId, wallMs: startMs + 1_000 },
  );
  kiosk.write(
    'reflection.written',
    { consent: 'public', form, marked, sha256 },
    { visitId, wallMs: startMs + 90_000, words },
  );
  kiosk.write('visit.ended', { cause: 'finished' }, { visitId, wallMs: startMs + 95_000 });
}

/** The same tour every time (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
