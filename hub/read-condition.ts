// How the hub is: what /metrics tells a monitor and what `doctor` tells a person, from one reading. Nothing
// in it counts rows of events: it must cost little however much is there.
import { sql } from 'kysely';
import { existsSync, statfsSync } from 'node:fs';
import { countReflections } from './count/reflection-counts.ts';
import type { Store } from './store/open-store.ts';

export type Condition = {
  kiosks: { active: number; revoked: number; forked: number; heardLastHour: number; wrongClocks: number };
  /** What kiosks said that they still have to send. */
  unsent: number;
  /** Events that are safe here. */
  committed: number;
  parked: number;
  /** Visits and other events whose numbers are not up to date yet. */
  toCount: number;
  waitingReflections: number;
  /** Undefined before the first backup. */
  lastBackupMs: number | undefined;
  /** The latest moment that anything was heard at, by this hub's own clock then. */
  lastHeardMs: number | undefined;
};

const hourMs = 3_600_000;
/** Further off than this a kiosk's clock is worth a look. */
const clockToleranceMs = 5 * 60_000;

export async function readCondition({ db }: Store, nowMs: number): Promise<Condition> {
  const kiosks = await db
    .selectFrom('kiosks')
    .select(['state', 'forked_ms', 'last_heard_ms', 'clock_skew_ms', 'unsent'])
    .execute();
  const active = kiosks.filter(({ state }) => state === 'active');
  const logs = await db
    .selectFrom('logs')
    .select(({ fn }) => [
      fn.sum<number | null>('committed_through').as('committed'),
      fn.max('last_heard_ms').as('heard'),
    ])
    .executeTakeFirstOrThrow();
  const backup = await db
    .selectFrom('backups')
    .select(({ fn }) => fn.max('taken_ms').as('taken'))
    .executeTakeFirst();
  const { parked, visits, context } = await countWaiting(db);
  const reflections = await countReflections(db);
  const heard = [logs.heard, ...kiosks.map(({ last_heard_ms }) => last_heard_ms)].filter((ms) => ms !== null);
  return {
    kiosks: {
      active: active.length,
      revoked: kiosks.length - active.length,
      forked: active.filter(({ forked_ms }) => forked_ms !== null).length,
      heardLastHour: active.filter(({ last_heard_ms }) => (last_heard_ms ?? 0) > nowMs - hourMs).length,
      wrongClocks: active.filter(({ clock_skew_ms }) => Math.abs(clock_skew_ms ?? 0) > clockToleranceMs)
        .length,
    },
    unsent: active.reduce((sum, { unsent }) => sum + (unsent ?? 0), 0),
    committed: Number(logs.committed ?? 0),
    parked,
    toCount: visits + context,
    waitingReflections: reflections.get('pending') ?? 0,
    lastBackupMs: backup?.taken ?? undefined,
    lastHeardMs: heard.length === 0 ? undefined : Math.max(...heard),
  };
}

async function countWaiting(db: Store['db']) {
  const { rows } = await sql<{ parked: number; visits: number; context: number }>`
    select (select count(*) from parked_events) as parked,
      (select count(*) from stale_visits) as visits,
      (select count(*) from context_events where counted = 0) as context`.execute(db);
  return rows[0] ?? { parked: 0, visits: 0, context: 0 };
}

/** Undefined where there is no such folder: with PostgreSQL nothing but backups needs one. */
export function readDisk(dataDir: string): { freeBytes: number; totalBytes: number } | undefined {
  if (!existsSync(dataDir)) return undefined;
  const { bavail, blocks, bsize } = statfsSync(dataDir);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
