// What reviewers read: shared reflections in one state, screened ones first, then the oldest; a page at
// a time by where the page before ended. What is private is never among them.
import { sql } from 'kysely';
import type { ReviewPage, ReviewQuery } from '../../model/hub-review.ts';
import { countReflections } from '../count/reflection-counts.ts';
import { toBytes, toUuid } from '../ingest/check-event.ts';
import type { Store } from '../store/open-store.ts';
import { cutPage } from '../views/one-page.ts';
import { readPlaces } from '../views/read-places.ts';
import { describeReflection } from './describe.ts';

const aPage = 50;

export async function readReview(store: Store, { state, after }: ReviewQuery): Promise<ReviewPage> {
  const inState = store.db
    .selectFrom('reflections')
    .where('consent', '=', 'public')
    .where('reflections.state', '=', state);
  const place = after === undefined ? undefined : readPlace(after);
  const readMarked = (marked: 0 | 1, limit: number) => {
    let page = inState
      .leftJoin('words', (join) =>
        join
          .onRef('words.kiosk_no', '=', 'reflections.kiosk_no')
          .onRef('words.event_id', '=', 'reflections.event_id'),
      )
      .selectAll('reflections')
      .select('words.words')
      .where('marked', '=', marked)
      .orderBy('written_ms')
      .orderBy('reflections.event_id')
      .limit(limit);
    if (place?.marked === marked) {
      const { writtenMs, eventId } = place;
      page = page.where(sql<boolean>`(written_ms, reflections.event_id) > (${writtenMs}, ${eventId})`);
    }
    return page.execute();
  };
  // One after the other, each in the order of its index: what waits is not sorted for every page.
  const rows = place?.marked === 0 ? [] : await readMarked(1, aPage + 1);
  if (rows.length <= aPage) rows.push(...(await readMarked(0, aPage + 1 - rows.length)));
  const { page: shown, next } = cutPage(
    rows,
    ({ marked, written_ms, event_id }) => `${marked}.${written_ms}.${toUuid(event_id)}`,
    aPage,
  );
  const placeOf = await readPlaces(store);
  return {
    total: (await countReflections(store.db)).get(state) ?? 0,
    reflections: shown.map((row) => ({
      ...describeReflection(row, placeOf),
      isMarked: row.marked === 1,
      words: row.words,
      state: row.state,
      decidedBy: row.decided_by,
      decidedMs: row.decided_ms,
    })),
    next,
  };
}

/** Where the page before ended, as `next` says it. */
function readPlace(after: string) {
  const [marked = '', writtenMs = '', id = ''] = after.split('.');
  return { marked: Number(marked), writtenMs: Number(writtenMs), eventId: toBytes(id) };
}
