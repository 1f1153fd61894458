import { expect, test } from 'vitest';
import { hubRoles, mayDo, rightsOf, type HubRole } from '../../model/hub-access.ts';
import { becomeOrganiser, invite, openBrowser, type Browser } from '../testing/browser.ts';
import { makeFolder } from '../testing/on-both-stores.ts';
import { startHub } from '../testing/start-hub.ts';
import { dashboardRoutes } from './dashboard-routes.ts';

const codeOf = async (answer: Response) =>
  answer.ok || answer.headers.get('Content-Type')?.includes('json') !== true
    ? undefined
    : ((await answer.json()) as { error?: { code: string } }).error?.code;

test('every route asks every role for its right, and nobody who is signed out gets past one that has any', async () => {
  const hub = await startHub({ dataDir: makeFolder(), databaseUrl: undefined });
  const organiser = await becomeOrganiser(hub);
  const people = new Map<HubRole, Browser>([['organiser', organiser]]);
  for (const role of hubRoles) {
    if (role !== 'organiser') people.set(role, await invite(hub, organiser, role, role));
  }
  const routes = dashboardRoutes({
    ...hub,
    onNews: hub.counter.wake,
    now: () => hub.clock.nowMs,
    tell: () => undefined,
  });
  expect(routes.length).toBeGreaterThan(10);
  for (const { method, path, may, body } of routes) {
    // An id of nothing: what is asked for here is who may ask, and nothing is to be changed by it.
    const address = path.replaceAll(/:[a-z0-9_]+/gi, 'nothing');
    const sent = body === undefined ? undefined : {};
    const stranger = await openBrowser(hub).call(method, address, sent);
    expect([path, method, await codeOf(stranger.clone())]).toEqual([
      path,
      method,
      may === 'anyone' ? await codeOf(stranger) : 'signed-out',
    ]);
    if (may === 'anyone') expect(stranger.status, path).not.toBe(401);
    for (const [role, browser] of people) {
      // Signing out ends what the next asks with; sessions.test.ts has it.
      if (method === 'DELETE' && path === '/api/session') continue;
      const answer = await browser.call(method, address, sent);
      const isAllowed = may === 'anyone' || may === 'signed-in' || mayDo(role, may);
      const code = await codeOf(answer);
      if (isAllowed)
        expect(['not-yours', 'signed-out', 'fault'], `${role} ${method} ${path}`).not.toContain(code);
      else expect([answer.status, code], `${role} ${method} ${path}`).toEqual([403, 'not-yours']);
    }
  }
  expect(hub.lines).toEqual([]);
});

test('an organiser may do everything, a viewer changes nothing, and what reads or ends a person’s words is the organiser’s', () => {
  const rights = Object.keys(rightsOf) as (keyof typeof rightsOf)[];
  const of = (role: HubRole) => rights.filter((right) => mayDo(role, right));
  expect(of('organiser')).toEqual(rights);
  expect(of('viewer')).toEqual(['see-kiosks', 'see-figures', 'export-figures']);
  expect(of('reviewer')).toEqual([...of('viewer'), 'review-reflections']);
  expect(of('technician')).toEqual(['see-kiosks', 'manage-kiosks', 'upload-editions']);
});

test('a right is asked for whatever the method is called, and another method than a route has is refused', async () => {
  const hub = await startHub({ dataDir: makeFolder(), databaseUrl: undefined });
  await becomeOrganiser(hub);
  const stranger = openBrowser(hub);
  expect((await stranger.call('HEAD', '/api/people')).status).toBe(401);
  const refused = await stranger.call('PATCH', '/api/people');
  expect([refused.status, refused.headers.get('Allow')]).toEqual([405, 'GET']);
  expect((await stranger.call('GET', '/api/nothing')).status).toBe(404);
  expect((await stranger.call('GET', '/API/people')).status).toBe(404);
  expect((await stranger.call('GET', '//api/people')).status).toBe(404);
});

test('what another site makes a browser send changes nothing', async () => {
  const hub = await startHub({ dataDir: makeFolder(), databaseUrl: undefined });
  const organiser = await becomeOrganiser(hub);
  const wanted = { role: 'organiser', name: 'thief' };
  const invitation = '/api/people/invitations';
  const forgeries: Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://evil.test' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'http://evil.test' },
    { Origin: 'https://hub.test' },
    { Origin: 'http://hub.test:8080' },
    { Origin: 'null' },
  ];
  for (const headers of forgeries) {
    const answer = await organiser.call('POST', invitation, wanted, headers);
    expect([headers, answer.status, await codeOf(answer)]).toEqual([headers, 403, 'forged']);
  }
  // A form or a beacon can send these types without asking.
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await organiser.call('POST', invitation, wanted, { 'Content-Type': type });
    expect([type, answer.status]).toEqual([type, 415]);
  }
  const bare = new Request(`http://hub.test${invitation}`, {
    method: 'POST',
    headers: { Cookie: organiser.cookie ?? '', 'Content-Type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  expect((await hub.fetch(bare)).status).toBe(403);
  expect(await (await organiser.call('GET', '/api/people')).json()).toMatchObject({ invitations: [] });
  expect((await organiser.call('POST', invitation, wanted)).status).toBe(200);
});

test('every answer says what a page of it may do, and nothing inline may run', async () => {
  const hub = await startHub({ dataDir: makeFolder(), databaseUrl: undefined });
  for (const path of ['/', '/api/session', '/api/nothing', '/v1/feed', '/healthz', '/openapi.json']) {
    const { headers } = await hub.get(path);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy, path).toContain("default-src 'none'; script-src 'self';");
    expect(policy, path).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff');
    expect(headers.get('X-Frame-Options'), path).toBe('DENY');
    expect(headers.has('Strict-Transport-Security'), path).toBe(false);
  }
  const secure = await hub.fetch(new Request('https://hub.test/api/session'));
  expect(secure.headers.get('Strict-Transport-Security')).toContain('max-age');
});

test('a body that is too long, no JSON or of another shape is refused with what is wrong', async () => {
  const hub = await startHub({ dataDir: makeFolder(), databaseUrl: undefined });
  const organiser = await becomeOrganiser(hub);
  const send = (body: unknown) => organiser.call('POST', '/api/people/invitations', body);
  expect((await send({ role: 'organiser', name: 'x'.repeat(3_000_000) })).status).toBe(413);
  const odd = await send({ role: 'king', name: '' });
  expect(odd.status).toBe(422);
  const { error } = (await odd.json()) as { error: { findings: { where: string }[]; sentence: object } };
  expect(error.findings.map(({ where }) => where)).toEqual(['role', 'name']);
  expect(Object.keys(error.sentence)).toEqual(['en', 'zh-Hans']);
  const broken = new Request('http://hub.test/api/session', {
    method: 'POST',
    headers: { Origin: 'http://hub.test', 'Content-Type': 'application/json' },
    body: '{',
  });
  expect((await hub.fetch(broken)).status).toBe(422);
});
