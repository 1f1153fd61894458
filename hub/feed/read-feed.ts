// The feed as one kiosk reads it, some items at a time.
import { sql } from 'kysely';
import { feedItemSchema, type Feed, type FeedItem } from '../../model/sync-api.ts';
import type { KnownKiosk } from '../kiosks/know-kiosk.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';

const mostItems = 200;
/** Ink takes much room; an answer is cut where it grows too long. */
const mostCharacters = 1024 * 1024;

/**
 * What is new for this kiosk after `after`. A kiosk that has read further than the feed goes (the hub
 * was restored from a backup) is sent back to its beginning: every item says how things stand.
 */
export async function readFeed(
  { db }: Store,
  { hubId }: HubIdentity,
  { kioskNo, kioskId }: KnownKiosk,
  after: number,
): Promise<Feed> {
  // Read first: whatever is added meanwhile comes with the next request.
  const { n: end } = await db.selectFrom('feed_counter').select('n').executeTakeFirstOrThrow();
  const answer = { format: 1 as const, hub_id: hubId, kiosk_id: kioskId, after };
  if (after > end) return { ...answer, items: [], next: 0, more: end > 0 };
  const rows = await db
    .selectFrom('feed')
    .select(['n', 'body'])
    .where('n', '>', after)
    .where('n', '<=', end)
    .where(sql<boolean>`(kiosk_no is null or kiosk_no = ${kioskNo})`)
    .orderBy('n')
    .limit(mostItems + 1)
    .execute();
  const items: FeedItem[] = [];
  let characters = 0;
  let next = after;
  for (const { n, body } of rows) {
    characters += body.length;
    if (items.length === mostItems || (items.length > 0 && characters > mostCharacters)) {
      return { ...answer, items, next, more: true };
    }
    // What an older program of this hub wrote and this one cannot read is nobody's news.
    const item = feedItemSchema.safeParse({ n, ...(JSON.parse(body) as object) });
    if (item.success) items.push(item.data);
    next = n;
  }
  return { ...answer, items, next: end, more: false };
}
