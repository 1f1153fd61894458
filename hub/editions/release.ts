// What goes out to kiosks besides reflections: a pack is released, a recall list is handed on, the
// plan of the tour is told. Each is one item of the feed, in the transaction that keeps it.
import type { SignedRecallList } from '../../model/pack.ts';
import type { Itinerary } from '../../model/staff-api.ts';
import { addToFeed } from '../feed/add-to-feed.ts';
import type { Store } from '../store/open-store.ts';

type By = { by: string; nowMs: number };

/** `kioskNo` null: to every kiosk. False where there is no such pack. */
export async function releasePack(
  { db }: Store,
  { sha256, kioskNo, by, nowMs }: By & { sha256: string; kioskNo: number | null },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const pack = await transaction
      .selectFrom('packs')
      .selectAll()
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (!pack) return false;
    await transaction
      .insertInto('releases')
      .values({ sha256, kiosk_no: kioskNo, released_ms: nowMs, released_by: by })
      .execute();
    const { edition, title, size_bytes } = pack;
    const item = { kind: 'edition' as const, edition, title, sha256, size_bytes };
    await addToFeed(transaction, { kioskNo, item, atMs: nowMs });
    return true;
  });
}

/** False for a list that is not newer than the last. Whoever calls has checked its signature. */
export async function publishRecalls(
  { db }: Store,
  { list, version, by, nowMs }: By & { list: SignedRecallList; version: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const newest = await transaction
      .selectFrom('recall_lists')
      .select('version')
      .orderBy('version', 'desc')
      .executeTakeFirst();
    if (newest && newest.version >= version) return false;
    await transaction
      .insertInto('recall_lists')
      .values({ version, list: JSON.stringify(list), added_ms: nowMs, added_by: by })
      .execute();
    await addToFeed(transaction, { kioskNo: null, item: { kind: 'recalls', list }, atMs: nowMs });
    return true;
  });
}

export async function publishItinerary(
  { db }: Store,
  { itinerary, by, nowMs }: By & { itinerary: Itinerary },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = { body: JSON.stringify(itinerary), changed_ms: nowMs, changed_by: by };
    await transaction
      .insertInto('itinerary')
      .values({ id: 1, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    await addToFeed(transaction, { kioskNo: null, item: { kind: 'itinerary', itinerary }, atMs: nowMs });
  });
}
