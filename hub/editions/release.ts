// What goes out to kiosks besides reflections: a pack is released, a recall list is handed on, the
// plan of the tour is told. Each is an item of the feed, in the transaction that keeps it and notes it.
import type { Transaction } from 'kysely';
import type { SignedRecallList } from '../../model/pack.ts';
import type { Itinerary } from '../../model/staff-api.ts';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { addToFeed } from '../feed/add-to-feed.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';

type By = { by: Actor; nowMs: number };
export type Released = { kind: 'released' } | { kind: 'no-such-pack' } | { kind: 'no-such-kiosk' };

/** `to`: kiosks by their ids, or every one. Where one of them is not known it is released to none. */
export async function releasePack(
  { db }: Store,
  { sha256, to, by, nowMs }: By & { sha256: string; to: 'all' | readonly string[] },
): Promise<Released> {
  return db.transaction().execute(async (transaction): Promise<Released> => {
    const kiosks = to === 'all' ? [null] : await findKiosks(transaction, to);
    if (!kiosks) return { kind: 'no-such-kiosk' };
    const pack = await transaction
      .selectFrom('packs')
      .select(['edition', 'title', 'size_bytes'])
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (!pack) return { kind: 'no-such-pack' };
    const details = { kiosks: to === 'all' ? 'all' : kiosks.length };
    await noteAudit(transaction, { by, act: 'edition-released', about: sha256, details }, nowMs);
    const item = { kind: 'edition' as const, ...pack, sha256 };
    for (const kioskNo of kiosks) {
      const release = { sha256, kiosk_no: kioskNo, released_ms: nowMs, released_by: by.name };
      await transaction.insertInto('releases').values(release).execute();
      await addToFeed(transaction, { kioskNo, item, atMs: nowMs });
    }
    return { kind: 'released' };
  });
}

/** Undefined where one of them is not known. */
async function findKiosks(
  transaction: Transaction<Tables>,
  kioskIds: readonly string[],
): Promise<number[] | undefined> {
  const known = await transaction.selectFrom('kiosks').select(['kiosk_no', 'kiosk_id']).execute();
  const numberOf = new Map(known.map(({ kiosk_no, kiosk_id }) => [kiosk_id, kiosk_no]));
  const wanted = new Set(kioskIds);
  const numbers = [...wanted].flatMap((kioskId) => numberOf.get(kioskId) ?? []);
  return numbers.length === wanted.size ? numbers : undefined;
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
      .values({ version, list: JSON.stringify(list), added_ms: nowMs, added_by: by.name })
      .execute();
    await noteAudit(transaction, { by, act: 'case-recalled', about: String(version) }, nowMs);
    await addToFeed(transaction, { kioskNo: null, item: { kind: 'recalls', list }, atMs: nowMs });
    return true;
  });
}

/** False where it was changed by somebody else since `basedOnMs`, which is null before the first. */
export async function publishItinerary(
  { db }: Store,
  { itinerary, basedOnMs, by, nowMs }: By & { itinerary: Itinerary; basedOnMs?: number | null },
): Promise<boolean> {
  return db
    .transaction()
    .execute(async (transaction) => {
      // Whoever adds to the feed holds its counter, so two who change the plan at once come one after the other.
      await addToFeed(transaction, { kioskNo: null, item: { kind: 'itinerary', itinerary }, atMs: nowMs });
      const before = await transaction.selectFrom('itinerary').select('changed_ms').executeTakeFirst();
      if (basedOnMs !== undefined && (before?.changed_ms ?? null) !== basedOnMs) throw new ChangedMeanwhile();
      // Two changes within a millisecond are two.
      const changedMs = Math.max(nowMs, (before?.changed_ms ?? 0) + 1);
      const row = { body: JSON.stringify(itinerary), changed_ms: changedMs, changed_by: by.name };
      await transaction
        .insertInto('itinerary')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
      const details = { stops: itinerary.stops.length };
      await noteAudit(transaction, { by, act: 'itinerary-changed', about: 'itinerary', details }, nowMs);
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof ChangedMeanwhile) return false;
      throw error;
    });
}

/** Takes the transaction back. */
class ChangedMeanwhile extends Error {}
