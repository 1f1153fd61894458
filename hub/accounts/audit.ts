// What was changed at the hub, by whom and when. Rows are only ever added: the database itself refuses
// to change or delete one (migration 0002). No visitor's words and no secret go into it.
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { AuditAct, AuditPage } from '../../model/hub-access.ts';
import type { Tables } from '../store/tables.ts';

/** Who does something: an account, or the hub itself (a command on its machine). */
export type Actor = { accountId: string; name: string };
export const hubItself: Actor = { accountId: '', name: 'hub' };

export type AuditNote = {
  by: Actor;
  act: AuditAct;
  /** What it was done to: an id or a short name. */
  about: string;
  details?: Record<string, string | number>;
};

/** In the transaction of the change itself, where there is one. */
export async function noteAudit(
  db: Kysely<Tables>,
  { by, act, about, details = {} }: AuditNote,
  atMs: number,
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at_ms: atMs,
      account_id: by.accountId,
      who: by.name,
      act,
      about: about.slice(0, 400),
      details: JSON.stringify(details),
    })
    .execute();
}

const detailsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const pageLength = 100;

/** The newest first; `before`: the `next` of the page before. */
export async function readAudit(
  db: Kysely<Tables>,
  { before, act }: { before?: number | undefined; act?: string | undefined },
): Promise<AuditPage> {
  let query = db
    .selectFrom('audit')
    .selectAll()
    .orderBy('n', 'desc')
    .limit(pageLength + 1);
  if (before !== undefined) query = query.where('n', '<', before);
  if (act !== undefined) query = query.where('act', '=', act);
  const rows = await query.execute();
  const entries = rows.slice(0, pageLength).map(({ n, at_ms, who, act, about, details }) => ({
    n,
    atMs: at_ms,
    who,
    act,
    about,
    details: detailsSchema.parse(JSON.parse(details)),
  }));
  return { entries, next: rows.length > pageLength ? (entries.at(-1)?.n ?? null) : null };
}
