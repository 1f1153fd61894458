// What a technician needs who is not here: the lights, the last faults, versions, sizes. No visitor's
// word is in it, nor anything that says who staff are.
import { readdirSync, statSync, statfsSync } from 'node:fs';
import { arch, cpus, freemem, platform, release, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import type { Lights } from '../../model/staff-api.ts';
import { writeDurably } from '../editions/durable-files.ts';
import type { KeptLog } from '../log/keep-log.ts';
import { makeFolder } from '../../pack/make-folder.ts';

const mostFaults = 200;

/** Returns the file's path. Throws what the stick says. */
export function writeDiagnostics(
  dir: string,
  { dataDir, kioskId, log, lights }: { dataDir: string; kioskId: string; log: KeptLog; lights: Lights },
): string {
  const reader = log.reader();
  const of = (type: 'kiosk.fault' | 'kiosk.started' | 'kiosk.selftest') =>
    reader ? [...reader.eventsOutsideVisits(type, reader.findEnd())].slice(-mostFaults) : [];
  const plain = (type: 'kiosk.fault' | 'kiosk.started' | 'kiosk.selftest') =>
    of(type).map(({ seq, wall_ms, mono_ms, body }) => ({ seq, wall_ms, mono_ms, body }));
  const { bavail, bsize, blocks } = statfsSync(dataDir);
  const found = {
    kiosk: kioskId,
    lights,
    log: log.health(),
    faults: plain('kiosk.fault'),
    starts: plain('kiosk.started').slice(-20),
    selfTests: plain('kiosk.selftest').slice(-5),
    machine: {
      platform: platform(),
      release: release(),
      arch: arch(),
      processors: cpus().length,
      memoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
      upSeconds: Math.round(uptime()),
      node: process.version,
      diskBytes: blocks * bsize,
      freeDiskBytes: bavail * bsize,
    },
    dataFolder: readdirSync(dataDir).map((name) => ({ name, bytes: sizeOf(join(dataDir, name)) })),
  };
  makeFolder(dir);
  const path = join(dir, `${kioskId}-diagnostics.json`);
  writeDurably(path, `${JSON.stringify(found, null, 1)}\n`);
  return path;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
