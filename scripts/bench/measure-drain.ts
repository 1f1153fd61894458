// npm run bench -- drain: a million events from a kiosk to a hub over loopback, signed, packed, durable
// on both sides. Against PouchDB pushing documents of the same size to its own server, and against a
// bare loop that inserts the same batches into the same tables.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { enrolDirectly } from '../../hub/testing/test-kiosk.ts';
import { startPostgres } from '../../hub/testing/start-postgres.ts';
import { findOrMakeHub } from '../../hub/store/hub-identity.ts';
import { openStore, storePath } from '../../hub/store/open-store.ts';
import { findOrMakeKioskKey } from '../../kiosk/courier/kiosk-key.ts';
import { findOrMakeKioskId, logPath } from '../../kiosk/log/data-folder.ts';
import { signBytes } from '../../pack/keys.ts';
import { makeVisitLog } from './make-visit-log.ts';
import { round, type BenchResult, type Say } from './figures.ts';
import { likeProgram, readLine, readUrl, startChild, startHub } from '../start-child.ts';

const leastEvents = 1_000_000;
const peerEvents = 20_000;
const targets = { timesPeer: 4, ofBareLoop: 0.5, memoryMb: 150, walBytes: 64 * 1024 * 1024 };
const megabyte = 1024 * 1024;
const resultSchema = z.object({ events: z.number(), ms: z.number(), unsent: z.number().optional() });

export async function measure(say: Say, events = leastEvents): Promise<BenchResult> {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-drain-'));
  try {
    const kioskDir = makeKiosk(join(dir, 'kiosk'), events, say);
    const bare = await runBareLoop(dir, kioskDir, say);
    const peer = await runPeer(dir, kioskDir, say);
    const ours = await drain({ dir, kioskDir, databaseUrl: undefined, say });
    const onPostgres = await drainToPostgres(dir, kioskDir, say);
    const rate = ours.rate;
    const wasWhole = ours.unsent === 0 && ours.inStore === ours.events;
    const isLight =
      ours.kioskMb <= targets.memoryMb && ours.hubMb <= targets.memoryMb && ours.walBytes <= targets.walBytes;
    const isFast = rate >= targets.timesPeer * peer && rate >= targets.ofBareLoop * bare;
    return {
      bench: 'drain',
      ours: round(rate, 0),
      peer: round(peer, 0),
      limit: round(bare, 0),
      unit: 'events/s',
      ratio: round(rate / peer, 2),
      target: targets.timesPeer,
      pass: wasWhole && isLight && isFast,
      runs: 1,
      figures: {
        events: ours.events,
        inStore: ours.inStore,
        unsent: ours.unsent,
        ofBareLoop: round(rate / bare, 2),
        kioskMemoryMb: round(ours.kioskMb, 0),
        hubMemoryMb: round(ours.hubMb, 0),
        walMb: round(ours.walBytes / megabyte, 1),
        countedAfterS: round(ours.countedS, 1),
        ...onPostgres,
      },
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function makeKiosk(kioskDir: string, events: number, say: Say): string {
  say(`drain: making a log of ${events.toLocaleString('en-US')} events`);
  // A visit has eight events or so.
  const plan = { visits: Math.ceil(events / 8), visitsADay: 400, seed: 5 };
  makeVisitLog(kioskDir, plan, () => undefined);
  findOrMakeKioskKey(kioskDir);
  return kioskDir;
}

const child = (name: string) => join(import.meta.dirname, 'drain', name);

async function runToEnd(args: string[]) {
  const process = startChild(args);
  const gone = once(process, 'exit');
  const result = resultSchema.parse(JSON.parse(await readLine(process)));
  await gone;
  return result;
}

async function runBareLoop(dir: string, kioskDir: string, say: Say): Promise<number> {
  say('drain: the bare loop');
  const hubDir = join(dir, 'bare');
  const { events, ms } = await runToEnd([child('bare-loop.ts'), kioskDir, hubDir]);
  rmSync(hubDir, { recursive: true, force: true });
  return (events / ms) * 1_000;
}

async function runPeer(dir: string, kioskDir: string, say: Say): Promise<number> {
  say('drain: PouchDB');
  const peerDir = join(dir, 'peer');
  mkdirSync(join(peerDir, 'server'), { recursive: true });
  const server = startChild([child('pouch-server.ts'), join(peerDir, 'server')]);
  try {
    const url = await readLine(server);
    const args = [child('pouch-client.ts'), peerDir, url, kioskDir, String(peerEvents)];
    const { events, ms } = await runToEnd(args);
    return (events / ms) * 1_000;
  } finally {
    server.kill();
    rmSync(peerDir, { recursive: true, force: true });
  }
}

type DrainPlan = { dir: string; kioskDir: string; databaseUrl: string | undefined; say: Say };

async function drain({ dir, kioskDir: original, databaseUrl, say }: DrainPlan) {
  const kioskDir = join(dir, 'kiosk-drained');
  cpSync(original, kioskDir, { recursive: true });
  const hubDir = join(dir, 'hub');
  const place = { dataDir: hubDir, databaseUrl };
  const hubKey = await enrol(place, kioskDir);
  const hub = startHub(hubDir, { env: { DATABASE_URL: databaseUrl ?? '' } });
  try {
    const url = await readUrl(hub);
    say(`drain: sending to ${url}`);
    const sender = startChild([...likeProgram, child('send-log.ts'), kioskDir, url, hubKey]);
    const watch = watchBoth({ hub, sender, wals: [`${storePath(hubDir)}-wal`, `${logPath(kioskDir)}-wal`] });
    const gone = once(sender, 'exit');
    const sent = resultSchema.parse(JSON.parse(await readLine(sender)));
    await gone;
    const seen = watch.stop();
    const countedS = await waitUntilCounted(place);
    return {
      ...seen,
      countedS,
      events: sent.events,
      unsent: sent.unsent ?? -1,
      inStore: await countStored(place),
      rate: (sent.events / sent.ms) * 1_000,
    };
  } finally {
    const gone = once(hub, 'exit');
    hub.kill();
    await gone;
    rmSync(kioskDir, { recursive: true, force: true });
    rmSync(hubDir, { recursive: true, force: true });
  }
}

type StorePlace = { dataDir: string; databaseUrl: string | undefined };

async function enrol(place: StorePlace, kioskDir: string): Promise<string> {
  const store = await openStore(place);
  const { publicKey } = signBytes(Buffer.from(''), findOrMakeKioskKey(kioskDir));
  await enrolDirectly(store, { kioskId: findOrMakeKioskId(kioskDir), publicKey });
  const identity = await findOrMakeHub(store, Date.now());
  await store.close();
  return identity.publicKey;
}

/** How much memory either side takes beyond what it had at its beginning, and how long a log beside a database grows. */
function watchBoth({ hub, sender, wals }: { hub: ChildProcess; sender: ChildProcess; wals: string[] }) {
  const first = { hub: 0, sender: 0 };
  const most = { hub: 0, sender: 0, wal: 0 };
  const look = () => {
    const now = { hub: residentBytes(hub.pid), sender: residentBytes(sender.pid) };
    for (const side of ['hub', 'sender'] as const) {
      if (now[side] === 0) continue;
      first[side] ||= now[side];
      most[side] = Math.max(most[side], now[side]);
    }
    for (const wal of wals) most.wal = Math.max(most.wal, existsSync(wal) ? statSync(wal).size : 0);
  };
  const timer = setInterval(look, 100);
  return {
    stop() {
      clearInterval(timer);
      const mb = (side: 'hub' | 'sender') => (most[side] - first[side]) / megabyte;
      return { hubMb: mb('hub'), kioskMb: mb('sender'), walBytes: most.wal };
    },
  };
}

/** 0 where the system does not tell, or the process is gone. */
function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function waitUntilCounted(place: StorePlace): Promise<number> {
  const startedAt = performance.now();
  const store = await openStore(place);
  const isStale = async () =>
    (await store.db.selectFrom('stale_visits').select('stale_no').limit(1).executeTakeFirst()) !== undefined;
  while (await isStale()) await new Promise((resolve) => setTimeout(resolve, 200));
  await store.close();
  return (performance.now() - startedAt) / 1_000;
}

async function countStored(place: StorePlace): Promise<number> {
  const store = await openStore(place);
  const { n } = await store.db
    .selectFrom('receipts')
    .select(({ fn }) => fn.count<number>('event_id').as('n'))
    .executeTakeFirstOrThrow();
  await store.close();
  return Number(n);
}

/** The same on PostgreSQL, beside its own COPY of the same rows into the same tables. */
async function drainToPostgres(
  dir: string,
  kioskDir: string,
  say: Say,
): Promise<Record<string, number | string>> {
  const postgres = await startPostgres();
  if (postgres.kind === 'missing') return { postgres: postgres.reason };
  try {
    say('drain: PostgreSQL');
    const databaseUrl = await postgres.makeDatabase();
    const { rate, hubMb, inStore, events } = await drain({ dir, kioskDir, databaseUrl, say });
    const copyRate = await copyRows(dir, databaseUrl);
    return {
      postgres: round(rate, 0),
      postgresInStore: inStore === events ? 'all' : `${inStore} of ${events}`,
      postgresHubMemoryMb: round(hubMb, 0),
      copy: round(copyRate, 0),
      ofCopy: round(rate / copyRate, 2),
    };
  } finally {
    await postgres.stop();
  }
}

async function copyRows(dir: string, databaseUrl: string): Promise<number> {
  const files = ['receipts', 'events'].map((table) => ({ table, file: join(dir, `${table}.copy`) }));
  for (const { table, file } of files)
    await psql(databaseUrl, `\\copy (select * from ${table}) to '${file}'`);
  await psql(databaseUrl, 'truncate receipts, events');
  const startedAt = performance.now();
  for (const { table, file } of files) await psql(databaseUrl, `\\copy ${table} from '${file}'`);
  const ms = performance.now() - startedAt;
  const store = await openStore({ dataDir: dir, databaseUrl });
  const { n } = await store.db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  await store.close();
  return (Number(n) / ms) * 1_000;
}

async function psql(databaseUrl: string, command: string): Promise<void> {
  const running = spawn('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-c', command, databaseUrl], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(running, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`psql ended with ${code}`);
}
