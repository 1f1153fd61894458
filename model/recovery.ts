// How a kiosk whose PINs are forgotten is opened again: it shows its name and a challenge, the
// organisers sign both with the key that editions are signed with, and staff bring the file.
import { z } from 'zod';

export const recoveryFile = 'jingzhong-recovery.json';

export const recoverySchema = z.strictObject({
  kiosk_id: z.string().regex(/^kiosk-[0-9a-f]{8}$/),
  challenge: z.string().regex(/^[0-9A-Z]{8}$/),
  /** Ed25519 over `recoveryMessage`, base64. */
  signature: z.base64(),
});
export type Recovery = z.infer<typeof recoverySchema>;

/** The bytes that are signed: nothing else in the project is signed with this beginning. */
export function recoveryMessage({ kiosk_id, challenge }: Pick<Recovery, 'kiosk_id' | 'challenge'>): string {
  return `jingzhong recovery 1\n${kiosk_id}\n${challenge}\n`;
}
