import { expect, test } from 'vitest';
import type { Tour } from '../../model/staff-api.ts';
import { makeVisit } from '../testing/make-visits.ts';
import { startKiosk, type TestKiosk } from '../testing/start-kiosk.ts';

const key = 'f'.repeat(64);
const auth = { Authorization: `Bearer ${key}` };
const library = { stop_id: 'library', name: '市图书馆', entry: 'villages', address: '人民大道 1 号' };

async function read(answer: Promise<Response>): Promise<Tour> {
  const response = await answer;
  expect(response.status).toBe(200);
  return (await response.json()) as Tour;
}

const tourOf = (kiosk: TestKiosk) => read(kiosk.get('/api/staff/tour', { headers: auth }));
const send = (kiosk: TestKiosk, path: string, body: unknown) =>
  kiosk.send(`/api/staff/tour/${path}`, body, auth);
const refusal = async (response: Response) =>
  `${response.status} ${((await response.json()) as { error: { code: string } }).error.code}`;

test('arrival, a group of 45, an activity and the departure stand in the log and in the tour', async () => {
  const kiosk = await startKiosk({ staffKey: key });
  expect(await tourOf(kiosk)).toMatchObject({ stop: null, groups: [], activities: [], moved: null });
  expect(await read(send(kiosk, 'arrive', library))).toMatchObject({ stop: library });
  const { groups } = await read(
    send(kiosk, 'groups', { organisation: '经开区税务局', entry: 'offices', headcount: 45 }),
  );
  expect(groups).toMatchObject([{ organisation: '经开区税务局', headcount: 45 }]);
  await kiosk.post({ events: makeVisit() });
  const activity = { kind: 'talk', organisation: '经开区税务局', headcount: 45, date: '2026-11-20' };
  expect(await read(send(kiosk, 'activities', activity))).toMatchObject({
    activities: [activity],
    sessions: 1,
  });
  const group_id = groups[0]?.group_id;
  expect(await read(send(kiosk, 'groups/close', { group_id, headcount: 43 }))).toMatchObject({ groups: [] });
  expect(await refusal(await send(kiosk, 'groups/close', { group_id }))).toBe('404 no-such-group');
  expect(await read(send(kiosk, 'leave', {}))).toMatchObject({ stop: null });
});

test('arriving at the next stop leaves the one before', async () => {
  const kiosk = await startKiosk({ staffKey: key });
  await send(kiosk, 'arrive', library);
  await send(kiosk, 'groups', { organisation: '甲', entry: 'offices', headcount: 3 });
  const tour = await read(send(kiosk, 'arrive', { stop_id: 'school', name: '一中', entry: 'schools' }));
  expect(tour).toMatchObject({ stop: { stop_id: 'school' }, groups: [], sessions: 0 });
});

test.each([
  ['a stop left before one was arrived at', 'leave', {}, '409 no-stop'],
  ['a headcount below nothing', 'groups', { organisation: '甲', entry: 'offices', headcount: -1 }, '422'],
  ['a headcount of a million', 'groups', { organisation: '甲', entry: 'offices', headcount: 1e6 }, '422'],
  ['a group without a name', 'groups', { organisation: '  ', entry: 'offices', headcount: 1 }, '422'],
  [
    'a day that there is not',
    'activities',
    { kind: 'talk', organisation: '甲', headcount: 1, date: '2026-02-30' },
    '422',
  ],
])('%s is refused with a reason, and nothing is written', async (_what, path, body, expected) => {
  const kiosk = await startKiosk({ staffKey: key });
  const health = async () =>
    ((await (await kiosk.get('/api/health')).json()) as { log: { lastSeq: number } }).log.lastSeq;
  const before = await health();
  expect(await refusal(await send(kiosk, path, body))).toContain(expected);
  expect(await health()).toBe(before);
});

test('a clock set back during a stop changes neither where the kiosk stands nor who is there', async () => {
  const kiosk = await startKiosk({ staffKey: key });
  await send(kiosk, 'arrive', library);
  await send(kiosk, 'groups', { organisation: '甲', entry: 'offices', headcount: 12 });
  kiosk.clock.wall -= 3 * 365 * 24 * 3_600_000;
  expect(await tourOf(kiosk)).toMatchObject({ stop: { stop_id: 'library' }, groups: [{ headcount: 12 }] });
  expect(await read(send(kiosk, 'leave', {}))).toMatchObject({ stop: null });
});

test('the plan of the tour is kept; a plan with a stop twice is refused', async () => {
  const kiosk = await startKiosk({ staffKey: key });
  const stop = { ...library, from: '2026-11-20', to: '2026-11-22' };
  const put = (stops: unknown[]) =>
    kiosk.get('/api/staff/tour/itinerary', {
      method: 'PUT',
      headers: { ...auth, 'Content-Type': 'application/json' },
      body: JSON.stringify({ stops }),
    });
  expect(await read(put([stop]))).toMatchObject({ itinerary: { stops: [stop] } });
  expect((await put([stop, stop])).status).toBe(422);
  expect((await put([{ ...stop, from: '2026-11-23' }])).status).toBe(422);
  expect(await tourOf(kiosk)).toMatchObject({ itinerary: { stops: [stop] } });
});

test('visits without a stop, and a day that belongs to another one, are pointed out', async () => {
  const kiosk = await startKiosk({ staffKey: key });
  await kiosk.post({ events: makeVisit() });
  expect(await tourOf(kiosk)).toMatchObject({ moved: 'visits-without-stop' });
  await send(kiosk, 'arrive', library);
  const next = { stop_id: 'school', name: '一中', entry: 'schools', address: '', from: '2026-11-20' };
  await kiosk.get('/api/staff/tour/itinerary', {
    method: 'PUT',
    headers: { ...auth, 'Content-Type': 'application/json' },
    body: JSON.stringify({ stops: [{ ...next, to: '2026-11-21' }] }),
  });
  expect(await tourOf(kiosk)).toMatchObject({ moved: 'another-stop-is-planned' });
});

test('without a session or the key the room stays shut, from whatever site', async () => {
  const kiosk = await startKiosk({ staffKey: key });
  for (const path of ['tour', 'lights', 'reflections', 'settings', 'nothing-of-the-kind']) {
    expect((await kiosk.get(`/api/staff/${path}`)).status).toBeGreaterThanOrEqual(403);
  }
  const foreign = { ...auth, Origin: 'http://192.168.1.20', 'Sec-Fetch-Site': 'cross-site' };
  expect(await refusal(await kiosk.send('/api/staff/tour/arrive', library, foreign))).toBe('403 cross-site');
  expect((await kiosk.send('/api/staff/enter', { pin: '000000' }, { Origin: 'http://evil' })).status).toBe(
    403,
  );
});
