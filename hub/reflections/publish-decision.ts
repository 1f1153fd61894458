// What a decision on a reflection says to kiosks: its words for the wall, or that it is gone from it.
import type { Selectable, Transaction } from 'kysely';
import { audienceSchema } from '../../model/aspects.ts';
import { inkSchema, slugSchema } from '../../model/visitor-events.ts';
import { addToFeed, type NewFeedItem } from '../feed/add-to-feed.ts';
import { toUuid } from '../ingest/check-event.ts';
import type { Tables } from '../store/tables.ts';
import type { ReflectionsTable } from './reflection-tables.ts';

type Reflection = Selectable<ReflectionsTable>;

/** `kioskNo` null: for every kiosk. What is private is never told, nor what has no words any more. */
export async function publishDecision(
  transaction: Transaction<Tables>,
  reflection: Reflection,
  { kioskNo, atMs }: { kioskNo: number | null; atMs: number },
): Promise<void> {
  if (reflection.consent !== 'public') return;
  const item =
    reflection.state === 'approved'
      ? await makeWallItem(transaction, reflection)
      : makeTombstone(reflection, reflection.state);
  if (item) await addToFeed(transaction, { kioskNo, item, atMs });
}

export function makeTombstone(
  { event_id }: Pick<Reflection, 'event_id'>,
  state: 'pending' | 'declined' | 'withdrawn' | 'erased',
): NewFeedItem {
  return { kind: 'tombstone', event_id: toUuid(event_id), state };
}

/** Words that wait for kiosks which have not heard them yet. */
export async function deleteFromFeed(transaction: Transaction<Tables>, eventId: Uint8Array): Promise<void> {
  await transaction
    .deleteFrom('feed')
    .where('kind', '=', 'reflection')
    .where('body', 'like', `%"event_id":"${toUuid(eventId)}"%`)
    .execute();
}

async function makeWallItem(
  transaction: Transaction<Tables>,
  reflection: Reflection,
): Promise<NewFeedItem | undefined> {
  const kept = await transaction
    .selectFrom('words')
    .select('words')
    .where('kiosk_no', '=', reflection.kiosk_no)
    .where('event_id', '=', reflection.event_id)
    .executeTakeFirst();
  const words = kept && readWords(reflection.form, kept.words);
  if (!words) return undefined;
  return {
    kind: 'reflection',
    event_id: toUuid(reflection.event_id),
    stop_id: reflection.stop_id === '' ? null : reflection.stop_id,
    audience: audienceSchema.safeParse(reflection.audience).data ?? null,
    panel: slugSchema.safeParse(reflection.panel).data ?? null,
    words,
  };
}

type WallWords = Extract<NewFeedItem, { kind: 'reflection' }>['words'];

/** Undefined for what is no text and no ink that can be drawn. */
function readWords(form: string, words: string): WallWords | undefined {
  if (form === 'text') return words === '' || words.length > 4_000 ? undefined : { form, text: words };
  if (form !== 'ink') return undefined;
  try {
    const ink = inkSchema.safeParse(JSON.parse(words));
    return ink.success ? { form, ink: ink.data } : undefined;
  } catch {
    return undefined;
  }
}
