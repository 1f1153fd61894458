// Who has signed in, and until when. A session is a cookie whose hash is in the store, so that
// it outlives a restart, counts at every process of the hub, and can be ended from any of them.
import type { Kysely } from 'kysely';
import type { Me } from '../../model/hub-access.ts';
import type { Tables } from '../store/tables.ts';
import { hashToken, makeToken } from './tokens.ts';

/** Without anything done for so long, and after so long in any case, one signs in again. */
export const sessionIdleMs = 60 * 60_000;
export const sessionEndsMs = 24 * 3_600_000;
/** Written down at most so often: a page asks several things a second. */
const noteUseEveryMs = 60_000;

export type Person = Me;

export function keepSessions({ db, nowMs }: { db: Kysely<Tables>; nowMs(): number }) {
  return {
    open: (accountId: string): Promise<string> => openSession(db, accountId, nowMs()),

    /**
     * Whose it is; undefined for a session that is unknown, over, or of a closed account.
     * `isQuiet`: the page looked for news by itself, which keeps nobody signed in.
     */
    async find(token: string, { isQuiet }: { isQuiet: boolean }): Promise<Person | undefined> {
      const now = nowMs();
      const tokenHash = hashToken(token);
      const found = await db
        .selectFrom('account_sessions')
        .innerJoin('accounts', 'accounts.account_id', 'account_sessions.account_id')
        .select(['accounts.account_id', 'login', 'name', 'role', 'used_ms'])
        .where('token_hash', '=', tokenHash)
        .where('state', '=', 'active')
        .where('used_ms', '>', now - sessionIdleMs)
        .where('account_sessions.created_ms', '>', now - sessionEndsMs)
        .executeTakeFirst();
      if (!found) return undefined;
      if (!isQuiet && now - found.used_ms > noteUseEveryMs) {
        await db
          .updateTable('account_sessions')
          .set({ used_ms: now })
          .where('token_hash', '=', tokenHash)
          .execute();
      }
      const { account_id: accountId, login, name, role } = found;
      return { accountId, login, name, role };
    },

    async dropOld(): Promise<void> {
      const now = nowMs();
      await db
        .deleteFrom('account_sessions')
        .where((row) =>
          row.or([row('used_ms', '<=', now - sessionIdleMs), row('created_ms', '<=', now - sessionEndsMs)]),
        )
        .execute();
    },
  };
}
export type Sessions = ReturnType<typeof keepSessions>;

/** Returns the cookie's token. */
export async function openSession(db: Kysely<Tables>, accountId: string, nowMs: number): Promise<string> {
  const token = makeToken();
  const row = { token_hash: hashToken(token), account_id: accountId, created_ms: nowMs, used_ms: nowMs };
  await db.insertInto('account_sessions').values(row).execute();
  return token;
}

export async function closeSession(db: Kysely<Tables>, token: string): Promise<void> {
  await db.deleteFrom('account_sessions').where('token_hash', '=', hashToken(token)).execute();
}

/** Signs somebody out everywhere, as when their password or role changes. */
export async function closeSessionsOf(db: Kysely<Tables>, accountId: string, but?: string): Promise<void> {
  let query = db.deleteFrom('account_sessions').where('account_id', '=', accountId);
  if (but !== undefined) query = query.where('token_hash', '!=', hashToken(but));
  await query.execute();
}
