// One-time links: for the first organiser, for whom an organiser invites, and for a new password. The
// token stands in the address after `#`, which browsers send to nobody, and is kept as a hash.
import type { Kysely, Transaction } from 'kysely';
import type { AccountLink, HubRole, MadeLink } from '../../model/hub-access.ts';
import type { Tables } from '../store/tables.ts';
import { hubItself, noteAudit, type Actor } from './audit.ts';
import { hashToken, makeId, makeToken } from './tokens.ts';

export const linkLastsMs = 7 * 24 * 3_600_000;
const firstLinkLastsMs = 24 * 3_600_000;

type Wanted = {
  kind: 'first' | 'invitation' | 'new-password';
  role: HubRole;
  name: string;
  accountId?: string;
  by: Actor;
};

/** The page that takes a link. */
export const linkPath = (token: string) => `/#/link/${token}`;

export async function makeLink(
  db: Kysely<Tables>,
  { kind, role, name, accountId, by }: Wanted,
  nowMs: number,
): Promise<MadeLink> {
  const token = makeToken();
  const expiresMs = nowMs + (kind === 'first' ? firstLinkLastsMs : linkLastsMs);
  await db.transaction().execute(async (work) => {
    await work
      .insertInto('account_links')
      .values({
        link_id: makeId('link'),
        token_hash: hashToken(token),
        kind,
        role,
        name,
        account_id: accountId ?? null,
        made_by: by.name,
        expires_ms: expiresMs,
      })
      .execute();
    await noteAudit(work, { by, act: 'link-made', about: name || kind, details: { kind, role } }, nowMs);
  });
  return { path: linkPath(token), expiresMs };
}

/**
 * The path of a link that makes the first organiser; undefined once anybody has an account. Earlier
 * ones stay good: several processes of one hub may start at once.
 */
export async function makeFirstLink(db: Kysely<Tables>, nowMs: number): Promise<string | undefined> {
  if (!(await awaitsFirst(db))) return undefined;
  const wanted = { kind: 'first', role: 'organiser', name: '', by: hubItself } as const;
  return (await makeLink(db, wanted, nowMs)).path;
}

export async function awaitsFirst(db: Kysely<Tables>): Promise<boolean> {
  const anybody = await db.selectFrom('accounts').select('account_id').limit(1).executeTakeFirst();
  return anybody === undefined;
}

/** What a link is for; undefined for one that is unknown, used or over. */
export async function findLink(
  db: Kysely<Tables>,
  token: string,
  nowMs: number,
): Promise<AccountLink | undefined> {
  const found = await db
    .selectFrom('account_links')
    .leftJoin('accounts', 'accounts.account_id', 'account_links.account_id')
    .select([
      'kind',
      'account_links.role',
      'account_links.name',
      'accounts.login',
      'account_links.expires_ms as expiresMs',
    ])
    .where('token_hash', '=', hashToken(token))
    .where('expires_ms', '>', nowMs)
    .executeTakeFirst();
  if (!found) return undefined;
  return found.kind === 'first' && !(await awaitsFirst(db)) ? undefined : found;
}

/** Takes a link away for good and says what it was; only one of two that come at once gets it. */
export async function useLink(work: Transaction<Tables>, token: string, nowMs: number) {
  const tokenHash = hashToken(token);
  const link = await work
    .selectFrom('account_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_ms', '>', nowMs)
    .executeTakeFirst();
  if (!link) return undefined;
  // Whoever comes first takes every link of the first kind with them, and a new password every link to another.
  const taken = await work
    .deleteFrom('account_links')
    .where((row) =>
      row.or([
        row('token_hash', '=', tokenHash),
        ...(link.kind === 'first' ? [row('kind', '=', 'first' as const)] : []),
        ...(link.account_id === null ? [] : [row('account_id', '=', link.account_id)]),
      ]),
    )
    .executeTakeFirst();
  if (taken.numDeletedRows === 0n) return undefined;
  return link.kind === 'first' && !(await awaitsFirst(work)) ? undefined : link;
}

export async function withdrawLink(
  db: Kysely<Tables>,
  { linkId, by }: { linkId: string; by: Actor },
  nowMs: number,
): Promise<boolean> {
  return db.transaction().execute(async (work) => {
    const gone = await work
      .deleteFrom('account_links')
      .where('link_id', '=', linkId)
      .where('kind', '!=', 'first')
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) return false;
    await noteAudit(work, { by, act: 'link-withdrawn', about: linkId }, nowMs);
    return true;
  });
}

export async function dropOldLinks(db: Kysely<Tables>, nowMs: number): Promise<void> {
  await db.deleteFrom('account_links').where('expires_ms', '<=', nowMs).execute();
}
