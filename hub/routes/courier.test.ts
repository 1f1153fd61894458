import { expect } from 'vitest';
import { batchesMedia, importedSchema } from '../../model/hub-desk.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { readAudit } from '../accounts/audit.ts';
import { becomeOrganiser, invite } from '../testing/browser.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub } from '../testing/start-hub.ts';
import { toRows } from '../testing/test-kiosk.ts';

function makeRows() {
  const book = makeLogbook();
  startKiosk(book);
  for (let number = 1; number <= 3; number += 1) startVisit(book, number).end('finished');
  return toRows(book.events);
}

onBothStores((check) => {
  check('a technician carries a stick’s file in, twice, and the acknowledgements out', async (place) => {
    const hub = await startHub(place);
    const organiser = await becomeOrganiser(hub);
    const technician = await invite(hub, organiser, 'technician', 'technician');
    const viewer = await invite(hub, organiser, 'viewer', 'viewer');
    const kiosk = await hub.enrol();
    const rows = makeRows();
    const file = `${JSON.stringify(kiosk.batch(rows))}\n{"not":"a batch"}\n`;
    expect((await viewer.upload('/api/courier', batchesMedia, file)).status).toBe(403);
    const results = [];
    for (let time = 0; time < 2; time += 1) {
      const answer = await technician.upload('/api/courier', batchesMedia, file);
      results.push(importedSchema.parse(await answer.json()));
    }
    for (const { batches, events, kioskIds, refused, acknowledgements } of results) {
      expect({ batches, events, kioskIds }).toEqual({
        batches: 1,
        events: rows.length,
        kioskIds: [kiosk.kioskId],
      });
      expect(refused).toEqual([{ line: 2, why: 'not-understood' }]);
      expect(acknowledgements.name).toMatch(/^hub-[0-9a-f]{8}\.acks\.ndjson$/);
      expect(acknowledgements.text.trim().split('\n')).toHaveLength(1);
    }
    expect(await hub.store.db.selectFrom('events').select('seq').execute()).toHaveLength(rows.length);
    await hub.counter.settled();
    expect(await hub.store.db.selectFrom('visits').select('kind').execute()).toHaveLength(3);
    const [note] = (await readAudit(hub.store.db, { act: 'batches-carried' })).entries;
    expect(note).toMatchObject({ who: 'technician', details: { batches: 1, refused: 1 } });
  });

  check('a file that is cut off on its way is taken in as far as it came, and said to be', async (place) => {
    const hub = await startHub(place);
    const organiser = await becomeOrganiser(hub);
    const kiosk = await hub.enrol();
    const rows = makeRows();
    const pieces = [
      `${JSON.stringify(kiosk.batch(rows.slice(0, 4)))}\n`,
      JSON.stringify(kiosk.batch(rows.slice(4))),
    ];
    const breaking = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.error(new Error('the connection broke'));
        else controller.enqueue(Buffer.from(piece.slice(0, 60_000)));
      },
    });
    const answer = await organiser.upload('/api/courier', batchesMedia, breaking);
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([
      400,
      'cut-off',
    ]);
    expect((await hub.store.db.selectFrom('events').select('seq').execute()).length).toBeGreaterThanOrEqual(
      4,
    );
  });
});
