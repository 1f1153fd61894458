// What the feed brings, put where it belongs: editions to be fetched, cases called back, the plan of
// the tour, and what hangs on the walls. All of it may come twice and changes nothing the second time.
import { join } from 'node:path';
import type { Feed, FeedItem } from '../../model/sync-api.ts';
import type { Itinerary } from '../../model/staff-api.ts';
import { noStep, writeDurably } from '../editions/durable-files.ts';
import type { PackDesk } from '../editions/pack-desk.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { PackFetcher } from './fetch-pack.ts';

export type FeedTargets = {
  dataDir: string;
  log: KeptLog;
  packDesk: PackDesk | undefined;
  packs: PackFetcher;
  /** Joins the organisers' plan with what staff planned here. */
  takeItinerary(itinerary: Itinerary): void;
  tell(line: string): void;
};

/** False where the log cannot be written now: then all of it comes again. */
export async function takeFeed(feed: Feed, targets: FeedTargets): Promise<boolean> {
  for (const item of feed.items) await takeItem(item, targets);
  return targets.log.takeFeed(feed.items, feed.next);
}

async function takeItem(item: FeedItem, targets: FeedTargets): Promise<void> {
  switch (item.kind) {
    case 'edition':
      targets.packs.want({ sha256: item.sha256, sizeBytes: item.size_bytes, edition: item.edition });
      return;
    case 'recalls': {
      const path = join(targets.dataDir, 'sync', 'recall-list.json');
      writeDurably(path, JSON.stringify(item.list), noStep);
      const taken = await targets.packDesk?.takeRecallList(path);
      if (taken?.kind === 'untrusted' || taken?.kind === 'unreadable') {
        targets.tell(`A list of recalled cases from the hub is not taken: ${taken.kind}.`);
        targets.log.noteFault('recall-list-refused', taken.kind);
      }
      return;
    }
    case 'itinerary':
      targets.takeItinerary(item.itinerary);
      return;
    case 'reflection':
    case 'tombstone':
      // Written with the feed's cursor, in one transaction.
      return;
  }
}

/** The organisers' stops stand; those that only staff planned stay beside them. */
export function joinItineraries(theirs: Itinerary, ours: Itinerary): Itinerary {
  const known = new Set(theirs.stops.map(({ stop_id }) => stop_id));
  const stops = [...theirs.stops, ...ours.stops.filter(({ stop_id }) => !known.has(stop_id))];
  return { stops: stops.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)).slice(0, 200) };
}
