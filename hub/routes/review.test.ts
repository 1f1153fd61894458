import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { HubRole } from '../../model/hub-access.ts';
import { reviewPageSchema } from '../../model/hub-review.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { readAudit } from '../accounts/audit.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { openDesk } from '../testing/open-desk.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { toRows } from '../testing/test-kiosk.ts';
import { kioskDeskRoutes } from './kiosks.ts';
import { reviewRoutes } from './review.ts';

const hostile = '=HYPERLINK("x")<script>alert(1)</script>';

/** Sixty shared reflections, of which the last is marked, and a private one. */
async function seed(hub: TestHub): Promise<{ ids: string[]; privateId: string }> {
  const kiosk = await hub.enrol();
  const book = makeLogbook();
  startKiosk(book);
  startVisit(book, 1);
  const words = new Map<string, string>();
  for (let number = 0; number <= 60; number += 1) {
    const text = number === 0 ? hostile : `心得 ${number}`;
    book.pass(1_000);
    const { event_id } = book.write(book.visitId(1), 'reflection.written', {
      consent: number === 60 ? 'private' : 'public',
      form: 'text',
      marked: number === 59,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
    words.set(event_id, text);
  }
  const rows = toRows(book.events).map((row) => {
    const text = words.get(row.event_id);
    return text === undefined ? row : { ...row, words: text };
  });
  expect((await hub.post('/v1/batches', kiosk.batch(rows))).status).toBe(200);
  await hub.counter.settled();
  const ids = [...words.keys()];
  return { ids: ids.slice(0, 60), privateId: ids[60] ?? '' };
}

function open(hub: TestHub, role: HubRole) {
  const deps = { store: hub.store, now: () => hub.clock.nowMs };
  const desk = openDesk([...reviewRoutes(deps), ...kioskDeskRoutes(deps)], role);
  const list = async (query = '') =>
    reviewPageSchema.parse(await (await desk.get(`/api/review${query}`)).json());
  const notes = async () => (await readAudit(hub.store.db, {})).entries.toReversed();
  return { ...desk, notes, list };
}

onBothStores((check) => {
  check('reviewers read the screened ones first, then the oldest, and never a private one', async (place) => {
    const hub = await startHub(place);
    const { ids, privateId } = await seed(hub);
    const { list } = open(hub, 'reviewer');
    const first = await list();
    const second = await list(`?after=${first.next}`);
    expect([first.total, second.next]).toEqual([60, null]);
    const read = [...first.reflections, ...second.reflections];
    expect(read.map(({ id }) => id)).toEqual([ids[59], ...ids.slice(0, 59)]);
    expect(read.map(({ id }) => id)).not.toContain(privateId);
    expect(read[1]?.words).toBe(hostile);
  });

  check('a decision and its undoing stand in the audit log, without words', async (place) => {
    const hub = await startHub(place);
    const { ids, privateId } = await seed(hub);
    const { change, list, notes } = open(hub, 'reviewer');
    const path = `/api/review/${ids[0]}`;
    expect(await (await change('PUT', path, { state: 'approved' })).json()).toEqual({ before: 'pending' });
    expect((await list('?state=approved')).reflections[0]).toMatchObject({ id: ids[0], decidedBy: '甲' });
    expect(await (await change('PUT', path, { state: 'pending' })).json()).toEqual({ before: 'approved' });
    expect((await list()).total).toBe(60);
    expect((await change('PUT', `/api/review/${privateId}`, { state: 'approved' })).status).toBe(404);
    expect((await change('PUT', '/api/review/none', { state: 'approved' })).status).toBe(404);
    expect((await change('PUT', path, { state: 'loved' })).status).toBe(422);
    expect((await notes()).map(({ act, about, details }) => ({ act, about, details }))).toEqual([
      { act: 'reflection-decided', about: ids[0], details: { before: 'pending', state: 'approved' } },
      { act: 'reflection-decided', about: ids[0], details: { before: 'approved', state: 'pending' } },
    ]);
  });

  check('only organisers erase; what is erased can be read no more', async (place) => {
    const hub = await startHub(place);
    const { ids } = await seed(hub);
    const path = `/api/reflections/${ids[0]}/words`;
    expect((await open(hub, 'reviewer').change('DELETE', path)).status).toBe(403);
    const { change, list, notes } = open(hub, 'organiser');
    expect((await change('DELETE', path)).status).toBe(200);
    expect((await list('?state=withdrawn')).reflections).toMatchObject([{ id: ids[0], words: null }]);
    expect(await notes()).toMatchObject([{ act: 'words-erased', about: ids[0] }]);
  });

  check('technicians make codes and take kiosks off the hub, and review nothing', async (place) => {
    const hub = await startHub(place);
    const { kioskId } = await hub.enrol();
    const { get, change, notes } = open(hub, 'technician');
    expect((await get('/api/review')).status).toBe(403);
    const made = (await (await change('POST', '/api/kiosks/codes', { name: '二号' })).json()) as {
      code: string;
    };
    expect(made.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect((await change('POST', `/api/kiosks/${kioskId}/revoke`)).status).toBe(200);
    expect((await change('POST', '/api/kiosks/kiosk-none/revoke')).status).toBe(404);
    const noted = await notes();
    expect(JSON.stringify(noted)).not.toContain(made.code);
    expect(noted.map(({ act, about }) => [act, about])).toEqual([
      ['enrolment-code-made', '二号'],
      ['kiosk-revoked', kioskId],
    ]);
  });
});
