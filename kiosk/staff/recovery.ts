// Forgotten PINs: the kiosk shows its name and a challenge; a file in which the organisers signed
// both opens the set-up again. The challenge is new after each use, so that a file works once.
import { randomInt } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { recoveryFile, recoveryMessage, recoverySchema } from '../../model/recovery.ts';
import { keepJson } from './keep-json.ts';

/** Without letters and digits that are mistaken for one another on the telephone. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const mostBytes = 4_096;

export type RecoveryOutcome = 'recovered' | 'no-file' | 'not-for-this-kiosk' | 'not-signed';

export function keepRecovery(options: {
  dataDir: string;
  kioskId: string;
  /** Whether a key that this kiosk goes by signed these bytes. */
  isTrusted(bytes: Uint8Array, signature: string): boolean;
  tell(line: string): void;
}) {
  const { dataDir, kioskId, isTrusted, tell } = options;
  const file = keepJson({
    path: join(dataDir, 'staff', 'challenge.json'),
    schema: z.strictObject({ challenge: z.string().regex(/^[0-9A-Z]{8}$/) }),
    empty: { challenge: '' },
    tell,
  });

  function challenge(): string {
    const kept = file.read().challenge;
    if (kept !== '') return kept;
    const made = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
    file.write({ challenge: made });
    return made;
  }

  return {
    challenge,

    /** Looks for the file in each of `dirs`, sticks' roots. */
    recover(dirs: readonly string[]): RecoveryOutcome {
      const found = dirs.flatMap((dir) => readRecovery(join(dir, recoveryFile)) ?? []);
      if (found.length === 0) return 'no-file';
      const ours = found.filter(
        (each) => each.kiosk_id === kioskId && each.challenge === file.read().challenge,
      );
      if (ours.length === 0) return 'not-for-this-kiosk';
      const isSigned = ours.some((each) =>
        isTrusted(Buffer.from(recoveryMessage(each), 'utf8'), each.signature),
      );
      if (!isSigned) return 'not-signed';
      file.write({ challenge: '' });
      return 'recovered';
    },
  };
}

function readRecovery(path: string): z.infer<typeof recoverySchema> | undefined {
  try {
    if (statSync(path).size > mostBytes) return undefined;
    return recoverySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // No file, or somebody else's of the same name: there is nothing to recover with.
    return undefined;
  }
}
