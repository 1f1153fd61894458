// This kiosk's own key: Ed25519, made here, its private part never leaves the data folder. Every batch
// is signed with it, so that nobody can put visits into the hub under this kiosk's name.
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../editions/durable-files.ts';

/** PEM of the private key; made at the first call. Throws what the disk says. */
export function findOrMakeKioskKey(dataDir: string): string {
  const path = join(dataDir, 'staff', 'kiosk-key.pem');
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  mkdirSync(join(dataDir, 'staff'), { recursive: true, mode: 0o700 });
  writeDurably(path, pem);
  return pem;
}
