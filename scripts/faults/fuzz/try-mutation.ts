// One spoiled pack, loaded as a kiosk would, and what came of it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noStep } from '../../../kiosk/editions/durable-files.ts';
import { runPackJob } from '../../../kiosk/editions/pack-job.ts';
import { packManifestSchema, type PublicKey } from '../../../model/pack.ts';
import { packVersion } from '../../../pack/testing/small-pack.ts';
import { mutateZip } from './mutate-zip.ts';

export interface Attempt {
  whole: Buffer;
  key: PublicKey;
  seed: number;
  /** A folder of its own, in which the slot lies three folders down. */
  boxDir: string;
}

export interface Verdict {
  outcome: 'refused' | 'accepted';
  /** Files that were written anywhere but in the slot. */
  outside: number;
  /** Taken, though it is not what was signed. */
  forged: number;
}

export async function tryMutation({ whole, key, seed, boxDir }: Attempt): Promise<Verdict> {
  rmSync(boxDir, { recursive: true, force: true });
  const intoDir = join(boxDir, 'a', 'b', 'slot');
  mkdirSync(intoDir, { recursive: true });
  const path = join(boxDir, 'pack.zip');
  writeFileSync(path, mutateZip(whole, seed));
  const policy = { keys: [key], allowsUnsigned: false, today: '2026-11-20' };
  const summary = await runPackJob(
    { path, version: packVersion, policy, intoDir },
    { onProgress: () => undefined, atStep: noStep },
  );
  const isAccepted = summary.findings.every(({ severity }) => severity !== 'error');
  return {
    outcome: isAccepted ? 'accepted' : 'refused',
    outside: countOutside(boxDir),
    forged: isAccepted && !isAsSigned(intoDir) ? 1 : 0,
  };
}

function countOutside(boxDir: string): number {
  const expected = new Set(['a', 'pack.zip']);
  const here = readdirSync(boxDir).filter((name) => !expected.has(name)).length;
  return here + readdirSync(join(boxDir, 'a')).length - 1 + readdirSync(join(boxDir, 'a', 'b')).length - 1;
}

function isAsSigned(dir: string): boolean {
  const manifest = packManifestSchema.parse(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')));
  return manifest.files.every(
    ({ path, sha256 }) =>
      createHash('sha256')
        .update(readFileSync(join(dir, path)))
        .digest('hex') === sha256,
  );
}
