// Which account the organisation's service means by a person. The first time it is the account that is
// called as the service's token says; from then on it is the service's own name for that person (`sub`),
// which it never gives to another: an address that somebody else has now opens nobody's account.
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../../store/tables.ts';
import { noteAudit, type Actor } from '../audit.ts';
import { closeSessionsOf } from '../sessions.ts';

export type Identity = { issuer: string; subject: string };
export type Account = { accountId: string; login: string; name: string; state: 'active' | 'closed' };

export async function findLinked(
  work: Transaction<Tables>,
  { issuer, subject }: Identity,
): Promise<Account | undefined> {
  return work
    .selectFrom('account_identities')
    .innerJoin('accounts', 'accounts.account_id', 'account_identities.account_id')
    .select(['accounts.account_id as accountId', 'login', 'name', 'state'])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

export async function findByLogin(work: Transaction<Tables>, login: string): Promise<Account | undefined> {
  return work
    .selectFrom('accounts')
    .select(['account_id as accountId', 'login', 'name', 'state'])
    .where('login', '=', login)
    .executeTakeFirst();
}

/** False where the account is another person's already, or the person another account's. */
export async function linkIdentity(
  work: Transaction<Tables>,
  { issuer, subject }: Identity,
  { accountId, nowMs }: { accountId: string; nowMs: number },
): Promise<boolean> {
  const made = await work
    .insertInto('account_identities')
    .values({ issuer, subject, account_id: accountId, linked_ms: nowMs })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/**
 * Lets the next sign-in through the service link the account anew, as after a person got a new account
 * there; signs whoever uses it out. False where there was nothing to unlink.
 */
export async function unlinkAccount(
  db: Kysely<Tables>,
  { login, by, nowMs }: { login: string; by: Actor; nowMs: number },
): Promise<boolean> {
  return db.transaction().execute(async (work) => {
    const account = await findByLogin(work, login);
    if (!account) return false;
    const gone = await work
      .deleteFrom('account_identities')
      .where('account_id', '=', account.accountId)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) return false;
    await closeSessionsOf(work, account.accountId);
    await noteAudit(work, { by, act: 'account-unlinked', about: login }, nowMs);
    return true;
  });
}
