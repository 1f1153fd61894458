// What a person wants to know of a hub before they go home: whether its store can be reached and is of
// this version, whether anything is behind, broken or running out. Nothing is changed by looking.
import { sql } from 'kysely';
import { readCondition, readDisk } from '../read-condition.ts';
import { currentVersion, readVersion } from '../store/migrate.ts';
import type { Store } from '../store/open-store.ts';

export type Finding = { about: string; verdict: 'well' | 'look' | 'bad'; words: string };

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
const gibibyte = 1024 ** 3;
const lowDisk = { badBytes: gibibyte, lookBytes: 5 * gibibyte };
/** More than this is minutes of counting, not seconds. */
const muchToCount = 20_000;

export async function examine(
  store: Store,
  { dataDir, nowMs }: { dataDir: string; nowMs: number },
): Promise<Finding[]> {
  let version: number;
  try {
    version = await readVersion(store.db);
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return [finding('store', 'bad', [`cannot be read (${reason})`]), examineDisk(dataDir)];
  }
  const tables = examineTables(version);
  if (version !== currentVersion) return [tables, examineDisk(dataDir)];
  const condition = await readCondition(store, nowMs);
  const { kiosks, parked, toCount, lastBackupMs, lastHeardMs } = condition;
  return [
    tables,
    finding('kiosks', kiosks.forked > 0 || kiosks.wrongClocks > 0 ? 'look' : 'well', [
      `${kiosks.active} active, ${kiosks.heardLastHour} heard within an hour, ${condition.unsent} events still to come`,
      kiosks.forked > 0 && `${kiosks.forked} on two disks: enrol them anew`,
      kiosks.wrongClocks > 0 && `${kiosks.wrongClocks} with a clock more than five minutes off`,
    ]),
    finding('counting', toCount > muchToCount ? 'look' : 'well', [
      toCount === 0 ? 'up to date' : `${toCount} visits and events behind; the running hub catches up`,
    ]),
    finding('parked', parked > 0 ? 'look' : 'well', [
      parked === 0 ? 'no event that could not be read' : `${parked} events could not be read; they are kept`,
    ]),
    examineDisk(dataDir),
    examineBackup(lastBackupMs, nowMs),
    await examineClock(store, lastHeardMs, nowMs),
  ];
}

function examineTables(version: number): Finding {
  if (version === currentVersion) return finding('store', 'well', [`reachable, tables at ${version}`]);
  return version < currentVersion
    ? finding('store', 'look', [
        `tables at ${version}; start the hub once, which brings them to ${currentVersion}`,
      ])
    : finding('store', 'bad', [`tables at ${version} are of a newer program than this (${currentVersion})`]);
}

function examineDisk(dataDir: string): Finding {
  const disk = readDisk(dataDir);
  if (!disk)
    return finding('disk', 'well', [`no data folder at ${dataDir}, and none needed before a backup`]);
  const { freeBytes, totalBytes } = disk;
  const verdict = freeBytes < lowDisk.badBytes ? 'bad' : freeBytes < lowDisk.lookBytes ? 'look' : 'well';
  const [free, total] = [freeBytes, totalBytes].map((bytes) => (bytes / gibibyte).toFixed(1));
  return finding('disk', verdict, [`${free} of ${total} GiB free at ${dataDir}`]);
}

function examineBackup(lastBackupMs: number | undefined, nowMs: number): Finding {
  if (lastBackupMs === undefined) {
    return finding('backup', 'bad', ['never; make one with npm run hub -- backup']);
  }
  const days = (nowMs - lastBackupMs) / dayMs;
  return finding('backup', days > 2 ? 'look' : 'well', [`the last is ${(days * 24).toFixed(1)} hours old`]);
}

/** Against PostgreSQL's own clock, and against what this hub has seen already. */
async function examineClock(
  { db, dialect }: Store,
  lastHeardMs: number | undefined,
  nowMs: number,
): Promise<Finding> {
  const aheadMs = (lastHeardMs ?? 0) - nowMs;
  if (aheadMs > hourMs) {
    return finding('clock', 'bad', [
      `kiosks were heard ${Math.round(aheadMs / hourMs)} hours from now: it was set back`,
    ]);
  }
  if (dialect === 'sqlite') return finding('clock', 'well', [new Date(nowMs).toISOString()]);
  const { rows } = await sql<{ ms: number }>`
    select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as ms`.execute(db);
  const apartS = Math.abs((rows[0]?.ms ?? nowMs) - Date.now()) / 1000;
  return finding('clock', apartS > 60 ? 'look' : 'well', [`${apartS.toFixed(1)} s from PostgreSQL’s`]);
}

function finding(about: string, verdict: Finding['verdict'], words: readonly (string | false)[]): Finding {
  return { about, verdict, words: words.filter((word) => word !== false).join('; ') };
}
