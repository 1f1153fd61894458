// Enrolment: a one-time code that an organiser makes and staff type at the kiosk. Both sides prove to
// know its secret, which never travels, so nobody on the way can take either one's place.
import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  codeAlphabet,
  codeIdLength,
  codeLength,
  enrolledPrefix,
  enrolmentMessage,
  type Enrolled,
  type Enrolment,
} from '../../model/sync-api.ts';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { AppError } from '../app-error.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import { isDemo } from '../store/is-demo.ts';
import type { Store } from '../store/open-store.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { EnrolmentCodesTable } from './kiosk-tables.ts';

const validMs = 7 * 24 * 3_600_000;

export type NewCode = {
  kioskName: string;
  by: Actor;
  nowMs: number;
  randomBytes(count: number): Uint8Array;
  /** A made-up kiosk of a demo. */
  isForDemo?: boolean;
};

/**
 * `ABCD-EFGH-JKMN-PQRS`, valid for a week, and for one kiosk. It is shown once and can be asked for no
 * more. Throws AppError `demo-enrols-nobody`.
 */
export async function makeEnrolmentCode(
  { db }: Store,
  { kioskName, by, nowMs, randomBytes, isForDemo = false }: NewCode,
): Promise<{ code: string; expiresMs: number }> {
  if (!isForDemo && (await isDemo({ db }))) throw new AppError('demo-enrols-nobody');
  const expiresMs = nowMs + validMs;
  return db.transaction().execute(async (transaction) => {
    // 32 characters to choose from: five bits of each byte are used, all equally likely.
    for (;;) {
      const letters = Array.from(randomBytes(codeLength), (byte) => codeAlphabet[byte % 32] ?? '').join('');
      const added = await transaction
        .insertInto('enrolment_codes')
        .values({
          code_id: letters.slice(0, codeIdLength),
          secret: letters.slice(codeIdLength),
          kiosk_name: kioskName,
          made_by: by.name,
          made_ms: nowMs,
          expires_ms: expiresMs,
          used_ms: null,
          used_by_kiosk: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('code_id')
        .executeTakeFirst();
      if (!added) continue;
      await noteAudit(transaction, { by, act: 'enrolment-code-made', about: kioskName }, nowMs);
      return { code: (letters.match(/.{4}/g) ?? []).join('-'), expiresMs };
    }
  });
}

export type EnrolOutcome = { kind: 'enrolled'; body: string; proof: string } | { kind: 'refused' };

/**
 * Enrols a kiosk. The same kiosk may ask again with the same code, since an answer can be lost; for
 * any other the code is used up. A kiosk that is known is enrolled anew, with its new key and name.
 */
export async function enrolKiosk(
  { db, dialect }: Store,
  identity: HubIdentity,
  enrolment: Enrolment,
  nowMs: number,
): Promise<EnrolOutcome> {
  return db.transaction().execute(async (transaction) => {
    const asked = transaction
      .selectFrom('enrolment_codes')
      .selectAll()
      .where('code_id', '=', enrolment.code_id);
    const code = await (dialect === 'postgres' ? asked.forUpdate() : asked).executeTakeFirst();
    if (!code || !isProven(code, enrolment) || !(await isOpenFor(transaction, code, enrolment, nowMs))) {
      return { kind: 'refused' };
    }
    await writeKiosk(transaction, code, enrolment, nowMs);
    await transaction
      .updateTable('enrolment_codes')
      .set({ used_ms: nowMs, used_by_kiosk: enrolment.kiosk_id })
      .where('code_id', '=', code.code_id)
      .execute();
    const enrolled: Enrolled = {
      format: 1,
      hub_id: identity.hubId,
      hub_name: identity.name,
      hub_key: identity.publicKey,
      kiosk_id: enrolment.kiosk_id,
      kiosk_name: code.kiosk_name,
      edition_keys: await transaction.selectFrom('edition_keys').select(['label', 'public_key']).execute(),
      ...(identity.readerKey !== undefined && { reader_key: identity.readerKey }),
    };
    const body = JSON.stringify(enrolled);
    return { kind: 'enrolled', body, proof: prove(code.secret, enrolledPrefix + body) };
  });
}

function prove(secret: string, message: string): string {
  return createHmac('sha256', secret).update(message).digest('hex');
}

function isProven({ secret }: EnrolmentCodesTable, enrolment: Enrolment): boolean {
  const expected = prove(secret, enrolmentMessage(enrolment));
  return timingSafeEqual(Buffer.from(expected), Buffer.from(enrolment.proof));
}

async function isOpenFor(
  transaction: Transaction<Tables>,
  { used_by_kiosk, expires_ms }: EnrolmentCodesTable,
  { kiosk_id, public_key }: Enrolment,
  nowMs: number,
): Promise<boolean> {
  if (used_by_kiosk === null) return nowMs < expires_ms;
  if (used_by_kiosk !== kiosk_id) return false;
  const kiosk = await transaction
    .selectFrom('kiosks')
    .select(['public_key', 'state'])
    .where('kiosk_id', '=', kiosk_id)
    .executeTakeFirst();
  return kiosk?.public_key === public_key && kiosk.state === 'active' && nowMs < expires_ms;
}

async function writeKiosk(
  transaction: Transaction<Tables>,
  { kiosk_name }: EnrolmentCodesTable,
  { kiosk_id, public_key, version }: Enrolment,
  nowMs: number,
): Promise<void> {
  const told = { name: kiosk_name, public_key, version, enrolled_ms: nowMs, state: 'active' as const };
  await transaction
    .insertInto('kiosks')
    .values({ kiosk_id, ...told })
    .onConflict((conflict) => conflict.column('kiosk_id').doUpdateSet({ ...told, forked_ms: null }))
    .execute();
}

/** What it sent stays; what it sends from now on is refused, and nothing on it is deleted. */
export async function revokeKiosk(
  { db }: Store,
  { kioskId, by, nowMs }: { kioskId: string; by: Actor; nowMs: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('kiosks')
      .set({ state: 'revoked' })
      .where('kiosk_id', '=', kioskId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await noteAudit(transaction, { by, act: 'kiosk-revoked', about: kioskId }, nowMs);
    return true;
  });
}
