// What reviewers read: shared reflections in one state, screened ones first, then the oldest; a page at
// a time by where the page before ended. What is private is never among them.
import { sql } from 'kysely';
import type { ReviewPage, ReviewQuery } from '../../model/hub-review.ts';
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
  const { total } = await inState
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  let page = inState
    .leftJoin('words', (join) =>
      join
        .onRef('words.kiosk_no', '=', 'reflections.kiosk_no')
        .onRef('words.event_id', '=', 'reflections.event_id'),
    )
    .selectAll('reflections')
    .select('words.words')
    .orderBy('marked', 'desc')
    .orderBy('written_ms')
    .orderBy('reflections.event_id')
    .limit(aPage + 1);
  if (after !== undefined) {
    const [marked = '', writtenMs = '', id = ''] = after.split('.');
    page = page.where(
      sql<boolean>`(marked < ${Number(marked)} or (marked = ${Number(marked)}
        and (written_ms, reflections.event_id) > (${Number(writtenMs)}, ${toBytes(id)})))`,
    );
  }
  const { page: shown, next } = cutPage(
    await page.execute(),
    ({ marked, written_ms, event_id }) => `${marked}.${written_ms}.${toUuid(event_id)}`,
    aPage,
  );
  const placeOf = await readPlaces(store);
  return {
    total,
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
