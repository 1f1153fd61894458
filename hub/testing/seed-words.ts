// A kiosk with some visits, and what its visitors wrote: shared and private.
import { createHash } from 'node:crypto';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import type { TestHub } from './start-hub.ts';
import { toRows, type TestKiosk } from './test-kiosk.ts';

export type Written = { consent: 'public' | 'private'; form: 'text' | 'ciphertext'; words: string };

/** Returns the ids of what was written, in order, and the batch that brought it. */
export async function seedWords(hub: TestHub, written: readonly Written[], kiosk?: TestKiosk) {
  const by = kiosk ?? (await hub.enrol());
  const book = makeLogbook();
  startKiosk(book);
  startVisit(book, 1);
  const ids: string[] = [];
  const words = new Map<string, string>();
  for (const { consent, form, words: text } of written) {
    book.pass(1_000);
    const sha256 = createHash('sha256').update(text).digest('hex');
    const body = { consent, form, marked: false, sha256 };
    const { event_id } = book.write(book.visitId(1), 'reflection.written', body);
    ids.push(event_id);
    words.set(event_id, text);
  }
  const rows = toRows(book.events).map((row) => {
    const text = words.get(row.event_id);
    return text === undefined ? row : { ...row, words: text };
  });
  const { status } = await hub.post('/v1/batches', by.batch(rows));
  if (status !== 200) throw new Error(`the batch was answered with ${status}`);
  await hub.counter.settled();
  return { ids, kiosk: by, rows };
}
