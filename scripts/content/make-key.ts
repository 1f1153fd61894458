// npm run content -- keygen FILE [--label TEXT] [--until DATE], and trust FILE.pub.json --data DIR.
import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { readPublicKey, trustKey } from '../../kiosk/editions/trusted-keys.ts';
import { makeKeyPair } from '../../pack/keys.ts';
import { CommandError } from '../command.ts';

export function makeKey(file: string, { label, until }: { label?: string; until?: string }): void {
  const publicFile = `${file}.pub.json`;
  for (const each of [file, publicFile]) {
    if (existsSync(each)) throw new CommandError(`${each} is there already and is not written over. Give another name.`);
  }
  const pair = makeKeyPair(label ?? basename(file), until === undefined ? undefined : readDay(until));
  writeFileSync(file, pair.privateKey, { mode: 0o600, flag: 'wx' });
  writeFileSync(publicFile, `${JSON.stringify(pair.publicKey, null, 1)}\n`, { flag: 'wx' });
  console.log(`private key: ${file}   (keep it with the organisers; who has it can sign packs)`);
  console.log(`public key:  ${publicFile}   (give it to the kiosks)`);
  console.log(`fingerprint: ${pair.publicKey.fingerprint}`);
}

export function trustPublicKey(file: string, { dataDir, until }: { dataDir: string; until?: string }): void {
  const key = readPublicKey(file);
  trustKey(dataDir, until === undefined ? key : { ...key, notAfter: readDay(until) });
  console.log(`trusted: ${key.label}`);
  console.log(`fingerprint: ${key.fingerprint}   (compare it with what the organisers read out)`);
}

function readDay(text: string): string {
  const day = z.iso.date().safeParse(text);
  if (day.success) return day.data;
  throw new CommandError(`--until takes a day such as 2027-12-31, not ${text}.`);
}
