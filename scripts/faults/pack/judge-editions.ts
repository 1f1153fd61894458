// What a kiosk finds that starts on a data folder after a load was killed: a whole edition, old or new,
// and nothing that nobody needs.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditions } from '../../../kiosk/editions/open-editions.ts';
import { editionsDir, readSlots } from '../../../kiosk/editions/slots.ts';
import { packManifestSchema } from '../../../model/pack.ts';

export type Found = { id: string; isWhole: boolean; leftovers: number };

/** Starts as the kiosk does, which cleans up, and looks at every byte of what would be shown. */
export function judgeEditions(dataDir: string, shippedDir: string): Found {
  const shown = openEditions({ dataDir, shippedDir, tell: () => undefined }).current();
  return { id: shown.id, isWhole: isWhole(shown.dir), leftovers: countLeftovers(dataDir) };
}

function isWhole(dir: string): boolean {
  const manifest = packManifestSchema.parse(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')));
  return manifest.files.every(({ path, sha256 }) => {
    const bytes = readFileSync(join(dir, path));
    return createHash('sha256').update(bytes).digest('hex') === sha256;
  });
}

function countLeftovers(dataDir: string): number {
  const { current, previous, staged } = readSlots(dataDir).state;
  const wanted = new Set(['current.json', 'lock', 'lock-journal']);
  for (const slot of [current, previous, staged]) if (slot && slot !== 'shipped') wanted.add(slot.folder);
  return readdirSync(editionsDir(dataDir)).filter((name) => !wanted.has(name)).length;
}
