// What the hub told this kiosk about reflections, kept beside the log: what hangs on every wall,
// and how far the feed has been read. It moves in the transaction that records what was read.
import { z } from 'zod';
import type { FeedItem } from '../../model/sync-api.ts';
import type { LogDatabase } from './open-database.ts';

/** Approved by the hub, written on another kiosk. */
export type HubReflection = {
  id: string;
  stopId: string | null;
  audience: string | null;
  panel: string | null;
  form: 'text' | 'ink';
  /** Text, or ink as JSON. */
  words: string;
};

/** What the shelf asks the log to write in the same transaction. */
export type DecideHere = (
  reflection: string,
  state: 'pending' | 'approved' | 'declined' | 'withdrawn',
) => void;

const decisionSchema = z.object({ state: z.string(), by: z.string() });

/** Who a decision of the hub's is by; no one at a kiosk may sign so. */
export const byHub = 'hub';

export type HubShelf = ReturnType<typeof openHubShelf>;

export function openHubShelf(database: LogDatabase) {
  const throughRow = database.prepare<[], { through: number }>('select through from hub_feed where id = 1');
  const setThrough = database.prepare('insert or replace into hub_feed (id, through) values (1, ?)');
  const isOwn = database.prepare<[string], { seq: number }>(
    "select seq from events where event_id = ? and type = 'reflection.written'",
  );
  const lastByHub = database.prepare<[string], { body: string }>(
    `select body from events where type = 'review.decided' and body ->> '$.reflection' = ?
       and body ->> '$.by' = '${byHub}' order by log desc, seq desc limit 1`,
  );
  const hang = database.prepare(
    `insert or replace into hub_reflections (event_id, n, stop_id, audience, panel, form, words)
       values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const takeDown = database.prepare('delete from hub_reflections where event_id = ?');
  const takeAllDown = database.prepare('delete from hub_reflections');
  const eraseWords = database.prepare('delete from words where event_id = ?');
  const newest = database.prepare<
    [number],
    Omit<HubReflection, 'id' | 'stopId'> & { event_id: string; stop_id: string | null }
  >(`select event_id, stop_id, audience, panel, form, words from hub_reflections order by n desc limit ?`);

  function stateByHub(eventId: string): string | undefined {
    const row = lastByHub.get(eventId);
    return row && decisionSchema.safeParse(JSON.parse(row.body)).data?.state;
  }

  function takeItem(item: FeedItem, decide: DecideHere): void {
    if (item.kind === 'reflection') {
      if (!isOwn.get(item.event_id)) {
        const { words } = item;
        const content = words.form === 'text' ? words.text : JSON.stringify(words.ink);
        hang.run(item.event_id, item.n, item.stop_id, item.audience, item.panel, words.form, content);
      } else if (stateByHub(item.event_id) !== 'approved') decide(item.event_id, 'approved');
    } else if (item.kind === 'tombstone') {
      takeDown.run(item.event_id);
      const state = item.state === 'erased' ? 'withdrawn' : item.state;
      if (isOwn.get(item.event_id) && stateByHub(item.event_id) !== state) decide(item.event_id, state);
      if (item.state === 'erased') eraseWords.run(item.event_id);
    }
  }

  return {
    through: (): number => throughRow.get()?.through ?? 0,

    /** Inside the log's transaction. `next` before `after`: the hub was set back, and tells everything anew. */
    take(items: readonly FeedItem[], next: number, decide: DecideHere): void {
      for (const item of items) takeItem(item, decide);
      setThrough.run(next);
    },

    /** Another hub's walls are not this one's. */
    clear(): void {
      takeAllDown.run();
      setThrough.run(0);
    },

    /** The hub's last word on a reflection of this kiosk. */
    stateByHub,

    approved: (limit: number): HubReflection[] =>
      newest.all(limit).map(({ event_id, stop_id, ...row }) => ({ id: event_id, stopId: stop_id, ...row })),
  };
}
