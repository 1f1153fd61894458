// The organisers' keys: Ed25519, made and used with Node's own cryptography. A private key is a PEM
// file that stays with the organisers; the public one is a small JSON file that kiosks are given.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { packFormat, type PublicKey, type Signature } from '../model/pack.ts';

/** What an Ed25519 public key begins with in DER, before its 32 raw bytes. */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export interface KeyPair {
  /** PKCS #8, PEM. */
  privateKey: string;
  publicKey: PublicKey;
}

export function makeKeyPair(label: string, notAfter?: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(derPrefix.length);
  const encoded = raw.toString('base64');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: {
      label,
      publicKey: encoded,
      fingerprint: fingerprintOf(encoded),
      ...(notAfter !== undefined && { notAfter }),
    },
  };
}

/** Eight groups of four, to be read out and compared. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32);
  return (digest.match(/.{4}/g) ?? []).join(' ');
}

/** The raw public part of a private key in PEM, base64. */
export function publicKeyOf(privateKey: string): string {
  const der = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' });
  return der.subarray(derPrefix.length).toString('base64');
}

/** Throws where `privateKey` is no Ed25519 key in PEM. */
export function signBytes(bytes: Uint8Array, privateKey: string): Signature {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    format: packFormat,
    publicKey: der.subarray(derPrefix.length).toString('base64'),
    signature: sign(null, bytes, key).toString('base64'),
  };
}

/** Whether the key that `signature` names signed exactly these bytes. */
export function isSigned(bytes: Uint8Array, { publicKey, signature }: Signature): boolean {
  const der = Buffer.concat([derPrefix, Buffer.from(publicKey, 'base64')]);
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
  return verify(null, bytes, key, Buffer.from(signature, 'base64'));
}

export type Trust =
  | { kind: 'trusted'; key: PublicKey }
  | { kind: 'expired'; key: PublicKey }
  | { kind: 'unknown'; fingerprint: string };

/** Whether a kiosk that knows `keys` goes by this signature on `today` (ISO date). */
export function judgeKey(signature: Signature, keys: readonly PublicKey[], today: string): Trust {
  const key = keys.find(({ publicKey }) => publicKey === signature.publicKey);
  if (!key) return { kind: 'unknown', fingerprint: fingerprintOf(signature.publicKey) };
  return { kind: key.notAfter !== undefined && today > key.notAfter ? 'expired' : 'trusted', key };
}
