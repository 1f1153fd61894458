// Recall lists, as organisers sign them (`npm run content -- recall CASE --key FILE`): taken where a key
// of this hub signed them, and handed on as they are, for kiosks check the signature themselves.
import {
  recallListSchema,
  signedRecallListSchema,
  type RecallList,
  type SignedRecallList,
} from '../../model/pack.ts';
import type { Recalls } from '../../model/hub-desk.ts';
import { isSigned, judgeKey } from '../../pack/keys.ts';
import type { Actor } from '../accounts/audit.ts';
import { readEditionKeys } from '../packs/edition-keys.ts';
import type { Store } from '../store/open-store.ts';
import { publishRecalls } from './release.ts';

export type TakenRecalls =
  | { kind: 'taken'; version: number; added: string[] }
  | { kind: 'old-version' }
  /** The key is not known here, or has ended. */
  | { kind: 'not-signed' }
  /** No list, or changed after it was signed. */
  | { kind: 'not-understood' };

export async function takeRecalls(
  store: Store,
  { signed, by, nowMs }: { signed: SignedRecallList; by: Actor; nowMs: number },
): Promise<TakenRecalls> {
  const list = openList(signed);
  if (!list || !isSigned(Buffer.from(signed.list), signed.signature)) return { kind: 'not-understood' };
  const keys = await readEditionKeys(store);
  const trust = judgeKey(signed.signature, keys, new Date(nowMs).toISOString().slice(0, 10));
  if (trust.kind !== 'trusted') return { kind: 'not-signed' };
  const before = new Set((await readRecalls(store)).cases.map(({ id }) => id));
  if (!(await publishRecalls(store, { list: signed, version: list.version, by, nowMs }))) {
    return { kind: 'old-version' };
  }
  const added = list.cases.map(({ id }) => id).filter((id) => !before.has(id));
  return { kind: 'taken', version: list.version, added };
}

export async function readRecalls(store: Store): Promise<Recalls> {
  const rows = await store.db
    .selectFrom('recall_lists')
    .select(['version', 'added_ms', 'added_by'])
    .orderBy('version', 'desc')
    .execute();
  const newest = await findRecallFile(store);
  return {
    version: rows[0]?.version ?? 0,
    cases: (newest && openList(newest)?.cases) ?? [],
    lists: rows.map(({ version, added_ms, added_by }) => ({ version, atMs: added_ms, by: added_by })),
  };
}

/** The newest, as it was signed: the file for a stick. */
export async function findRecallFile({ db }: Store): Promise<SignedRecallList | undefined> {
  const row = await db
    .selectFrom('recall_lists')
    .select('list')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && signedRecallListSchema.parse(JSON.parse(row.list));
}

function openList({ list }: SignedRecallList): RecallList | undefined {
  try {
    return recallListSchema.safeParse(JSON.parse(list)).data;
  } catch {
    return undefined;
  }
}
