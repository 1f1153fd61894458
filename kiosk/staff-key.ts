// How a command on this machine speaks to the kiosk that runs on its data folder: the kiosk leaves
// its address and a key there that only the folder's owner can read, new at every start.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const callSchema = z.object({ url: z.url(), key: z.string().min(1) });
export type KioskCall = z.infer<typeof callSchema>;

const fileName = 'running.json';

/** On a disk that cannot be written there is a key, and nobody who knows it. */
export function leaveStaffKey(dataDir: string, url: string): { key: string; remove(): void } {
  const key = randomBytes(32).toString('hex');
  const path = join(dataDir, fileName);
  try {
    rmSync(path, { force: true });
    writeFileSync(path, JSON.stringify({ url, key }), { mode: 0o600 });
  } catch {
    // Staff can still review once the disk is well; nothing else needs the key.
  }
  return { key, remove: () => rmSync(path, { force: true }) };
}

/** Undefined where no kiosk has left its address. */
export function findRunningKiosk(dataDir: string): KioskCall | undefined {
  try {
    return callSchema.parse(JSON.parse(readFileSync(join(dataDir, fileName), 'utf8')));
  } catch {
    return undefined;
  }
}

/** What a request brings to show who it is: a session's token, or the data folder's key. */
export function readBearer(request: Request): string | undefined {
  return /^Bearer ([0-9a-f]{64})$/.exec(request.headers.get('Authorization') ?? '')?.[1];
}

export function holdsStaffKey(request: Request, key: string | undefined): boolean {
  const given = readBearer(request);
  if (given === undefined || key === undefined) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(key));
}
