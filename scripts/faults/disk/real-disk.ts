// A small real disk, where this account may mount one: filled up under a running kiosk and
// freed again, then mounted read-only with the log on it and made writable again.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../kiosk/clock.ts';
import type { Chance } from '../campaign.ts';
import { readLogState, startInProcess, type InProcessKiosk } from '../in-process-kiosk.ts';
import { judgeFolder } from '../judge-log.ts';
import { makeVisitor, type SentRequest } from '../post-visits.ts';

const diskBytes = 8 * 1024 * 1024;
const ballastBytes = 512 * 1024;
const retryMs = 20;

export type RealDiskVerdict = { acknowledged: number; lost: number; double: number; findings: string[] };

/** Undefined where nothing may be mounted. */
export async function tryRealDisk(
  workDir: string,
  editionDir: string,
  chance: Chance,
): Promise<RealDiskVerdict | undefined> {
  const disk = join(workDir, 'small-disk');
  mkdirSync(disk, { recursive: true });
  if (!mount(['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', disk])) return undefined;
  try {
    return await runOnDisk(disk, editionDir, chance);
  } finally {
    runTool('umount', ['-l', disk]);
  }
}

function mount(argv: readonly string[]): boolean {
  return runTool('mount', argv);
}

/** A tool of the system's own; false where it is missing or refuses. */
function runTool(name: 'mount' | 'umount', argv: readonly string[]): boolean {
  return spawnSync(name, argv, { stdio: 'ignore' }).status === 0;
}

async function runOnDisk(disk: string, editionDir: string, chance: Chance): Promise<RealDiskVerdict> {
  const findings: string[] = [];
  const requests: SentRequest[] = [];
  const visitor = makeVisitor(chance, (sent) => void requests.push(sent));
  const dataDir = join(disk, 'data');
  const start = () => startInProcess({ dataDir, editionDir, clock: systemClock(), retryMs, ballastBytes });
  const send = async (kiosk: InProcessKiosk) => {
    const sent = visitor.nextRequest();
    const { status } = await kiosk.postLog(sent.body);
    sent.isAcknowledged = status === 200;
    if (status !== 200 && status !== 503) findings.push(`the kiosk answered ${status}`);
    return sent.isAcknowledged;
  };
  const expectState = async (kiosk: InProcessKiosk, wanted: string) => {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await readLogState(kiosk)) === wanted) return;
      await wait(retryMs);
    }
    findings.push(`the log is ${await readLogState(kiosk)}, not ${wanted}`);
  };

  let kiosk = start();
  await expectState(kiosk, 'ready');
  for (let sent = 0; sent < 20; sent += 1) await send(kiosk);
  await wait(100);
  const filler = join(disk, 'filler');
  fill(filler);
  let writtenWhileFull = 0;
  for (let sent = 0; sent < 5_000 && (await send(kiosk)); sent += 1) writtenWhileFull += 1;
  if (writtenWhileFull < 20) findings.push(`the ballast gave room for ${writtenWhileFull} requests only`);
  if ((await readLogState(kiosk)) !== 'full') findings.push('the disk was full and nobody said so');
  if ((await kiosk.get('/api/exhibition?lang=en')).status !== 200)
    findings.push('the exhibition stopped on a full disk');
  rmSync(filler);
  await expectState(kiosk, 'ready');
  if (!(await send(kiosk))) findings.push('counting did not resume on a disk with room');
  await kiosk.stop();

  fill(filler);
  kiosk = start();
  await expectState(kiosk, 'ready');
  if (!(await send(kiosk))) findings.push('a kiosk that starts on a full disk does not use its ballast');
  rmSync(filler);
  await kiosk.stop();

  mount(['-o', 'remount,ro', disk]);
  kiosk = start();
  await expectState(kiosk, 'read-only');
  if (await send(kiosk)) findings.push('a read-only disk was written');
  if ((await kiosk.get('/api/exhibition?lang=en')).status !== 200)
    findings.push('the exhibition stopped on a read-only disk');
  mount(['-o', 'remount,rw', disk]);
  await expectState(kiosk, 'ready');
  if (!(await send(kiosk))) findings.push('counting did not resume on a writable disk');
  await kiosk.stop();

  const acknowledged = new Set(
    requests.flatMap(({ eventIds, isAcknowledged }) => (isAcknowledged ? eventIds : [])),
  );
  const { lost, double, partial, gaps } = judgeFolder(dataDir, {
    sent: requests.map(({ eventIds }) => eventIds),
    acknowledged,
  });
  if (partial + gaps > 0) findings.push(`${partial} requests torn, ${gaps} gaps`);
  return { acknowledged: acknowledged.size, lost, double, findings };
}

function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let pieceBytes = 64 * 1024; pieceBytes >= 512;) {
      try {
        writeSync(file, Buffer.alloc(pieceBytes));
      } catch {
        pieceBytes /= 2;
      }
    }
  } finally {
    closeSync(file);
  }
}
