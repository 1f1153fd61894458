// The people who use the hub: their accounts, and what is done to them. The last organiser can neither
// leave nor become something else, or nobody could invite anybody any more.
import type { Kysely, Transaction } from 'kysely';
import type { HubRole, MadeLink, People } from '../../model/hub-access.ts';
import type { Tables } from '../store/tables.ts';
import { hubItself, noteAudit, type Actor } from './audit.ts';
import { findLink, makeLink, useLink } from './links.ts';
import type { Passwords } from './passwords.ts';
import { closeSessionsOf } from './sessions.ts';
import { makeId } from './tokens.ts';

type PeopleDeps = { db: Kysely<Tables>; passwords: Passwords; nowMs(): number };

export type Accepted =
  { kind: 'accepted'; accountId: string } | { kind: 'no-such-link' } | { kind: 'login-taken' };
export type Changed = { kind: 'changed' } | { kind: 'no-such-person' } | { kind: 'last-organiser' };

export function keepPeople({ db, passwords, nowMs }: PeopleDeps) {
  return {
    async list(): Promise<People> {
      const people = await db
        .selectFrom('accounts')
        .leftJoin('account_sessions', 'account_sessions.account_id', 'accounts.account_id')
        .select(({ fn }) => [
          'accounts.account_id as accountId',
          'login',
          'name',
          'role',
          'state',
          'accounts.created_ms as createdMs',
          fn.max('used_ms').as('lastSeenMs'),
        ])
        .groupBy(['accounts.account_id', 'login', 'name', 'role', 'state', 'accounts.created_ms'])
        .orderBy('accounts.created_ms')
        .execute();
      const links = await db
        .selectFrom('account_links')
        .select(['link_id as linkId', 'kind', 'role', 'name', 'made_by as madeBy', 'expires_ms as expiresMs'])
        .where('expires_ms', '>', nowMs())
        .orderBy('expires_ms')
        .execute();
      const invitations = links.flatMap(({ kind, ...link }) => (kind === 'first' ? [] : [{ kind, ...link }]));
      return { people, invitations };
    },

    invite: (wanted: { role: HubRole; name: string; by: Actor }): Promise<MadeLink> =>
      makeLink(db, { kind: 'invitation', ...wanted }, nowMs()),

    /** A link with which somebody sets a new password; undefined where there is no such person. */
    async renewPassword({ accountId, by }: { accountId: string; by: Actor }): Promise<MadeLink | undefined> {
      const person = await db
        .selectFrom('accounts')
        .select(['name', 'role'])
        .where('account_id', '=', accountId)
        .where('state', '=', 'active')
        .executeTakeFirst();
      return person && makeLink(db, { kind: 'new-password', ...person, accountId, by }, nowMs());
    },

    /** Turns a link into an account, or into a new password of the one that it is for. */
    async accept(wanted: {
      token: string;
      login: string;
      name: string;
      password: string;
    }): Promise<Accepted> {
      // Strangers with made-up links must not keep the hashing busy, which signing in waits for.
      if (!(await findLink(db, wanted.token, nowMs()))) return { kind: 'no-such-link' };
      const password = await passwords.hash(wanted.password);
      const { token, login, name } = wanted;
      try {
        return await db.transaction().execute(async (work): Promise<Accepted> => {
          const link = await useLink(work, token, nowMs());
          if (!link) return { kind: 'no-such-link' };
          if (link.kind === 'new-password') {
            return link.account_id !== null && (await setPassword(work, link.account_id, password, nowMs()))
              ? { kind: 'accepted', accountId: link.account_id }
              : { kind: 'no-such-link' };
          }
          const accountId = await insertAccount(work, { login, name, role: link.role, password }, nowMs());
          if (accountId === undefined) throw new LoginTaken();
          return { kind: 'accepted', accountId };
        });
      } catch (error) {
        // The link must still be good for another login, so the transaction is undone.
        if (error instanceof LoginTaken) return { kind: 'login-taken' };
        throw error;
      }
    },

    async change(wanted: {
      accountId: string;
      role?: HubRole | undefined;
      state?: 'active' | 'closed' | undefined;
      by: Actor;
    }): Promise<Changed> {
      const { accountId, role, state, by } = wanted;
      const set = { ...(role && { role }), ...(state && { state }) };
      return db.transaction().execute(async (work): Promise<Changed> => {
        // Every organiser's row is written to first, so that two of them cannot each dismiss the other.
        await work
          .updateTable('accounts')
          .set((row) => ({ created_ms: row.ref('created_ms') }))
          .where('role', '=', 'organiser')
          .execute();
        const person = await work
          .selectFrom('accounts')
          .selectAll()
          .where('account_id', '=', accountId)
          .executeTakeFirst();
        if (!person) return { kind: 'no-such-person' };
        const after = { ...person, ...set };
        const others = await work
          .selectFrom('accounts')
          .select('account_id')
          .where('role', '=', 'organiser')
          .where('state', '=', 'active')
          .where('account_id', '!=', accountId)
          .limit(1)
          .execute();
        const stays = after.role === 'organiser' && after.state === 'active';
        if (!stays && others.length === 0) return { kind: 'last-organiser' };
        await work.updateTable('accounts').set(set).where('account_id', '=', accountId).execute();
        await closeSessionsOf(work, accountId);
        const details = { role: after.role, state: after.state };
        await noteAudit(work, { by, act: 'account-changed', about: person.login, details }, nowMs());
        return { kind: 'changed' };
      });
    },

    /** Undefined where the current one is wrong or there is none. `keep`: the session that goes on. */
    async changePassword(wanted: {
      accountId: string;
      current: string;
      next: string;
      keep: string;
    }): Promise<boolean> {
      const { accountId, current, next, keep } = wanted;
      const person = await db
        .selectFrom('accounts')
        .select('password')
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      if (!(await passwords.isRight(current, person?.password ?? null))) return false;
      const password = await passwords.hash(next);
      return db.transaction().execute((work) => setPassword(work, accountId, password, nowMs(), keep));
    },

    findByLogin: (login: string) =>
      db
        .selectFrom('accounts')
        .select(['account_id as accountId', 'name', 'password'])
        .where('login', '=', login)
        .where('state', '=', 'active')
        .executeTakeFirst(),
  };
}
export type PeopleDesk = ReturnType<typeof keepPeople>;

class LoginTaken extends Error {}

/** Undefined where the login is somebody's already. */
async function insertAccount(
  work: Transaction<Tables>,
  { login, name, role, password }: { login: string; name: string; role: HubRole; password: string },
  nowMs: number,
): Promise<string | undefined> {
  const accountId = makeId('person');
  const made = await work
    .insertInto('accounts')
    .values({
      account_id: accountId,
      login,
      name,
      role,
      state: 'active',
      password,
      created_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return undefined;
  const by = { accountId, name };
  await noteAudit(work, { by, act: 'account-made', about: login, details: { role } }, nowMs);
  return accountId;
}

async function setPassword(
  work: Transaction<Tables>,
  accountId: string,
  password: string,
  nowMs: number,
  keep?: string,
): Promise<boolean> {
  const changed = await work
    .updateTable('accounts')
    .set({ password })
    .where('account_id', '=', accountId)
    .where('state', '=', 'active')
    .returning(['login', 'name'])
    .executeTakeFirst();
  if (!changed) return false;
  await closeSessionsOf(work, accountId, keep);
  const by = { ...hubItself, accountId, name: changed.name };
  await noteAudit(work, { by, act: 'password-changed', about: changed.login }, nowMs);
  return true;
}
