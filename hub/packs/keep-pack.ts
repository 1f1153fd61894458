// Packs lie in the store in parts of a megabyte, so that every process of a hub has them, a backup
// carries them, and a range of one is read without the rest.
import { createHash } from 'node:crypto';
import type { Store } from '../store/open-store.ts';
import type { PacksTable } from '../store/tables.ts';

export const packPartBytes = 1024 * 1024;

/**
 * Keeps a pack that was checked; the same one again changes nothing. Throws where what is read is not
 * what `pack` says, and then keeps nothing.
 */
export async function keepPack(
  { db }: Store,
  pack: PacksTable,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const added = await transaction
      .insertInto('packs')
      .values(pack)
      .onConflict((conflict) => conflict.doNothing())
      .returning('sha256')
      .executeTakeFirst();
    if (!added) return;
    const hash = createHash('sha256');
    let part = 0;
    for await (const piece of cutParts(bytes)) {
      hash.update(piece);
      await transaction
        .insertInto('pack_parts')
        .values({ sha256: pack.sha256, part, bytes: piece })
        .execute();
      part += 1;
    }
    if (hash.digest('hex') !== pack.sha256) throw new Error(`the pack is not the one of hash ${pack.sha256}`);
  });
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
