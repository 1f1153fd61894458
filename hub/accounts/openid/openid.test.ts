import { describe, expect, test } from 'vitest';
import { becomeOrganiser, invite, openBrowser, type Browser } from '../../testing/browser.ts';
import { makeFolder, onBothStores, type Place } from '../../testing/on-both-stores.ts';
import { startHub, type TestHub } from '../../testing/start-hub.ts';
import { startIssuer, type Bent, type Issuer, type Person } from '../../testing/start-issuer.ts';
import { attemptLastsMs } from './attempt.ts';
import { unlinkAccount } from './identities.ts';
import type { OpenidSettings } from './read-settings.ts';
import { hubItself } from '../audit.ts';

const li: Person = { sub: 'person-1', email: 'Li@example.org', email_verified: true };
const onSqlite = (): Place => ({ dataDir: makeFolder(), databaseUrl: undefined });

/** A hub with an organiser, and a viewer whose login is an address. */
async function openHouse(place: Place, more: Partial<OpenidSettings> = {}) {
  const issuer = await startIssuer();
  const hub = await startHub(place, { openid: issuer.settings(more), openidTimeoutSeconds: 1 });
  const organiser = await becomeOrganiser(hub);
  await invite(hub, organiser, 'viewer', 'li@example.org');
  return { issuer, hub, organiser };
}

const begin = (browser: Browser) => browser.call('POST', '/api/openid/begin');
const addressOf = async (answer: Response) => ((await answer.json()) as { address: string }).address;
const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;

/** Off to the service, signed in there, and back; where the hub leads on to. */
async function goThere(browser: Browser, issuer: Issuer, person: Person = li): Promise<string> {
  return comeBack(browser, issuer.signIn(await addressOf(await begin(browser)), person));
}

async function comeBack(browser: Browser, path: string): Promise<string> {
  // As a browser that another site's page leads here.
  const answer = await browser.call('GET', path, undefined, { 'Sec-Fetch-Site': 'cross-site' });
  expect(answer.status).toBe(303);
  expect(await answer.text()).toBe('');
  return answer.headers.get('Location') ?? '';
}

async function whoIs(browser: Browser): Promise<string | undefined> {
  const session = await browser.call('GET', '/api/session');
  return ((await session.json()) as { me: { login: string } | null }).me?.login;
}

const audit = async ({ access }: TestHub, act: string) =>
  (await access.readAudit({ act })).entries.map(({ who, about, details }) => ({ who, about, details }));

describe('signing in through the organisation’s own service', () => {
  onBothStores((check) => {
    check(
      'the first time links the account, and from then on the service’s own name counts',
      async (place) => {
        const { issuer, hub } = await openHouse(place);
        const browser = openBrowser(hub);
        expect(await goThere(browser, issuer)).toBe('/#/openid/done');
        expect(await whoIs(browser)).toBe('li@example.org');
        const provider = new URL(issuer.url).host;
        expect(await audit(hub, 'account-linked')).toEqual([
          { who: 'li@example.org', about: 'li@example.org', details: { provider } },
        ]);
        expect((await audit(hub, 'signed-in'))[0]).toEqual({
          who: 'li@example.org',
          about: 'li@example.org',
          details: { provider },
        });

        // Renamed there: still the same person here, whatever address they have now.
        const renamed = openBrowser(hub);
        expect(await goThere(renamed, issuer, { ...li, email: 'lili@example.org' })).toBe('/#/openid/done');
        expect(await whoIs(renamed)).toBe('li@example.org');
        expect(await goThere(renamed, issuer, { sub: li.sub })).toBe('/#/openid/done');

        // The address is somebody else's now: their sign-in opens nothing.
        const heir = openBrowser(hub);
        expect(await goThere(heir, issuer, { ...li, sub: 'person-2' })).toBe('/#/openid/openid-other-person');
        expect(await whoIs(heir)).toBeUndefined();
        expect((await audit(hub, 'sign-in-refused'))[0]).toEqual({
          who: 'hub',
          about: 'li@example.org',
          details: { provider, why: 'openid-other-person' },
        });
        expect(await audit(hub, 'account-linked')).toHaveLength(1);

        // Signing out ends the hub's session, as after a password; the password goes on to serve.
        expect((await browser.call('DELETE', '/api/session')).status).toBe(200);
        expect(await whoIs(browser)).toBeUndefined();
        expect((await browser.signIn('li@example.org')).status).toBe(200);
      },
    );

    check('two windows of one person who comes for the first time are both let in', async (place) => {
      const { issuer, hub } = await openHouse(place);
      const windows = [openBrowser(hub), openBrowser(hub), openBrowser(hub)];
      const led = await Promise.all(windows.map((browser) => goThere(browser, issuer)));
      expect(led).toEqual(['/#/openid/done', '/#/openid/done', '/#/openid/done']);
      expect(await audit(hub, 'account-linked')).toHaveLength(1);
      // Unlinked by a command, it waits for the next; of two persons who come at once, one gets it.
      await unlinkAccount(hub.store.db, { login: 'li@example.org', by: hubItself, nowMs: hub.clock.nowMs });
      expect(await whoIs(windows[0] ?? openBrowser(hub))).toBeUndefined();
      const both = ['person-8', 'person-9'].map((sub) => goThere(openBrowser(hub), issuer, { ...li, sub }));
      expect((await Promise.all(both)).sort()).toEqual(['/#/openid/done', '/#/openid/openid-other-person']);
      expect(await audit(hub, 'account-unlinked')).toEqual([
        { who: 'hub', about: 'li@example.org', details: {} },
      ]);
    });

    check('one way back serves once, even when it is gone twice at the same time', async (place) => {
      const { issuer, hub } = await openHouse(place);
      const browser = openBrowser(hub);
      const path = issuer.signIn(await addressOf(await begin(browser)), li);
      const cookie = browser.openidCookie ?? '';
      const led = await Promise.all([1, 2, 3].map(() => hub.get(path, { Cookie: cookie })));
      const places = led.map(({ headers }) => headers.get('Location'));
      expect(places.sort()).toEqual(['/#/openid/done', '/#/openid/openid-stale', '/#/openid/openid-stale']);
      expect(issuer.asked.get('/token')).toBe(1);
      expect((await hub.get(path, { Cookie: cookie })).headers.get('Location')).toBe(
        '/#/openid/openid-stale',
      );
      expect(issuer.asked.get('/token')).toBe(1);
    });

    check(
      'another process of the hub takes in whom one sent off, or the same after a restart',
      async (place) => {
        const { issuer, hub } = await openHouse(place);
        const browser = openBrowser(hub);
        const path = issuer.signIn(await addressOf(await begin(browser)), li);
        if (place.databaseUrl === undefined) await hub.stop();
        const other = await startHub(place, { openid: issuer.settings(), openidTimeoutSeconds: 1 });
        const cookie = browser.openidCookie ?? '';
        const led = await other.get(path, { Cookie: cookie });
        expect(led.headers.get('Location')).toBe('/#/openid/done');
        const session = led.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
        const me = await other.get('/api/session', { Cookie: session });
        expect(await me.json()).toMatchObject({ hasOpenid: true, me: { login: 'li@example.org' } });
        // Nor does it serve again at the first.
        const first = place.databaseUrl === undefined ? other : hub;
        const again = await first.get(path, { Cookie: cookie });
        expect(again.headers.get('Location')).toBe('/#/openid/openid-stale');
        expect(issuer.asked.get('/token')).toBe(1);
      },
    );
  });

  test('nobody gets an account by it, and a closed one stays closed', async () => {
    const { issuer, hub, organiser } = await openHouse(onSqlite());
    const stranger = openBrowser(hub);
    const nobody = { sub: 'person-3', email: 'wang@example.org', email_verified: true };
    expect(await goThere(stranger, issuer, nobody)).toBe('/#/openid/openid-no-account');
    expect(await whoIs(stranger)).toBeUndefined();
    const { people } = (await (await organiser.call('GET', '/api/people')).json()) as {
      people: { accountId: string; login: string }[];
    };
    expect(people.map(({ login }) => login).sort()).toEqual(['li@example.org', 'organiser']);

    const id = people.find(({ login }) => login === 'li@example.org')?.accountId ?? '';
    const setState = (state: string) => organiser.call('PUT', `/api/people/${id}`, { state });
    await setState('closed');
    expect(await goThere(openBrowser(hub), issuer)).toBe('/#/openid/openid-closed');
    expect(await audit(hub, 'account-linked')).toEqual([]);
    await setState('active');
    const browser = openBrowser(hub);
    expect(await goThere(browser, issuer)).toBe('/#/openid/done');
    // Closing ends the session, and what was linked before opens it no more.
    await setState('closed');
    expect(await whoIs(browser)).toBeUndefined();
    expect(await goThere(browser, issuer)).toBe('/#/openid/openid-closed');
    expect(
      (await audit(hub, 'sign-in-refused')).map(({ about, details }) => [about, details['why']]),
    ).toEqual([
      ['li@example.org', 'openid-closed'],
      ['li@example.org', 'openid-closed'],
      ['wang@example.org', 'openid-no-account'],
    ]);
  });

  test('an address counts only where the service has seen that it is theirs, and letters that look alike do not', async () => {
    const { issuer, hub } = await openHouse(onSqlite());
    for (const verified of [false, undefined, 'true', 1]) {
      const person = { ...li, email_verified: verified };
      expect(await goThere(openBrowser(hub), issuer, person), String(verified)).toBe(
        '/#/openid/openid-unverified',
      );
    }
    expect(await goThere(openBrowser(hub), issuer, { sub: 'x' })).toBe('/#/openid/openid-unverified');
    for (const email of [
      'ｌi@example.org',
      ' li@example.org',
      'li@example.org\n',
      'ⓛi@example.org',
      'x'.repeat(900),
    ]) {
      expect(await goThere(openBrowser(hub), issuer, { ...li, email }), email).toBe(
        '/#/openid/openid-no-account',
      );
    }
    expect(await audit(hub, 'account-linked')).toEqual([]);
  });

  test('what the token leaves out is asked of the service, for the same person only', async () => {
    const { issuer, hub } = await openHouse(onSqlite());
    issuer.bent.isTerse = true;
    expect(await goThere(openBrowser(hub), issuer)).toBe('/#/openid/done');
    expect(issuer.asked.get('/userinfo')).toBe(1);
    issuer.bent.claims = (claims) => ({ ...claims, sub: 'somebody-else' });
    expect(await goThere(openBrowser(hub), issuer)).toBe('/#/openid/openid-broken');
  });

  test('a name of the service’s own counts only where the hub was told so', async () => {
    const person = { sub: 'person-5', preferred_username: 'organiser' };
    const byAddress = await openHouse(onSqlite());
    expect(await goThere(openBrowser(byAddress.hub), byAddress.issuer, person)).toBe(
      '/#/openid/openid-unverified',
    );
    const byName = await openHouse(onSqlite(), { loginClaim: 'preferred_username' });
    const browser = openBrowser(byName.hub);
    expect(await goThere(browser, byName.issuer, person)).toBe('/#/openid/done');
    expect(await whoIs(browser)).toBe('organiser');
  });

  const wrongTokens: Record<string, Partial<Bent>> = {
    'another nonce': { claims: (claims) => ({ ...claims, nonce: 'x' }) },
    'no nonce': { claims: (claims) => ({ ...claims, nonce: undefined }) },
    'another audience': { claims: (claims) => ({ ...claims, aud: 'another-hub' }) },
    'two audiences and another client': {
      claims: (claims) => ({ ...claims, aud: ['jingzhong-hub', 'x'], azp: 'x' }),
    },
    'another issuer': { claims: (claims) => ({ ...claims, iss: 'https://login.evil.test' }) },
    'no subject': { claims: (claims) => ({ ...claims, sub: undefined }) },
    'over for an hour': { claims: (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 3_600 }) },
    'another key': { signs: 'by-another-key' },
    'no signature': { signs: 'not-at-all' },
    'alg none': { signs: 'not-at-all', head: (head) => ({ ...head, alg: 'none' }) },
    'alg HS256': { head: (head) => ({ ...head, alg: 'HS256' }) },
    'a key that is not published': { head: (head) => ({ ...head, kid: 'two' }) },
  };

  test.each(Object.entries(wrongTokens))('a token with %s opens nothing', async (_, wrong) => {
    const { issuer, hub } = await openHouse(onSqlite());
    const straight = { ...issuer.bent };
    Object.assign(issuer.bent, wrong);
    const browser = openBrowser(hub);
    expect(await goThere(browser, issuer)).toBe('/#/openid/openid-broken');
    expect(await whoIs(browser)).toBeUndefined();
    expect((await audit(hub, 'sign-in-refused'))[0]).toMatchObject({
      about: '?',
      details: { why: 'openid-broken' },
    });
    expect(hub.lines.join()).toMatch(/^The sign-in service 127\.0\.0\.1:\d+ is broken: OAUTH_[A-Z_ ]+$/);
    Object.assign(issuer.bent, straight);
    expect(await goThere(browser, issuer)).toBe('/#/openid/done');
  });

  test('who comes back without having left, too late, or with another’s answer is told to begin again', async () => {
    const { issuer, hub } = await openHouse(onSqlite());
    const stale = '/#/openid/openid-stale';
    const mine = openBrowser(hub);
    const path = issuer.signIn(await addressOf(await begin(mine)), li);
    // Another browser holds no cookie, or that of an attempt of its own.
    expect(await comeBack(openBrowser(hub), path)).toBe(stale);
    const other = openBrowser(hub);
    await begin(other);
    expect(await comeBack(other, path)).toBe(stale);
    const cookie = mine.openidCookie ?? '';
    const state = new URL(path, 'http://hub.test').searchParams.get('state') ?? '';
    const wrong = [
      path.replace(state, `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`),
      path.replace(/&state=.*/, ''),
      `${path}&state=${state}`,
      '/api/openid/return',
    ];
    for (const one of wrong) {
      expect((await hub.get(one, { Cookie: cookie })).headers.get('Location'), one).toBe(stale);
    }
    // A cookie that was made younger fits no more.
    const [name = '', value = ''] = cookie.split('=');
    hub.clock.nowMs += attemptLastsMs + 1;
    expect((await hub.get(path, { Cookie: cookie })).headers.get('Location')).toBe(stale);
    const younger = `${name}=${hub.clock.nowMs}.${value.split('.')[1] ?? ''}`;
    expect((await hub.get(path, { Cookie: younger })).headers.get('Location')).toBe(stale);
    expect(issuer.asked.get('/token')).toBeUndefined();
    // None of it is counted: any page can make a browser ask for it.
    expect(await hub.store.db.selectFrom('login_failures').selectAll().execute()).toEqual([]);
    expect(await audit(hub, 'sign-in-refused')).toEqual([]);
  });

  test('what the service refuses is a sentence of ours, and none of its words come through', async () => {
    const { issuer, hub } = await openHouse(onSqlite());
    const refused = async (query: string) => {
      const browser = openBrowser(hub);
      const path = issuer.signIn(await addressOf(await begin(browser)), li);
      const state = new URL(path, 'http://hub.test').searchParams.get('state') ?? '';
      return comeBack(browser, `/api/openid/return?${query}&state=${state}`);
    };
    const evil = 'error_description=%3Cscript%3Ealert(1)%3C/script%3E&error_uri=https://evil.test';
    expect(await refused(`error=access_denied&${evil}`)).toBe('/#/openid/openid-denied');
    expect(await refused(`error=%3Cscript%3E&${evil}`)).toBe('/#/openid/openid-broken');
    expect(await refused('code=guessed')).toBe('/#/openid/openid-broken');
    expect(hub.lines.join()).not.toMatch(/script|evil/);
    expect(JSON.stringify(await audit(hub, 'sign-in-refused'))).not.toMatch(/script|evil/);
  });

  test('a service that is down, silent or ill keeps nobody from a password, and is asked again', async () => {
    const issuer = await startIssuer();
    issuer.bent.isDown = true;
    const hub = await startHub(onSqlite(), { openid: issuer.settings(), openidTimeoutSeconds: 1 });
    const organiser = await becomeOrganiser(hub);
    await invite(hub, organiser, 'viewer', 'li@example.org');
    const browser = openBrowser(hub);
    const expectAway = async () => {
      const answer = await begin(browser);
      expect([answer.status, await codeOf(answer)]).toEqual([503, 'openid-unreachable']);
    };
    await expectAway();
    expect(hub.lines[0]).toMatch(/^The sign-in service 127\.0\.0\.1:\d+ is away: [A-Z_]+$/);
    issuer.bent.isDown = false;
    issuer.bent.isSilent = true;
    const askedMs = performance.now();
    await Promise.all([expectAway(), expectAway(), expectAway()]);
    expect(performance.now() - askedMs).toBeLessThan(5_000);
    expect((await browser.signIn('li@example.org')).status).toBe(200);
    issuer.bent.isSilent = false;
    issuer.bent.statusOf = { '/.well-known/openid-configuration': 502 };
    await expectAway();
    issuer.bent.statusOf = {};
    expect(await goThere(browser, issuer)).toBe('/#/openid/done');

    // Gone while somebody was there.
    for (const wrong of [{ isDown: true }, { isSilent: true }, { statusOf: { '/token': 503 } }]) {
      const path = issuer.signIn(await addressOf(await begin(browser)), li);
      Object.assign(issuer.bent, wrong);
      expect(await comeBack(browser, path)).toBe('/#/openid/openid-unreachable');
      Object.assign(issuer.bent, { isDown: false, isSilent: false, statusOf: {} });
    }
  });

  test('what calls itself by another name than it was told is not gone to', async () => {
    const issuer = await startIssuer();
    const another = new URL(issuer.url.replace('127.0.0.1', 'localhost'));
    const hub = await startHub(onSqlite(), { openid: issuer.settings({ issuer: another }) });
    const answer = await begin(openBrowser(hub));
    expect([answer.status, await codeOf(answer)]).toEqual([502, 'openid-broken']);
  });

  test('many refused ones from one address have to wait, as after wrong passwords', async () => {
    const { issuer, hub } = await openHouse(onSqlite());
    const nobody = { sub: 'person-3', email: 'wang@example.org', email_verified: true };
    const led: string[] = [];
    for (let tries = 0; tries < 31; tries += 1) {
      led.push(await goThere(openBrowser(hub, { address: '203.0.113.7' }), issuer, nobody));
    }
    expect(new Set(led.slice(0, 30))).toEqual(new Set(['/#/openid/openid-no-account']));
    expect(led[30]).toBe('/#/openid/too-many-tries');
    expect(await goThere(openBrowser(hub, { address: '203.0.113.8' }), issuer)).toBe('/#/openid/done');
    // Whoever is let in leaves no count behind.
    hub.clock.nowMs += 31 * 60_000;
    for (let tries = 0; tries < 40; tries += 1) {
      const browser = openBrowser(hub, { address: '203.0.113.9' });
      expect(await goThere(browser, issuer)).toBe('/#/openid/done');
    }
  });

  test('it begins only at the public address and at our own page, and every hub without it says so', async () => {
    const { issuer, hub } = await openHouse(onSqlite(), { publicUrl: new URL('https://hub.test') });
    const plain = await begin(openBrowser(hub));
    expect([plain.status, await codeOf(plain)]).toEqual([409, 'openid-elsewhere']);
    const browser = openBrowser(hub, { isSecure: true });
    const forged = await browser.call('POST', '/api/openid/begin', undefined, {
      'Sec-Fetch-Site': 'cross-site',
    });
    expect([forged.status, await codeOf(forged)]).toEqual([403, 'forged']);
    const begun = await begin(browser);
    expect(begun.headers.get('Set-Cookie')).toMatch(
      /^__Host-jingzhong-hub-openid=\d+\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
    );
    const address = await addressOf(begun);
    const asked = Object.fromEntries(new URL(address).searchParams);
    expect(asked).toMatchObject({
      client_id: 'jingzhong-hub',
      redirect_uri: 'https://hub.test/api/openid/return',
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
    });
    // What the cookie holds is nowhere in it.
    expect(address).not.toContain(browser.openidCookie?.split('.')[1]);
    // Whatever a proxy or a browser says that the hub is called.
    const path = issuer.signIn(address, li);
    const answer = await browser.call('GET', path, undefined, {
      Host: 'evil.test',
      'X-Forwarded-Host': 'evil.test',
      'Sec-Fetch-Site': 'cross-site',
    });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/#/openid/done']);
    expect(answer.headers.getSetCookie()).toEqual([
      '__Host-jingzhong-hub-openid=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
      expect.stringMatching(/^__Host-jingzhong-hub=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
    ]);

    const without = await startHub(onSqlite());
    const none = await begin(openBrowser(without));
    expect([none.status, await codeOf(none)]).toEqual([404, 'openid-off']);
    expect(await comeBack(openBrowser(without), '/api/openid/return?code=x&state=y')).toBe(
      '/#/openid/openid-off',
    );
    const session = await openBrowser(without).call('GET', '/api/session');
    expect(await session.json()).toMatchObject({ hasOpenid: false });
  });
});
