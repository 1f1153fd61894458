// Packs lie in the store in parts of a megabyte, so that every process of a hub has them, a backup
// carries them, and a range of one is read without the rest. Parts come first, each by itself, so that
// kiosks are answered between two of them; the row that makes them a pack comes last.
import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import type { PacksTable } from './pack-tables.ts';

export const packPartBytes = 1024 * 1024;

/**
 * Keeps a pack that was checked; the same one again changes nothing. Throws where what is read is not
 * what `pack` says, and then keeps nothing; at most parts of it, which are no pack.
 */
export async function keepPack(
  store: Store,
  { pack, bytes, by }: { pack: PacksTable; bytes: AsyncIterable<Uint8Array>; by: Actor },
): Promise<void> {
  const { db } = store;
  const { sha256 } = pack;
  const known = await db.selectFrom('packs').select('sha256').where('sha256', '=', sha256).executeTakeFirst();
  if (known) return;
  try {
    const parts = await writeParts(store, sha256, bytes);
    await db.transaction().execute(async (transaction) => {
      await lockPacks(transaction);
      const { n } = await transaction
        .selectFrom('pack_parts')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('sha256', '=', sha256)
        .executeTakeFirstOrThrow();
      // Another process took them for leftovers.
      if (n !== parts) throw new Error(`parts of the pack ${sha256} are gone`);
      const added = await transaction
        .insertInto('packs')
        .values(pack)
        .onConflict((conflict) => conflict.doNothing())
        .returning('sha256')
        .executeTakeFirst();
      if (!added) return;
      const details = { edition: pack.edition, bytes: pack.size_bytes };
      await noteAudit(transaction, { by, act: 'pack-uploaded', about: sha256, details }, pack.uploaded_ms);
    });
  } catch (error) {
    // The first error is the one to tell. On a full disk nothing can be dropped either: it goes later (tidyUploads).
    await dropLooseParts(store, sha256).catch(() => undefined);
    throw error;
  }
}

/** Returns how many there are. */
async function writeParts({ db }: Store, sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const hash = createHash('sha256');
  let part = 0;
  for await (const piece of cutParts(bytes)) {
    hash.update(piece);
    await db
      .insertInto('pack_parts')
      .values({ sha256, part, bytes: piece })
      .onConflict((conflict) => conflict.columns(['sha256', 'part']).doUpdateSet({ bytes: piece }))
      .execute();
    part += 1;
  }
  if (hash.digest('hex') !== sha256) throw new Error(`the pack is not the one of hash ${sha256}`);
  return part;
}

/** Parts of `sha256`, or of anything, that never became a pack. */
export async function dropLooseParts({ db }: Store, sha256?: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockPacks(transaction);
    let loose = transaction
      .deleteFrom('pack_parts')
      .where('sha256', 'not in', (packs) => packs.selectFrom('packs').select('packs.sha256'));
    if (sha256 !== undefined) loose = loose.where('sha256', '=', sha256);
    await loose.execute();
  });
}

/** Whoever makes parts a pack, and whoever takes them for leftovers, come one after the other. */
async function lockPacks(transaction: Transaction<Tables>): Promise<void> {
  await transaction
    .updateTable('hub')
    .set({ id: sql<1>`id` })
    .execute();
}

async function* cutParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let kept = Buffer.alloc(0);
  for await (const piece of bytes) {
    kept = Buffer.concat([kept, piece]);
    for (; kept.length >= packPartBytes; kept = kept.subarray(packPartBytes)) {
      yield kept.subarray(0, packPartBytes);
    }
  }
  if (kept.length > 0) yield kept;
}

/** Bytes `first` to `last` of a pack, part by part. */
export async function* readPack(
  { db }: Store,
  sha256: string,
  { first, last }: { first: number; last: number },
): AsyncGenerator<Uint8Array> {
  for (let part = Math.floor(first / packPartBytes); part * packPartBytes <= last; part += 1) {
    const { bytes } = await db
      .selectFrom('pack_parts')
      .select('bytes')
      .where('sha256', '=', sha256)
      .where('part', '=', part)
      .executeTakeFirstOrThrow();
    const begin = part * packPartBytes;
    yield bytes.subarray(Math.max(0, first - begin), Math.min(bytes.length, last - begin + 1));
  }
}
