// Who this hub is: an id, a name, and the Ed25519 key that signs all that it says to kiosks. Made at
// the first start and kept in the store, so that a backup carries it and every process on one
// PostgreSQL is the same hub.
import { createPrivateKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { makeKeyPair, signBytes } from '../../pack/keys.ts';
import type { SignedText } from '../../model/sync-api.ts';
import type { Insertable, Selectable } from 'kysely';
import type { HubTable } from './hub-tables.ts';
import type { Store } from './open-store.ts';

export type HubIdentity = {
  hubId: string;
  name: string;
  madeMs: number;
  /** 32 raw bytes, base64. */
  publicKey: string;
  /** age recipient of the organisers, where they gave one. */
  readerKey: string | undefined;
  /** `body` as the text that was signed. */
  signText(body: string): SignedText;
};

const firstName = '警钟 Jingzhong';

export async function findOrMakeHub({ db }: Store, nowMs: number): Promise<HubIdentity> {
  const made: Insertable<HubTable> = {
    id: 1,
    hub_id: `hub-${randomBytes(4).toString('hex')}`,
    name: firstName,
    private_key: makeKeyPair('hub').privateKey,
    reader_key: null,
    made_ms: nowMs,
  };
  await db
    .insertInto('hub')
    .values(made)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Another process may have been first.
  const row = await db.selectFrom('hub').selectAll().executeTakeFirstOrThrow();
  return toIdentity(row);
}

function toIdentity(row: Selectable<HubTable>): HubIdentity {
  const key: KeyObject = createPrivateKey(row.private_key);
  const { publicKey } = signBytes(Buffer.from(row.hub_id), row.private_key);
  return {
    hubId: row.hub_id,
    name: row.name,
    madeMs: row.made_ms,
    publicKey,
    readerKey: row.reader_key ?? undefined,
    signText: (body) => ({
      body,
      public_key: publicKey,
      signature: sign(null, Buffer.from(body), key).toString('base64'),
    }),
  };
}
