// The feed: what is new for kiosks, in the order in which it was committed. Whoever adds holds the
// counter's row until their commit, so a kiosk that has read up to N has missed nothing before it.
import { sql, type Transaction } from 'kysely';
import type { FeedItem } from '../../model/sync-api.ts';
import type { Tables } from '../store/tables.ts';

/** `Omit` would forget which fields belong to which kind. */
type WithoutNumber<Item> = Item extends FeedItem ? Omit<Item, 'n'> : never;
export type NewFeedItem = WithoutNumber<FeedItem>;

/** `kioskNo` null: for every kiosk. Inside a transaction, as its last steps: others wait for the counter. */
export async function addToFeed(
  transaction: Transaction<Tables>,
  { kioskNo, item, atMs }: { kioskNo: number | null; item: NewFeedItem; atMs: number },
): Promise<number> {
  const { n } = await transaction
    .updateTable('feed_counter')
    .set({ n: sql<number>`n + 1` })
    .returning('n')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('feed')
    .values({ n, kiosk_no: kioskNo, kind: item.kind, body: JSON.stringify(item), at_ms: atMs })
    .execute();
  return n;
}
