import { expect, test } from 'vitest';
import { makeLogbook, startKiosk } from '../../model/testing/make-events.ts';
import { openBrowser } from '../testing/browser.ts';
import { makeFolder, onBothStores } from '../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../testing/start-hub.ts';
import { toRows } from '../testing/test-kiosk.ts';
import type { Answered } from '../watch-requests.ts';

const ask = (hub: TestHub, address: string, headers: Record<string, string> = {}) =>
  hub.fetch(new Request('http://hub.test/metrics', { headers }), {
    address,
    isSecure: false,
    host: 'hub.test',
  });

test('metrics are given to this machine and to who brings the token, and to nobody else', async () => {
  const metricsToken = 'token-of-the-monitor';
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  const hub = await startHub(place, { metricsToken });
  expect((await ask(hub, '127.0.0.1')).status).toBe(200);
  expect((await ask(hub, '::1')).status).toBe(200);
  expect((await ask(hub, '192.0.2.1')).status).toBe(404);
  expect((await ask(hub, '')).status).toBe(404);
  expect((await ask(hub, '192.0.2.1', { Authorization: `Bearer ${metricsToken}` })).status).toBe(200);
  expect((await ask(hub, '192.0.2.1', { Authorization: 'Bearer another' })).status).toBe(404);
  // A proxy on this machine that was not named with --trusted-proxy passes strangers on.
  expect((await ask(hub, '127.0.0.1', { 'X-Forwarded-For': '192.0.2.1' })).status).toBe(404);
  await hub.stop();
  const without = await startHub(place);
  expect((await ask(without, '192.0.2.1', { Authorization: 'Bearer undefined' })).status).toBe(404);
});

onBothStores((check) => {
  check('metrics tell what is here, what could not be read and what was asked', async (place) => {
    const hub = await startHub(place);
    const kiosk = await hub.enrol();
    const book = makeLogbook();
    startKiosk(book);
    book.write(null, 'stop.arrived', { stop_id: 'stop-1', name: '税务局', entry: 'offices' });
    const [first, second] = toRows(book.events);
    if (!first || !second) throw new Error('nothing was written');
    const broken = { ...first, seq: 3, event_id: 'none' };
    expect((await hub.post('/v1/batches', kiosk.batch([first, second, broken]))).status).toBe(200);
    const text = await (await ask(hub, '127.0.0.1')).text();
    const read = (name: string) =>
      Number(new RegExp(`^jingzhong_hub_${name} (.*)$`, 'm').exec(text)?.[1] ?? Number.NaN);
    expect(read('kiosks\\{state="active"\\}')).toBe(1);
    expect(read('events_committed')).toBe(3);
    expect(read('events_parked')).toBe(1);
    expect(read('requests_total\\{route="/v1/batches",status="200"\\}')).toBe(1);
    expect(read('disk_free_bytes')).toBeGreaterThan(0);
    // Every line is a comment or one sample, as the format has it.
    expect(text).toMatch(
      /^(# (HELP|TYPE) [a-z_]+ .+\n|[a-z_]+(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? [\d.e+-]+\n)+$/,
    );
  });
});

test('the log names what was asked by its noun, and nothing that anybody wrote', async () => {
  const answered: Answered[] = [];
  const place = { dataDir: makeFolder(), databaseUrl: undefined };
  const hub = await startHub(place, { onAnswered: (line) => void answered.push(line) });
  const browser = openBrowser(hub, { address: '192.0.2.7' });
  await browser.call('GET', '/api/people?name=张三');
  await browser.signIn('zhang-san', 'a secret word');
  await browser.call('GET', '/secret/我的心得');
  await browser.call('GET', '/healthz');
  expect(answered.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
    'GET /api/people 401',
    'POST /api/session 403',
    'GET (other) 404',
  ]);
  expect(JSON.stringify([answered, hub.lines])).not.toMatch(/张三|zhang|secret|心得/);
});
