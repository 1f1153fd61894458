// A text that travels with its Ed25519 signature, between kiosk and hub and on sticks: what was signed
// stays the very text, so that no two programs can disagree on its bytes.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { signedTextSchema, type SignedText } from '../model/sync-api.ts';
import type { SignedBatch } from '../model/sync-batch.ts';
import { isSigned, signBytes } from './keys.ts';

/** `privateKey`: PEM. */
export function signText(body: string, privateKey: string): SignedText {
  const { publicKey, signature } = signBytes(Buffer.from(body), privateKey);
  return { body, public_key: publicKey, signature };
}

export function signBatch(body: string, privateKey: string): SignedBatch {
  return { ...signText(body, privateKey), sha256: createHash('sha256').update(body).digest('hex') };
}

export type OpenedText =
  | { kind: 'opened'; body: string }
  /** Signed by none of `keys`, or changed since. */
  | { kind: 'stranger' }
  /** Not of this form at all. */
  | { kind: 'not-signed' };

/** `keys`: raw public keys, base64, whose word counts. `schema`: where less may be said at once. */
export function openSigned(
  value: unknown,
  keys: readonly string[],
  schema: z.ZodType<SignedText> = signedTextSchema,
): OpenedText {
  const signed = schema.safeParse(value);
  if (!signed.success) return { kind: 'not-signed' };
  const { body, public_key: publicKey, signature } = signed.data;
  const isTheirs =
    keys.includes(publicKey) && isSigned(Buffer.from(body), { format: 1, publicKey, signature });
  return isTheirs ? { kind: 'opened', body } : { kind: 'stranger' };
}
