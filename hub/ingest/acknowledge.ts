// What the hub says to a batch: its word that it has it, or why it cannot take it. Both are signed,
// so that no hotel's login page can move a kiosk's cursor.
import type { Refusal, SignedText } from '../../model/sync-api.ts';
import type { Acknowledgement } from '../../model/sync-batch.ts';
import type { HubIdentity } from '../store/hub-identity.ts';
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
