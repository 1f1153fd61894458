// Erasure: a person asks to have what they wrote removed. The words go from the hub and, by the feed,
// from every kiosk; a replay cannot bring them back. The event and the counts stay.
import type { Transaction } from 'kysely';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { addToFeed } from '../feed/add-to-feed.ts';
import { toUuid } from '../ingest/check-event.ts';
import type { Store } from '../store/open-store.ts';
import type { Tables } from '../store/tables.ts';
import { deleteFromFeed, makeTombstone } from './publish-decision.ts';

/** False where no kiosk has told of such a reflection. */
export async function eraseReflection(
  { db }: Store,
  { eventId, by, nowMs }: { eventId: Uint8Array; by: Actor; nowMs: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const found = await transaction
      .selectFrom('reflections')
      .select(['kiosk_no', 'event_id'])
      .where('event_id', '=', eventId)
      .executeTakeFirst();
    if (!found) return false;
    const { kiosk_no, event_id } = found;
    await transaction
      .insertInto('erasures')
      .values({ kiosk_no, event_id, erased_ms: nowMs, erased_by: by.name })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await forget(transaction, kiosk_no, event_id);
    await transaction
      .updateTable('reflections')
      .set({ state: 'withdrawn', decided_by: by.name, decided_ms: nowMs, hub_decided: 1 })
      .where('kiosk_no', '=', kiosk_no)
      .where('event_id', '=', event_id)
      .execute();
    await addToFeed(transaction, { kioskNo: null, item: makeTombstone(found, 'erased'), atMs: nowMs });
    await noteAudit(transaction, { by, act: 'words-erased', about: toUuid(eventId) }, nowMs);
    return true;
  });
}

/** The words themselves, and those that wait in the feed for kiosks that have not heard them yet. */
async function forget(transaction: Transaction<Tables>, kioskNo: number, eventId: Uint8Array): Promise<void> {
  await transaction
    .deleteFrom('words')
    .where('kiosk_no', '=', kioskNo)
    .where('event_id', '=', eventId)
    .execute();
  await deleteFromFeed(transaction, eventId);
}
