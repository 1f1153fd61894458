// What visitors wrote for the organisers only: a list without words, and one by one what is kept of it,
// which is ciphertext. It is opened in an organiser's browser and nowhere else.
import { sql } from 'kysely';
import type { SealedPage } from '../../model/hub-desk.ts';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { countReflections } from '../count/reflection-counts.ts';
import { toBytes, toUuid } from '../ingest/check-event.ts';
import type { Store } from '../store/open-store.ts';
import { cutPage } from '../views/one-page.ts';
import { readPlaces } from '../views/read-places.ts';
import { describeReflection } from './describe.ts';

const aPage = 50;

export async function readSealed(
  store: Store,
  { after }: { after?: string | undefined },
): Promise<SealedPage> {
  const ofPrivate = store.db.selectFrom('reflections').where('consent', '=', 'private');
  let page = ofPrivate
    .leftJoin('words', (join) =>
      join
        .onRef('words.kiosk_no', '=', 'reflections.kiosk_no')
        .onRef('words.event_id', '=', 'reflections.event_id'),
    )
    .select(['reflections.event_id', 'written_ms', 'stop_id', 'form', 'audience', 'panel'])
    .select(sql<number | null>`octet_length(words.words)`.as('size'))
    .orderBy('written_ms', 'desc')
    .orderBy('reflections.event_id')
    .limit(aPage + 1);
  if (after !== undefined) {
    const [writtenMs = '', id = ''] = after.split('.');
    const ms = Number(writtenMs);
    page = page.where(
      sql<boolean>`(written_ms < ${ms} or (written_ms = ${ms} and reflections.event_id > ${toBytes(id)}))`,
    );
  }
  const { page: shown, next } = cutPage(
    await page.execute(),
    ({ written_ms, event_id }) => `${written_ms}.${toUuid(event_id)}`,
    aPage,
  );
  const placeOf = await readPlaces(store);
  return {
    total: (await countReflections(store.db)).get('private') ?? 0,
    reflections: shown.map((row) => ({
      ...describeReflection(row, placeOf),
      sizeBytes: row.size,
    })),
    next,
  };
}

/** As it is kept. Undefined for what is not private, not known, or erased; who fetched it is noted. */
export async function fetchSealed(
  { db }: Store,
  { eventId, by, nowMs }: { eventId: Uint8Array; by: Actor; nowMs: number },
): Promise<string | undefined> {
  return db.transaction().execute(async (transaction) => {
    const found = await transaction
      .selectFrom('reflections')
      .innerJoin('words', (join) =>
        join
          .onRef('words.kiosk_no', '=', 'reflections.kiosk_no')
          .onRef('words.event_id', '=', 'reflections.event_id'),
      )
      .select('words.words')
      .where('reflections.event_id', '=', eventId)
      .where('consent', '=', 'private')
      .executeTakeFirst();
    if (!found) return undefined;
    await noteAudit(transaction, { by, act: 'sealed-fetched', about: toUuid(eventId) }, nowMs);
    return found.words;
  });
}
