// Whose editions and recall lists this kiosk goes by: DIR/trusted-keys.json. A technician adds a key
// after comparing its fingerprint with what the organisers read out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeySchema, trustedKeysSchema, type PublicKey } from '../../model/pack.ts';
import { fingerprintOf } from '../../pack/keys.ts';
import { AppError } from '../app-error.ts';
import { readJsonFile, writeDurably } from './durable-files.ts';

const keysPath = (dataDir: string) => join(dataDir, 'trusted-keys.json');

/** Throws AppError `keys-unreadable`: rather no edition than one of a stranger. */
export function readTrustedKeys(dataDir: string): PublicKey[] {
  try {
    const value = readJsonFile(keysPath(dataDir));
    return value === undefined ? [] : trustedKeysSchema.parse(value).keys;
  } catch (error) {
    throw new AppError('keys-unreadable', { path: keysPath(dataDir) }, error);
  }
}

/** A public key as the organisers hand it on. Throws AppError `key-file`. */
export function readPublicKey(file: string): PublicKey {
  try {
    if (!existsSync(file)) throw new Error('missing');
    const key = publicKeySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (key.fingerprint !== fingerprintOf(key.publicKey)) throw new Error('fingerprint');
    return key;
  } catch (error) {
    throw new AppError('key-file', { path: file }, error);
  }
}

/** Adds `key`, or replaces what is known of the same one. */
export function trustKey(dataDir: string, key: PublicKey): void {
  const others = readTrustedKeys(dataDir).filter(({ publicKey }) => publicKey !== key.publicKey);
  writeKeys(dataDir, [...others, key]);
}

export function distrustKey(dataDir: string, fingerprint: string): void {
  writeKeys(
    dataDir,
    readTrustedKeys(dataDir).filter((key) => key.fingerprint !== fingerprint),
  );
}

function writeKeys(dataDir: string, keys: PublicKey[]): void {
  writeDurably(keysPath(dataDir), `${JSON.stringify({ keys }, null, 1)}\n`);
}
