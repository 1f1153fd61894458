// Whose editions and recall lists this hub takes and tells kiosks to go by. A key is added on the hub's
// own machine (`npm run hub -- trust`): whoever signs in at the dashboard cannot make theirs one of ours.
import { publicKeySchema, type PublicKey } from '../../model/pack.ts';
import { fingerprintOf } from '../../pack/keys.ts';
import { hubItself, noteAudit } from '../accounts/audit.ts';
import type { Store } from '../store/open-store.ts';

export async function readEditionKeys({ db }: Store): Promise<PublicKey[]> {
  const rows = await db.selectFrom('edition_keys').selectAll().orderBy('added_ms').execute();
  return rows.map(({ public_key: publicKey, label, not_after }) => ({
    label,
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    ...(not_after !== null && { notAfter: not_after }),
  }));
}

const keyFileSchema = publicKeySchema.refine(
  ({ publicKey, fingerprint }) => fingerprint === fingerprintOf(publicKey),
  { path: ['fingerprint'], message: 'not that of the key' },
);

/** Undefined for what is no public key as `npm run content -- keygen` writes one. */
export function readKeyFile(text: string): PublicKey | undefined {
  try {
    return keyFileSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Adds `key`, or replaces what is known of the same one; one that is known as it is changes nothing. */
export async function trustKey(
  { db }: Store,
  key: PublicKey,
  nowMs: number,
): Promise<'added' | 'changed' | 'known'> {
  const told = { label: key.label, not_after: key.notAfter ?? null };
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom('edition_keys')
      .select(['label', 'not_after'])
      .where('public_key', '=', key.publicKey)
      .executeTakeFirst();
    if (known?.label === told.label && known.not_after === told.not_after) return 'known';
    await transaction
      .insertInto('edition_keys')
      .values({ public_key: key.publicKey, added_ms: nowMs, ...told })
      .onConflict((conflict) => conflict.column('public_key').doUpdateSet(told))
      .execute();
    const note = { by: hubItself, act: 'edition-key-added', about: key.fingerprint } as const;
    await noteAudit(transaction, { ...note, details: { label: key.label } }, nowMs);
    return known ? 'changed' : 'added';
  });
}

/** False where no key has this fingerprint. Editions that it signed stay. */
export async function distrustKey(store: Store, fingerprint: string, nowMs: number): Promise<boolean> {
  const known = await readEditionKeys(store);
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
  const key = known.find((each) => plain(each.fingerprint) === plain(fingerprint));
  if (!key) return false;
  await store.db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('edition_keys').where('public_key', '=', key.publicKey).execute();
    const note = { by: hubItself, act: 'edition-key-removed', about: key.fingerprint } as const;
    await noteAudit(transaction, { ...note, details: { label: key.label } }, nowMs);
  });
  return true;
}
