import { randomUUID } from 'node:crypto';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeptLog, LogHealth } from './log/keep-log.ts';
import { openLogReader } from './log/open-reader.ts';
import { makeEvent, makeVisit } from './testing/make-visits.ts';
import { host, startKiosk } from './testing/start-kiosk.ts';

type Refusal = {
  error: {
    code: string;
    sentence: Record<string, string>;
    findings?: { where: string; what: string }[];
    findingsInAll?: number;
  };
};
const readRefusal = async (answer: Response) => (await answer.json()) as Refusal;
const film = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251));

describe('every answer', () => {
  test('forbids inline scripts, sniffing and other sites', async () => {
    const { get } = await startKiosk();
    for (const path of ['/', '/api/health', '/media/none.svg']) {
      const { headers } = await get(path);
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    }
  });

  test('to a name that is not ours is a refusal with a sentence', async () => {
    const { kiosk } = await startKiosk();
    for (const request of [
      new Request('http://evil.example/api/health'),
      new Request('http://evil.example:4710/'),
      new Request(`http://${host}/`, { headers: { Host: 'evil.example' } }),
      new Request('http://127.0.0.1:9999/'),
    ]) {
      const answer = await kiosk.fetch(request);
      expect(answer.status).toBe(421);
      expect((await readRefusal(answer)).error.sentence.en).toContain('address');
    }
    expect((await kiosk.fetch(new Request('http://localhost:4710/api/today'))).status).toBe(200);
  });

  test('to an unknown address is 404 in JSON, to a wrong method 405', async () => {
    const { get } = await startKiosk();
    expect((await get('/api/nothing')).status).toBe(404);
    expect((await readRefusal(await get('/nothing'))).error.code).toBe('not-found');
    const wrong = await get('/api/log');
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('Allow')).toBe('POST');
    expect((await get('/api/exhibition?lang=en', { method: 'DELETE' })).status).toBe(405);
    expect((await get('/media/a.svg', { method: 'PUT' })).status).toBe(405);
  });
});

describe('the exhibition', () => {
  test('comes in each language, and not again while it is the same', async () => {
    const { get } = await startKiosk();
    for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
      const answer = await get(`/api/exhibition?lang=${language}`);
      expect(await answer.json()).toMatchObject({ language });
      const etag = answer.headers.get('ETag') ?? '';
      const again = await get(`/api/exhibition?lang=${language}`, { headers: { 'If-None-Match': etag } });
      expect(again.status).toBe(304);
    }
  });

  test('in no language or an unknown one is a sentence', async () => {
    const { get } = await startKiosk();
    expect((await get('/api/exhibition')).status).toBe(400);
    expect((await readRefusal(await get('/api/exhibition?lang=fr'))).error.sentence['zh-Hans']).toContain(
      '语言',
    );
  });
});

describe('media', () => {
  const media = { 'envelope/flat.webp': 'picture', 'film.webm': film, 'film.zh-Hans.vtt': 'WEBVTT' };

  test('come with their type and their tag, and must be asked for again', async () => {
    const { get } = await startKiosk({ media });
    const answer = await get('/media/envelope/flat.webp');
    expect(answer.headers.get('Content-Type')).toBe('image/webp');
    expect(answer.headers.get('Cache-Control')).toBe('no-cache');
    expect(await answer.text()).toBe('picture');
    const etag = answer.headers.get('ETag') ?? '';
    expect((await get('/media/envelope/flat.webp', { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect((await get('/media/film.zh-Hans.vtt')).headers.get('Content-Type')).toContain('text/vtt');
    expect((await get('/media/film.webm')).headers.get('Content-Type')).toBe('video/webm');
  });

  test('come in parts as a film player asks', async () => {
    const { get } = await startKiosk({ media });
    const part = async (range: string, more: Record<string, string> = {}) => {
      const answer = await get('/media/film.webm', { headers: { Range: range, ...more } });
      return {
        status: answer.status,
        range: answer.headers.get('Content-Range'),
        bytes: Buffer.from(await answer.arrayBuffer()),
      };
    };
    expect(await part('bytes=10-19')).toEqual({
      status: 206,
      range: 'bytes 10-19/700000',
      bytes: film.subarray(10, 20),
    });
    const open = await part('bytes=100-');
    expect(open).toMatchObject({ status: 206, range: 'bytes 100-699999/700000' });
    expect(open.bytes.equals(film.subarray(100))).toBe(true);
    expect((await part('bytes=-5')).bytes).toEqual(film.subarray(-5));
    expect(await part('bytes=700000-')).toMatchObject({ status: 416, range: 'bytes */700000' });
    expect(await part('bytes=0-9', { 'If-Range': '"another"' })).toMatchObject({ status: 200 });
  });

  test('answer HEAD without a body', async () => {
    const { get } = await startKiosk({ media });
    const answer = await get('/media/film.webm', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Length')).toBe('700000');
    expect(await answer.text()).toBe('');
  });

  test.each([
    '..%2fmanifest.json',
    '%2e%2e%2fmanifest.json',
    '%2e%2e/manifest.json',
    '../manifest.json',
    '%2fetc%2fpasswd',
    '/etc/passwd',
    'film.webm%00.svg',
    'envelope%5cflat.webp',
    '%00',
    'envelope/',
    'none.svg',
  ])('are never anything but the manifest’s files: %s', async (path) => {
    const { get } = await startKiosk({ media });
    const answer = await get(`/media/${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('sha256');
  });

  test('that are missing or of another size are a clear 404, and staff see which', async () => {
    const { get, editionDir, dataDir } = await startKiosk({ media });
    rmSync(join(editionDir, 'media/envelope/flat.webp'));
    truncateSync(join(editionDir, 'media/film.webm'), 1_000);
    expect((await readRefusal(await get('/media/envelope/flat.webp'))).error.code).toBe('media-broken');
    expect((await get('/media/film.webm')).status).toBe(404);
    const health = (await (await get('/api/health')).json()) as {
      ok: boolean;
      edition: { brokenMedia: string[] };
    };
    expect(health.ok).toBe(false);
    expect(health.edition.brokenMedia).toEqual(['media/envelope/flat.webp', 'media/film.webm']);
    const { reader, close } = openLogReader(dataDir);
    const faults = [...reader.eventsOutsideVisits('kiosk.fault', reader.findEnd())];
    close();
    expect(faults).toMatchObject([{ body: { code: 'media-broken' } }, { body: { code: 'media-broken' } }]);
  });
});

describe('the screens', () => {
  test('are the page, never kept, and its hashed files, kept for ever', async () => {
    const { get } = await startKiosk();
    const page = await get('/');
    expect(await page.text()).toContain('警钟');
    expect(page.headers.get('Cache-Control')).toBe('no-cache');
    const script = await get('/assets/index-abc123.js');
    expect(script.headers.get('Cache-Control')).toContain('immutable');
    expect(script.headers.get('Content-Type')).toContain('text/javascript');
    expect((await get('/assets/serif-abc123.woff2')).headers.get('Content-Type')).toBe('font/woff2');
  });

  test.each(['/.secret', '/assets/%2e%2e/%2e%2e/edition/manifest.json', '/assets', '/assets/..%2f.secret'])(
    'are nothing else: %s',
    async (path) => {
      const { get } = await startKiosk();
      expect((await get(path)).status).toBe(404);
    },
  );

  test('that were not built say so', async () => {
    const { get, rendererDir } = await startKiosk();
    rmSync(rendererDir, { recursive: true });
    const answer = await get('/');
    expect(answer.status).toBe(503);
    expect((await readRefusal(answer)).error.sentence.en).toContain('npm start');
  });
});

describe('the log', () => {
  test('takes a visit, and the same again as a success', async () => {
    const { get, post } = await startKiosk();
    const events = makeVisit();
    expect(await (await post({ events })).json()).toEqual({ appended: 4, repeated: 0 });
    expect(await (await post({ events })).json()).toEqual({ appended: 0, repeated: 4 });
    expect(await (await get('/api/today')).json()).toMatchObject({ visits: 1 });
  });

  test('refuses one bad event among good ones whole, and says where and what', async () => {
    const { get, post } = await startKiosk();
    const events = makeVisit();
    const [, second] = events;
    const bad = [
      ...events,
      { ...second, event_id: 'not-a-uuid', body: { panel: 'Envelope', title: '', aspect: 'luck', more: 1 } },
    ];
    const answer = await post({ events: bad });
    expect(answer.status).toBe(422);
    const where = (await readRefusal(answer)).error.findings?.map((finding) => finding.where);
    expect(where).toEqual(
      expect.arrayContaining([
        'events[4].event_id',
        'events[4].body.panel',
        'events[4].body.title',
        'events[4].body.aspect',
        'events[4].body.more',
      ]),
    );
    expect(await (await get('/api/today')).json()).toMatchObject({ visits: 0 });
  });

  test('refuses an unknown visit', async () => {
    const { post } = await startKiosk();
    const answer = await post({ events: [makeEvent(randomUUID(), 'visit.ended', { cause: 'idle' })] });
    expect(answer.status).toBe(422);
    expect((await readRefusal(answer)).error.findings).toEqual([
      { where: 'events[0].visit_id', what: expect.stringContaining('unknown visit') },
    ]);
  });

  const start = makeEvent('11111111-1111-4111-8111-111111111111', 'visit.started', {
    language: 'en',
    mode: 'visitor',
  });
  test.each([
    ['no object', []],
    ['no events', {}],
    ['an empty list', { events: [] }],
    ['events that are no list', { events: 'all' }],
    ['events that are numbers', { events: [1, 2] }],
    ['an unknown type', { events: [{ ...start, type: 'visit.dreamt' }] }],
    [
      'a type that only the kiosk writes',
      { events: [{ ...start, type: 'kiosk.started', body: { version: '1' } }] },
    ],
    ['a type that only staff write', { events: [{ ...start, type: 'group.opened', body: {} }] }],
    ['another schema version', { events: [{ ...start, schema_version: 2 }] }],
    ['a negative age', { events: [{ ...start, age_ms: -1 }] }],
    ['an age that is text', { events: [{ ...start, age_ms: '5' }] }],
    ['a stamp of its own', { events: [{ ...start, seq: 5 }] }],
    ['another language', { events: [{ ...start, body: { language: 'fr', mode: 'visitor' } }] }],
    ['a prototype', { events: [{ ...start, type: '__proto__' }] }],
    [
      'a choice outside its list',
      { events: [start, makeEvent(start.visit_id, 'visit.chose', { which: 'language', value: 'fr' })] },
    ],
  ])('refuses %s with a list of what and where', async (_name, body) => {
    const { post } = await startKiosk();
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect((await readRefusal(answer)).error.findings?.length).toBeGreaterThan(0);
  });

  test.each([
    ['nothing', ''],
    ['half an object', '{"events":['],
    ['a page of HTML', '<!doctype html>'],
  ])('refuses %s as no JSON', async (_name, body) => {
    const { post } = await startKiosk();
    expect((await post(body)).status).toBe(400);
  });

  test('refuses bytes that are no UTF-8, and other types than JSON', async () => {
    const { kiosk, post } = await startKiosk();
    const bytes = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);
    const request = new Request(`http://${host}/api/log`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: bytes,
    });
    expect((await kiosk.fetch(request)).status).toBe(400);
    expect((await post({ events: [start] }, { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  test('refuses 10 MB without reading them', async () => {
    const { kiosk } = await startKiosk();
    let readBytes = 0;
    const flood = new ReadableStream<Uint8Array>({
      pull(controller) {
        readBytes += 65_536;
        if (readBytes > 10_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const request = new Request(`http://${host}/api/log`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: flood,
      duplex: 'half',
    } as RequestInit);
    expect((await kiosk.fetch(request)).status).toBe(413);
    expect(readBytes).toBeLessThan(1_000_000);
    const stated = new Request(`http://${host}/api/log`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': '10000000' },
      body: '{}',
    });
    expect((await kiosk.fetch(stated)).status).toBe(413);
  });

  test('refuses 100,000 events, and 101, at the price of one', async () => {
    const { post } = await startKiosk();
    const begun = performance.now();
    const tiny = await post(`{"events":[${'0,'.repeat(99_999)}0]}`);
    expect(tiny.status).toBe(422);
    expect((await readRefusal(tiny)).error.findings).toEqual([
      { where: 'events', what: expect.stringContaining('at most 100') },
    ]);
    expect(performance.now() - begun).toBeLessThan(1_000);
    const many = Array.from({ length: 101 }, () => ({ ...start, event_id: randomUUID() }));
    expect((await post({ events: many })).status).toBe(422);
    const whole = Array.from({ length: 100_000 }, () => ({ ...start, event_id: randomUUID() }));
    expect((await post({ events: whole })).status).toBe(413);
  });

  test('refuses one event of more than 64 KiB', async () => {
    const { post } = await startKiosk();
    const large = { ...start, body: { ...start.body, more: 'x'.repeat(66_000) } };
    const answer = await post({ events: [start, large] });
    expect(answer.status).toBe(422);
    expect((await readRefusal(answer)).error.findings).toEqual([
      { where: 'events[1]', what: expect.stringContaining('65536') },
    ]);
  });

  test('lists no more than fifty findings, and says how many there are', async () => {
    const { post } = await startKiosk();
    const events = Array.from({ length: 100 }, () => ({ ...start, event_id: 'x', age_ms: -1 }));
    const { error } = await readRefusal(await post({ events }));
    expect(error.findings).toHaveLength(50);
    expect(error.findingsInAll).toBe(200);
  });

  test('is closed to other sites', async () => {
    const { post } = await startKiosk();
    const body = { events: [start] };
    expect((await post(body, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await post(body, { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await post(body, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(body, { Origin: 'null' })).status).toBe(403);
    expect((await post(body, { Origin: 'http://127.0.0.1:9999' })).status).toBe(403);
    expect((await post(body, { Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(
      200,
    );
  });
});

describe('a log that cannot be written', () => {
  const makeDeadLog = (state: LogHealth['state']): KeptLog => ({
    begin: () => undefined,
    showEdition: () => undefined,
    lastVisitorMs: () => undefined,
    acknowledged: () => 0,
    acknowledge: () => false,
    rekey: () => false,
    takeFeed: () => false,
    forgetHub: () => false,
    noteCarried: () => false,
    carriedThrough: () => undefined,
    shelf: () => undefined,
    logId: () => undefined,
    append: () =>
      Promise.resolve({ kind: 'unavailable', trouble: state === 'ready' ? 'full' : state, retryAfterS: 2 }),
    health: () => ({
      state,
      sentence: { en: 'The disk is full.', 'zh-Hans': '磁盘已满。' },
      events: 0,
      unsent: 0,
      lastSeq: 0,
      ballast: 'released',
      setAside: [],
    }),
    noteFault: () => undefined,
    reflections: () => undefined,
    stopId: () => null,
    appendStaff: async () => ({ kind: 'unavailable', trouble: 'disk-error', retryAfterS: 2 }),
    reader: () => undefined,
    stop: () => Promise.resolve(),
  });

  test.each(['full', 'read-only', 'locked', 'damaged', 'newer', 'disk-error'] as const)(
    '(%s) answers 503 with Retry-After, is seen by staff, and the exhibition goes on',
    async (state) => {
      const { get, post } = await startKiosk({ log: makeDeadLog(state) });
      const refused = await post({ events: makeVisit() });
      expect(refused.status).toBe(503);
      expect(refused.headers.get('Retry-After')).toBe('2');
      expect(await (await get('/api/health')).json()).toMatchObject({
        ok: false,
        log: { state, sentence: { en: expect.any(String) } },
      });
      expect((await get('/api/exhibition?lang=zh-Hans')).status).toBe(200);
      expect((await get('/')).status).toBe(200);
      expect(await (await get('/api/today')).json()).toMatchObject({ visits: null });
    },
  );
});

describe('health', () => {
  test('says all is well, and how much is in the log', async () => {
    const { get, post } = await startKiosk();
    await post({ events: makeVisit() });
    expect(await (await get('/api/health')).json()).toMatchObject({
      ok: true,
      edition: { id: 'sample-2026-11-01-1' },
      log: { state: 'ready', events: 5, unsent: 5, lastSeq: 5 },
      sync: { state: 'not-enrolled' },
      clock: { now: '2026-11-20T12:00:00.000+08:00', quality: 'estimated' },
      disk: { freeBytes: 1_000_000 },
      version: '0.1.0',
    });
  });

  test('is not well with a clock that cannot be right', async () => {
    const { get, clock } = await startKiosk();
    clock.wall = 86_400_000;
    expect(await (await get('/api/health')).json()).toMatchObject({
      ok: false,
      clock: { quality: 'unknown' },
    });
  });
});

describe('today', () => {
  test('counts visits, not touches, staff or yesterday, and starts again at midnight of the exhibition', async () => {
    const { get, post, clock } = await startKiosk();
    const today = async () => ((await (await get('/api/today')).json()) as { visits: number }).visits;
    await post({ events: makeVisit() });
    const touch = randomUUID();
    await post({ events: [makeEvent(touch, 'visit.started', { language: 'en', mode: 'visitor' })] });
    const staff = randomUUID();
    await post({
      events: [
        makeEvent(staff, 'visit.started', { language: 'en', mode: 'staff-test' }),
        ...makeVisit(staff).slice(1),
      ],
    });
    expect(await today()).toBe(1);
    await post({ events: makeVisit(touch).slice(1) });
    expect(await today()).toBe(2);
    clock.pass(11 * 3_600_000);
    expect(await today()).toBe(2);
    clock.pass(2 * 3_600_000);
    expect(await today()).toBe(0);
    await post({ events: makeVisit() });
    expect(await today()).toBe(1);
  });
});

test('a broken edition is told when the kiosk is made, not to visitors', async () => {
  const { editionDir, kiosk } = await startKiosk();
  writeFileSync(join(editionDir, 'manifest.json'), '{}');
  expect((await kiosk.fetch(new Request(`http://${host}/api/exhibition?lang=en`))).status).toBe(200);
});
