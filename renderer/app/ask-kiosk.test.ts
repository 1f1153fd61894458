import { expect, test } from 'vitest';
import { createAskKiosk } from './ask-kiosk.ts';

/** Answers every request alike, and keeps the answers. */
function openKiosk(answer: () => Response) {
  const answers: Response[] = [];
  const kiosk = createAskKiosk((_path, _init) => {
    const response = answer();
    answers.push(response);
    return Promise.resolve(response);
  });
  return { kiosk, isRead: () => answers.length > 0 && answers.every(({ bodyUsed }) => bodyUsed) };
}

test.each([200, 422, 503])('an answer with %i to what was posted is read to its end', async (status) => {
  const { kiosk, isRead } = openKiosk(() => new Response('{"written":1}', { status }));
  expect(await kiosk.post('/api/log', { events: [] })).toEqual({ status });
  expect(isRead()).toBe(true);
});

test('a refusal is read to its end, and thrown', async () => {
  const { kiosk, isRead } = openKiosk(() => new Response('{}', { status: 404 }));
  await expect(kiosk.fetchJson('/api/today')).rejects.toThrow('/api/today answered 404');
  expect(isRead()).toBe(true);
});

test('what is asked for comes with its tag', async () => {
  const { kiosk } = openKiosk(() => new Response('{"visits":3}', { headers: { ETag: '"a"' } }));
  expect(await kiosk.fetchTagged('/api/today')).toEqual({ tag: '"a"', value: { visits: 3 } });
  expect(await kiosk.fetchTag('/api/today')).toBe('"a"');
});

test('a kiosk that does not answer has no tag', async () => {
  const kiosk = createAskKiosk(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await kiosk.fetchTag('/api/exhibition')).toBeNull();
});
