// What the hub says to a batch: its word that it has it, or why it cannot take it. Both are signed,
// so that no hotel's login page can move a kiosk's cursor.
import type { Refusal, SignedText } from '../../model/sync-api.ts';
import type { Acknowledgement } from '../../model/sync-batch.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
import type { Store } from '../store/open-store.ts';
import type { OpenBatch } from './open-batch.ts';
import type { Taken } from './take-in.ts';

export function acknowledge(
  { hubId, signText }: HubIdentity,
  { kioskId, logId, sha256 }: Pick<OpenBatch, 'kioskId' | 'logId' | 'sha256'>,
  {
    committedThrough,
    backedUpThrough,
    bootedAtMs,
  }: Pick<Extract<Taken, { kind: 'taken' }>, 'committedThrough' | 'backedUpThrough' | 'bootedAtMs'>,
): SignedText {
  const clock = Object.fromEntries([...bootedAtMs].map(([boot, ms]) => [boot, { booted_at_ms: ms }]));
  const acknowledgement: Acknowledgement = {
    format: 1,
    hub_id: hubId,
    kiosk_id: kioskId,
    log_id: logId,
    batch_sha256: sha256,
    committed_through: committedThrough,
    backed_up_through: backedUpThrough,
    clock,
  };
  return signText(JSON.stringify(acknowledgement));
}

export function refuseBatch(
  { hubId, signText }: HubIdentity,
  { kioskId, logId, sha256 }: OpenBatch,
  { kind, wantedSeq }: Extract<Taken, { kind: 'fork' | 'gap' }>,
): SignedText {
  const refusal: Refusal = {
    format: 1,
    refused: kind,
    hub_id: hubId,
    kiosk_id: kioskId,
    log_id: logId,
    batch_sha256: sha256,
    wanted_seq: wantedSeq,
  };
  return signText(JSON.stringify(refusal));
}

/** As many as an acknowledgement has room for; the newest ones. */
const mostBoots = 400;

/** How things stand with every log of one kiosk, for the stick that goes back to it. */
export async function acknowledgeLogs(
  { db }: Store,
  identity: HubIdentity,
  kioskId: string,
): Promise<SignedText[]> {
  const logs = await db
    .selectFrom('logs')
    .innerJoin('kiosks', 'kiosks.kiosk_no', 'logs.kiosk_no')
    .select(['logs.kiosk_no', 'logs.log_id', 'last_batch', 'committed_through', 'backed_up_through'])
    .where('kiosk_id', '=', kioskId)
    .orderBy('log_no')
    .execute();
  const [first] = logs;
  if (!first) return [];
  const boots = await db
    .selectFrom('boots')
    .select(['boot_id', 'booted_at_ms'])
    .where('kiosk_no', '=', first.kiosk_no)
    .orderBy('booted_at_ms', 'desc')
    .limit(mostBoots)
    .execute();
  const bootedAtMs = new Map(boots.map(({ boot_id, booted_at_ms }) => [boot_id, booted_at_ms]));
  return logs.map(({ log_id: logId, last_batch: sha256, committed_through, backed_up_through }) => {
    const stand = {
      committedThrough: committed_through,
      backedUpThrough: Math.min(backed_up_through, committed_through),
    };
    return acknowledge(identity, { kioskId, logId, sha256 }, { ...stand, bootedAtMs });
  });
}
