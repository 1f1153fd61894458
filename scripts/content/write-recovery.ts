// npm run content -- recovery KIOSK-ID --challenge WORD --key FILE --out FILE: what organisers give staff
// who have forgotten their PINs, after a telephone call (kiosk/staff/recovery.ts).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { recoveryMessage, recoverySchema } from '../../model/recovery.ts';
import { signBytes } from '../../pack/keys.ts';
import { CommandError } from '../command.ts';

export function writeRecovery(options: {
  kioskId: string;
  challenge: string;
  keyFile: string;
  outFile: string;
}): void {
  const asked = { kiosk_id: options.kioskId, challenge: options.challenge.toUpperCase() };
  const isWell = recoverySchema.omit({ signature: true }).safeParse(asked).success;
  if (!isWell) {
    throw new CommandError(
      'The kiosk is named like kiosk-0a1b2c3d and shows a word of eight letters and digits. Have staff read both out once more.',
    );
  }
  if (!existsSync(options.keyFile)) throw new CommandError(`There is no key at ${options.keyFile}.`);
  const { signature } = signBytes(
    Buffer.from(recoveryMessage(asked), 'utf8'),
    readFileSync(options.keyFile, 'utf8'),
  );
  writeFileSync(options.outFile, `${JSON.stringify({ ...asked, signature }, null, 1)}\n`);
  console.log(`written: ${options.outFile}   (as jingzhong-recovery.json on a stick; it works once)`);
}
