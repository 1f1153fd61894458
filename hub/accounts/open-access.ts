// Who may use the hub, put together: accounts, sessions, links, patience and the audit log, all on
// one store.
import type { Kysely } from 'kysely';
import type { AccountLink, AuditPage } from '../../model/hub-access.ts';
import type { Tables } from '../store/tables.ts';
import { noteAudit, readAudit, type Actor } from './audit.ts';
import { awaitsFirst, dropOldLinks, findLink, makeFirstLink, withdrawLink } from './links.ts';
import { makeLoginThrottle } from './login-throttle.ts';
import { makePasswords, type ScryptCost } from './passwords.ts';
import { makeOpenidSignIn, type OpenidOptions } from './openid/openid-sign-in.ts';
import { keepPeople } from './people.ts';
import { closeSession, keepSessions, type Person } from './sessions.ts';
import { makeSignIn } from './sign-in.ts';

export type AccessDeps = {
  db: Kysely<Tables>;
  nowMs(): number;
  /** Lower in tests only. */
  cost?: ScryptCost;
  /** The organisation's own sign-in service, where there is one. */
  openid?: OpenidOptions | undefined;
};

const tidyEveryMs = 3_600_000;

export function openAccess({ db, nowMs, cost, openid }: AccessDeps) {
  const passwords = makePasswords(cost && { cost });
  const sessions = keepSessions({ db, nowMs });
  const throttle = makeLoginThrottle({ db, nowMs });
  const people = keepPeople({ db, passwords, nowMs });
  const signIn = makeSignIn({ db, people, passwords, throttle, nowMs });

  async function tidy(): Promise<void> {
    await sessions.dropOld();
    await throttle.forgetOld();
    await dropOldLinks(db, nowMs());
    await db.deleteFrom('openid_returns').where('until_ms', '<=', nowMs()).execute();
  }

  return {
    sessions,
    people,
    signIn,
    /** Undefined where there is no such service. */
    openid: openid && makeOpenidSignIn({ ...openid, db, throttle, nowMs }),
    awaitsFirst: () => awaitsFirst(db),
    makeFirstLink: () => makeFirstLink(db, nowMs()),
    findLink: (token: string): Promise<AccountLink | undefined> => findLink(db, token, nowMs()),
    withdrawLink: (wanted: { linkId: string; by: Actor }) => withdrawLink(db, wanted, nowMs()),
    readAudit: (page: { before?: number | undefined; act?: string | undefined }): Promise<AuditPage> =>
      readAudit(db, page),
    async signOut(token: string, { accountId, name, login }: Person): Promise<void> {
      await db.transaction().execute(async (work) => {
        await closeSession(work, token);
        await noteAudit(work, { by: { accountId, name }, act: 'signed-out', about: login }, nowMs());
      });
    },

    /** With the same patience as signing in: a session left open must not serve to guess by. */
    async changePassword(wanted: {
      me: Person;
      current: string;
      next: string;
      keep: string;
      address: string;
    }): Promise<{ kind: 'changed' } | { kind: 'wrong' } | { kind: 'wait'; waitMs: number }> {
      const { me, address, ...change } = wanted;
      const attempt = { login: me.login, address };
      const waitMs = await throttle.begin(attempt);
      if (waitMs > 0) return { kind: 'wait', waitMs };
      if (!(await people.changePassword({ accountId: me.accountId, ...change }))) return { kind: 'wrong' };
      await throttle.forgive(attempt);
      return { kind: 'changed' };
    },

    /** Forgets what is over, now and then. Returns its stop. */
    keepTidy(tell: (line: string) => void): () => void {
      const timer = setInterval(() => {
        tidy().catch((error: unknown) => tell(`Old sessions could not be removed: ${String(error)}`));
      }, tidyEveryMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
export type Access = ReturnType<typeof openAccess>;
