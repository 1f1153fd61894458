import { expect } from 'vitest';
import { hubRoles, mayDo, type HubRole } from '../../model/hub-access.ts';
import { visitsViewSchema, type VisitRowsPage } from '../../model/hub-views.ts';
import { makeLogbook, startKiosk, startVisit } from '../../model/testing/make-events.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { openDesk } from '../testing/open-desk.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { toRows, type TestKiosk } from '../testing/test-kiosk.ts';
import { viewRoutes } from './views.ts';

const open = (hub: TestHub, role: HubRole | undefined) =>
  openDesk(viewRoutes({ store: hub.store, now: () => hub.clock.nowMs }), role).get;

async function seed(hub: TestHub, kiosk: TestKiosk, visits: number): Promise<void> {
  const book = makeLogbook({ stop_id: 'library' });
  startKiosk(book);
  book.write(null, 'stop.arrived', { stop_id: 'library', name: '=1+1<b>图书馆', entry: 'schools' });
  for (let number = 1; number <= visits; number += 1) {
    const visit = startVisit(book, number, { language: number % 2 === 0 ? 'en' : 'zh-Hans' });
    visit.openPanel('envelope');
    visit.openPanel('bridge');
    book.pass(60_000);
    visit.end();
  }
  const answer = await hub.post('/v1/batches', kiosk.batch(toRows(book.events)));
  expect(answer.status).toBe(200);
  await hub.counter.settled();
}

onBothStores((check) => {
  check('the rows behind a figure come in pages that lose none and bring none twice', async (place) => {
    const hub = await startHub(place);
    await seed(hub, await hub.enrol(), 120);
    const get = open(hub, 'viewer');
    const figure = visitsViewSchema.parse(await (await get('/api/views/visits?language=en')).json());
    expect(figure.totals).toMatchObject({ visits: 60, groupPeople: null, peopleReached: null });
    const ids: string[] = [];
    let after = '';
    for (let pages = 1; ; pages += 1) {
      const path = `/api/visits?kind=visit${after === '' ? '' : `&after=${after}`}`;
      const page = (await (await get(path)).json()) as VisitRowsPage;
      ids.push(...page.rows.map(({ visitId }) => visitId));
      if (page.next === null) {
        expect(pages).toBe(2);
        break;
      }
      after = page.next;
    }
    expect(ids.length).toBe(120);
    expect(new Set(ids).size).toBe(120);
  });

  check('a page that asks again is told in no words that nothing is new', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const get = open(hub, 'organiser');
    const first = await get('/api/views/visits');
    const etag = first.headers.get('ETag') ?? '';
    const again = await get('/api/views/visits', { 'If-None-Match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await seed(hub, kiosk, 1);
    expect((await get('/api/views/visits', { 'If-None-Match': etag })).status).toBe(200);
  });

  check('figures are for those who may see them, kiosks for all who are signed in', async (place) => {
    const hub = await startHub(place);
    const figures = ['visits', 'tour', 'panels', 'taking-part'].map((view) => `/api/views/${view}`);
    const rows = ['groups', 'activities', 'reflections'].map((kind) => `/api/rows/${kind}`);
    for (const path of [...figures, ...rows, '/api/visits', '/api/views/now']) {
      expect((await open(hub, undefined)(path)).status).toBe(401);
      for (const role of hubRoles) {
        const isAllowed = path === '/api/views/now' || mayDo(role, 'see-figures');
        expect([path, role, (await open(hub, role)(path)).status]).toEqual([
          path,
          role,
          isAllowed ? 200 : 403,
        ]);
      }
    }
  });

  check('a filter or a page that is none is refused with what is wrong', async (place) => {
    const hub = await startHub(place);
    const get = open(hub, 'viewer');
    for (const query of [
      'views/visits?from=yesterday',
      'visits?after=1',
      'visits?hour=24',
      'visits?kind=x',
      'visits?did=panels',
      'rows/activities?activity=x',
      'rows/groups?after=x',
      'rows/reflections?consent=x',
    ]) {
      expect([query, (await get(`/api/${query}`)).status]).toEqual([query, 422]);
    }
    const hostile = await get(`/api/views/visits?stop=${encodeURIComponent("' or 1=1 --")}`);
    expect(visitsViewSchema.parse(await hostile.json()).totals.visits).toBe(0);
  });
});
