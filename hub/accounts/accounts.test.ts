import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { becomeOrganiser, goodPassword, invite, openBrowser, type Browser } from '../testing/browser.ts';
import { onBothStores } from '../testing/on-both-stores.ts';
import { startHub } from '../testing/start-hub.ts';
import { sessionEndsMs, sessionIdleMs } from './sessions.ts';

type Listed = {
  people: { accountId: string; login: string; state: string }[];
  invitations: { linkId: string }[];
};
const list = async (organiser: Browser) =>
  (await (await organiser.call('GET', '/api/people')).json()) as Listed;
const isIn = async (browser: Browser) =>
  ((await (await browser.call('GET', '/api/session')).json()) as { me: unknown }).me !== null;
const idOf = async (organiser: Browser, login: string) =>
  (await list(organiser)).people.find((person) => person.login === login)?.accountId ?? '';
const pathOf = async (answer: Response) => ((await answer.json()) as { path: string }).path;
const minuteMs = 60_000;

describe('accounts', () => {
  onBothStores((check) => {
    check(
      'the first organiser comes by a link, and of two who hold one only one becomes it',
      async (place) => {
        const hub = await startHub(place);
        const links = [await hub.access.makeFirstLink(), await hub.access.makeFirstLink()];
        const answers = await Promise.all(
          links.map((link, index) => openBrowser(hub).accept(link ?? '', { login: `first-${index}` })),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
        expect(await hub.access.makeFirstLink()).toBeUndefined();
        for (const link of links) {
          expect((await openBrowser(hub).accept(link ?? '', { login: 'late' })).status).toBe(404);
        }
      },
    );

    check('a link is good once, a week long, and can be withdrawn', async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const make = async () =>
        pathOf(await organiser.call('POST', '/api/people/invitations', { role: 'viewer', name: '李' }));
      const used = await make();
      const both = await Promise.all(['one', 'two'].map((login) => openBrowser(hub).accept(used, { login })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
      // A login that is somebody's does not use the link up.
      const second = await make();
      expect((await openBrowser(hub).accept(second, { login: 'organiser' })).status).toBe(409);
      expect((await openBrowser(hub).accept(second, { login: 'three' })).status).toBe(200);
      const old = await make();
      const withdrawn = await make();
      const { invitations } = await list(organiser);
      expect(invitations).toHaveLength(2);
      const last = invitations.at(-1)?.linkId ?? '';
      expect((await organiser.call('DELETE', `/api/people/invitations/${last}`)).status).toBe(200);
      expect((await organiser.call('DELETE', `/api/people/invitations/${last}`)).status).toBe(404);
      const looks = await Promise.all(
        [old, withdrawn].map((path) =>
          openBrowser(hub).call('POST', '/api/links/look', { token: path.split('/').at(-1) }),
        ),
      );
      expect(looks.map(({ status }) => status).sort()).toEqual([200, 404]);
      hub.clock.nowMs += 8 * 24 * 60 * minuteMs;
      for (const path of [old, withdrawn]) {
        expect((await openBrowser(hub).accept(path, { login: 'four' })).status).toBe(404);
      }
    });

    check('a session ends after an hour without use and after a day in any case', async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      hub.clock.nowMs += sessionIdleMs - 1;
      expect((await organiser.call('GET', '/api/people')).status).toBe(200);
      hub.clock.nowMs += sessionIdleMs - 1;
      // A page that only looks for news keeps nobody signed in.
      const quiet = await organiser.call('GET', '/api/people', undefined, { 'Jingzhong-Quiet': '1' });
      expect(quiet.status).toBe(200);
      hub.clock.nowMs += 2;
      expect((await organiser.call('GET', '/api/people')).status).toBe(401);
      await organiser.signIn('organiser');
      const signedInMs = hub.clock.nowMs;
      while (hub.clock.nowMs + 30 * minuteMs < signedInMs + sessionEndsMs) {
        hub.clock.nowMs += 30 * minuteMs;
        expect((await organiser.call('GET', '/api/people')).status).toBe(200);
      }
      hub.clock.nowMs += 30 * minuteMs;
      expect((await organiser.call('GET', '/api/people')).status).toBe(401);
    });

    check('signing out, closing an account and another role end its sessions at once', async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const viewer = await invite(hub, organiser, 'viewer', 'viewer');
      const elsewhere = openBrowser(hub);
      await elsewhere.signIn('viewer');
      const kept = elsewhere.cookie;
      await elsewhere.call('DELETE', '/api/session');
      elsewhere.cookie = kept;
      expect([await isIn(elsewhere), await isIn(viewer)]).toEqual([false, true]);
      const path = `/api/people/${await idOf(organiser, 'viewer')}`;
      await organiser.call('PUT', path, { role: 'reviewer' });
      expect(await isIn(viewer)).toBe(false);
      await viewer.signIn('viewer');
      expect(await isIn(viewer)).toBe(true);
      await organiser.call('PUT', path, { state: 'closed' });
      expect(await isIn(viewer)).toBe(false);
      expect((await viewer.signIn('viewer')).status).toBe(403);
      await organiser.call('PUT', path, { state: 'active' });
      expect((await viewer.signIn('viewer')).status).toBe(200);
    });

    check('a new password ends every other session and every other link to one', async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      const viewer = await invite(hub, organiser, 'viewer', 'viewer');
      const elsewhere = openBrowser(hub);
      await elsewhere.signIn('viewer');
      const next = 'another horse 2';
      const wrong = await viewer.call('POST', '/api/password', { current: 'no', next });
      expect(wrong.status).toBe(403);
      const changed = await viewer.call('POST', '/api/password', { current: goodPassword, next });
      expect(changed.status).toBe(200);
      expect([await isIn(viewer), await isIn(elsewhere)]).toEqual([true, false]);
      expect((await elsewhere.signIn('viewer')).status).toBe(403);
      expect((await elsewhere.signIn('viewer', next)).status).toBe(200);
      const renew = `/api/people/${await idOf(organiser, 'viewer')}/new-password`;
      const links = [
        await pathOf(await organiser.call('POST', renew)),
        await pathOf(await organiser.call('POST', renew)),
      ];
      const renewed = openBrowser(hub);
      expect(
        (await renewed.accept(links[0] ?? '', { login: 'viewer', password: 'a third horse 3' })).status,
      ).toBe(200);
      expect([await isIn(viewer), await isIn(elsewhere), await isIn(renewed)]).toEqual([false, false, true]);
      expect((await openBrowser(hub).accept(links[1] ?? '', { login: 'viewer' })).status).toBe(404);
    });

    check(
      'the last organiser can neither leave nor become another, also where two dismiss each other',
      async (place) => {
        const hub = await startHub(place);
        const organiser = await becomeOrganiser(hub);
        const own = `/api/people/${await idOf(organiser, 'organiser')}`;
        expect((await organiser.call('PUT', own, { role: 'viewer' })).status).toBe(409);
        expect((await organiser.call('PUT', own, { state: 'closed' })).status).toBe(409);
        const second = await invite(hub, organiser, 'organiser', 'second');
        const other = `/api/people/${await idOf(organiser, 'second')}`;
        await Promise.all([
          organiser.call('PUT', other, { state: 'closed' }),
          second.call('PUT', own, { state: 'closed' }),
        ]);
        const { people } = await hub.access.people.list();
        expect(people.filter(({ state }) => state === 'active')).toHaveLength(1);
      },
    );

    check(
      'wrong passwords make an account wait longer and longer, from wherever, also after a restart',
      async (place) => {
        let hub = await startHub(place);
        await becomeOrganiser(hub);
        const waits: number[] = [];
        for (let round = 0; round < 4; round += 1) {
          for (;;) {
            const browser = openBrowser(hub, { address: `192.0.2.${waits.length + 10}` });
            const answer = await browser.signIn('organiser', 'wrong');
            const { waitSeconds } = (await answer.json()) as { waitSeconds: number };
            if (answer.status === 429) {
              expect(answer.headers.get('Retry-After')).toBe(String(waitSeconds));
              waits.push(waitSeconds);
              break;
            }
          }
          // The right one waits as well: nobody learns by it that it was right.
          expect((await openBrowser(hub).signIn('organiser')).status).toBe(429);
          const { nowMs } = hub.clock;
          await hub.stop();
          hub = await startHub(place);
          hub.clock.nowMs = nowMs;
          expect((await openBrowser(hub).signIn('organiser')).status).toBe(429);
          hub.clock.nowMs += (waits.at(-1) ?? 0) * 1000;
        }
        expect(waits).toEqual([15, 30, 60, 120]);
        expect((await openBrowser(hub).signIn('organiser')).status).toBe(200);
        expect((await openBrowser(hub).signIn('organiser', 'wrong')).status).toBe(403);
      },
    );

    check(
      'one address that tries many accounts waits, a network of IPv6 counts as one, and others do not',
      async (place) => {
        const hub = await startHub(place);
        await becomeOrganiser(hub);
        const statuses: number[] = [];
        for (let n = 0; n < 40; n += 1) {
          const browser = openBrowser(hub, { address: `2001:db8:1:2::${n.toString(16)}` });
          statuses.push((await browser.signIn(`person-${n}`, 'wrong')).status);
        }
        expect(statuses.filter((status) => status === 403)).toHaveLength(30);
        expect(statuses.at(-1)).toBe(429);
        expect((await openBrowser(hub, { address: '2001:db8:1:3::1' }).signIn('organiser')).status).toBe(200);
      },
    );

    check('a hundred tries at once are counted one by one', async (place) => {
      const hub = await startHub(place);
      await becomeOrganiser(hub);
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          openBrowser(hub, { address: `192.0.2.${n + 1}` }).signIn('organiser', `guess ${n}`),
        ),
      );
      expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
    });

    check('made-up links cost no hashing, so that nobody is kept from signing in by them', async (place) => {
      const hub = await startHub(place, { passwordCost: { N: 2 ** 16, r: 8, p: 1 } });
      const organiser = await becomeOrganiser(hub);
      const beganMs = performance.now();
      const hashedMs = await organiser.signIn('organiser').then(() => performance.now() - beganMs);
      const floodMs = performance.now();
      const flood = Array.from({ length: 60 }, () =>
        openBrowser(hub).accept(`/#/link/${'A'.repeat(43)}`, { login: 'stranger' }),
      );
      expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([404]));
      expect(performance.now() - floodMs).toBeLessThan(hashedMs * 20);
    });

    check('ids and tokens that were guessed open nothing', async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      for (const id of ['person-0000000000000000', '1', '..', "' or 1=1 --", '%00']) {
        const path = `/api/people/${encodeURIComponent(id)}`;
        expect((await organiser.call('PUT', path, { role: 'viewer' })).status, id).toBe(404);
        expect((await organiser.call('POST', `${path}/new-password`)).status, id).toBe(404);
      }
      const thief = openBrowser(hub);
      const own = organiser.cookie ?? '';
      const hash = (await hub.store.db.selectFrom('account_sessions').selectAll().executeTakeFirstOrThrow())
        .token_hash;
      for (const cookie of [
        `jingzhong-hub=${hash}`,
        `jingzhong-hub=${'A'.repeat(43)}`,
        `${own}; ${own}`,
        own.toUpperCase(),
      ]) {
        thief.cookie = cookie;
        expect((await thief.call('GET', '/api/people')).status, cookie).toBe(401);
      }
    });

    check('what is done to people stands in the audit log, which nobody can change', async (place) => {
      const hub = await startHub(place);
      const organiser = await becomeOrganiser(hub);
      await invite(hub, organiser, 'viewer', 'viewer');
      await organiser.call('PUT', `/api/people/${await idOf(organiser, 'viewer')}`, { state: 'closed' });
      await openBrowser(hub).signIn('organiser', 'my other password');
      await openBrowser(hub).signIn('a secret typed into the wrong field', 'x');
      const { entries } = (await (await organiser.call('GET', '/api/audit')).json()) as {
        entries: { act: string; who: string; about: string }[];
      };
      expect(entries.map(({ act, who, about }) => `${who} ${act} ${about}`).toReversed()).toEqual([
        'hub link-made first',
        'organiser account-made organiser',
        'organiser link-made viewer',
        'viewer account-made viewer',
        'organiser account-changed viewer',
        'hub sign-in-refused organiser',
        'hub sign-in-refused ?',
      ]);
      const { db } = hub.store;
      await expect(sql`update audit set who = 'x'`.execute(db)).rejects.toThrow('only added to');
      await expect(sql`delete from audit`.execute(db)).rejects.toThrow('only added to');
    });

    check('no password, session or link stands in the store as it is', async (place) => {
      const hub = await startHub(place);
      const link = await hub.access.makeFirstLink();
      const organiser = openBrowser(hub);
      await organiser.accept(link ?? '', { login: 'organiser' });
      const invited = await organiser.call('POST', '/api/people/invitations', { role: 'viewer', name: '李' });
      const secrets = [
        goodPassword,
        (await pathOf(invited)).split('/').at(-1),
        organiser.cookie?.split('=')[1],
      ];
      const { db } = hub.store;
      const kept = JSON.stringify([
        await db.selectFrom('accounts').selectAll().execute(),
        await db.selectFrom('account_sessions').selectAll().execute(),
        await db.selectFrom('account_links').selectAll().execute(),
        await db.selectFrom('audit').selectAll().execute(),
      ]);
      for (const secret of secrets) expect(kept).not.toContain(secret);
      expect(kept).toContain('scrypt$');
    });
  });
});
