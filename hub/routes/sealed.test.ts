import { expect } from 'vitest';
import { plannedTourSchema, sealedPageSchema } from '../../model/hub-desk.ts';
import { readAudit } from '../accounts/audit.ts';
import { becomeOrganiser, invite } from '../testing/browser.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { seedWords } from '../testing/seed-words.ts';
import { startHub } from '../testing/start-hub.ts';

const ciphertext = '-----BEGIN AGE ENCRYPTED FILE-----\nabc\n-----END AGE ENCRYPTED FILE-----\n';

onBothStores((check) => {
  check('organisers list private reflections without words, and fetch one by one, noted', async (place) => {
    const hub = await startHub(place);
    const organiser = await becomeOrganiser(hub);
    const { ids } = await seedWords(hub, [
      { consent: 'public', form: 'text', words: '可以公开' },
      ...Array.from(
        { length: 60 },
        () => ({ consent: 'private', form: 'ciphertext', words: ciphertext }) as const,
      ),
    ]);
    const read = async (query = '') => {
      const text = await (await organiser.call('GET', `/api/sealed${query}`)).text();
      expect(text).not.toContain('AGE ENCRYPTED');
      return sealedPageSchema.parse(JSON.parse(text));
    };
    const first = await read();
    const second = await read(`?after=${first.next}`);
    expect([first.total, first.reflections.length, second.reflections.length, second.next]).toEqual([
      60,
      50,
      10,
      null,
    ]);
    const listed = [...first.reflections, ...second.reflections];
    expect(listed.map(({ id }) => id).toSorted()).toEqual(ids.slice(1).toSorted());
    expect(listed[0]).toMatchObject({ form: 'ciphertext', sizeBytes: ciphertext.length });
    const fetched = await organiser.call('POST', `/api/sealed/${ids[7]}`);
    expect(await fetched.json()).toEqual({ words: ciphertext });
    // What was shared, what is guessed, and what is no id are all the same: nothing private is there.
    for (const id of [ids[0], '00000000-0000-4000-8000-000000000000', 'x', '..%2Fhub.db']) {
      expect((await organiser.call('POST', `/api/sealed/${id}`)).status).toBe(404);
    }
    for (const role of ['reviewer', 'viewer', 'technician'] as const) {
      const person = await invite(hub, organiser, role, role);
      expect((await person.call('POST', `/api/sealed/${ids[7]}`)).status).toBe(403);
    }
    const { entries } = await readAudit(hub.store.db, { act: 'sealed-fetched' });
    expect(entries.map(({ about, who }) => [about, who])).toEqual([[ids[7], 'organiser']]);
    await organiser.call('DELETE', `/api/reflections/${ids[7]}/words`);
    expect((await organiser.call('POST', `/api/sealed/${ids[7]}`)).status).toBe(404);
  });

  check('the plan goes to every kiosk, and nobody’s change is written over unseen', async (place) => {
    const hub = await startHub(place);
    const organiser = await becomeOrganiser(hub);
    const viewer = await invite(hub, organiser, 'viewer', 'viewer');
    const stop = {
      stop_id: 'school',
      name: '第一中学',
      entry: 'schools',
      from: '2026-12-01',
      to: '2026-12-03',
      address: '',
    };
    const read = async () =>
      plannedTourSchema.parse(await (await viewer.call('GET', '/api/itinerary')).json());
    const plan = (stops: object[], basedOnMs: number | null) =>
      organiser.call('PUT', '/api/itinerary', { itinerary: { stops }, basedOnMs });
    expect(await read()).toEqual({ itinerary: { stops: [] }, changedMs: null, changedBy: '' });
    expect((await plan([stop], null)).status).toBe(200);
    const { changedMs, itinerary } = await read();
    expect(itinerary).toEqual({ stops: [stop] });
    expect((await plan([], null)).status).toBe(409);
    expect((await plan([{ ...stop, to: '2026-11-01' }], changedMs)).status).toBe(422);
    expect((await plan([stop, stop], changedMs)).status).toBe(422);
    expect((await viewer.call('PUT', '/api/itinerary', { itinerary, basedOnMs: changedMs })).status).toBe(
      403,
    );
    expect((await plan([], changedMs)).status).toBe(200);
    const feed = await hub.store.db.selectFrom('feed').select(['kind', 'kiosk_no']).execute();
    expect(feed).toEqual([
      { kind: 'itinerary', kiosk_no: null },
      { kind: 'itinerary', kiosk_no: null },
    ]);
    const { entries } = await readAudit(hub.store.db, { act: 'itinerary-changed' });
    expect(entries.map(({ details }) => details)).toEqual([{ stops: 0 }, { stops: 1 }]);
  });

  check('fifty megabytes of JSON are refused after the first few', async (place) => {
    const hub = await startHub(place);
    const organiser = await becomeOrganiser(hub);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 50) controller.close();
        else controller.enqueue(Buffer.alloc(1024 * 1024, 0x20));
      },
    });
    const answer = await organiser.upload('/api/recalls', 'application/json', endless);
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(8);
  });
});
