// This kiosk's own key: Ed25519, made here, its private part never leaves the data folder. Every batch
// is signed with it, so that nobody can put visits into the hub under this kiosk's name.
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noStep, writeDurably } from '../editions/durable-files.ts';

export const kioskKeyPath = (dataDir: string) => join(dataDir, 'staff', 'kiosk-key.pem');

/** PEM of the private key; made at the first call. Throws what the disk says. */
export function findOrMakeKioskKey(dataDir: string): string {
  const path = kioskKeyPath(dataDir);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  writeDurably(path, pem, noStep, 0o600);
  return pem;
}
