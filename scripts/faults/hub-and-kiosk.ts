// A hub in this process, and kiosks' own logs and sync clients that join it: for campaigns about what lies
// between the two.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { hubItself } from '../../hub/accounts/audit.ts';
import { assembleHub, type Hub } from '../../hub/assemble-hub.ts';
import { toUuid } from '../../hub/ingest/check-event.ts';
import { makeEnrolmentCode } from '../../hub/kiosks/enrol.ts';
import type { Store } from '../../hub/store/open-store.ts';
import { startSyncedKiosk, type SyncedKiosk } from '../../kiosk/testing/synced-kiosk.ts';

export function openHub(dataDir: string): Promise<Hub> {
  mkdirSync(dataDir, { recursive: true });
  return assembleHub({ dataDir, version: 'faults', tell: () => undefined });
}

/** A new kiosk that has joined, with nothing that the hub does not have. */
export async function joinKiosk(hub: Hub, dataDir: string): Promise<SyncedKiosk> {
  mkdirSync(dataDir, { recursive: true });
  const kiosk = await startSyncedKiosk((request) => hub.fetch(request), dataDir);
  const wanted = { kioskName: 'faults', by: hubItself, nowMs: Date.now(), randomBytes };
  const { code } = await makeEnrolmentCode(hub.store, wanted);
  const outcome = await kiosk.sync.enrol('http://hub.test', code);
  if (outcome !== 'enrolled') throw new Error(`the kiosk was not enrolled: ${outcome}`);
  if ((await kiosk.round()) !== 'in-step') throw new Error('the kiosk did not come into step');
  return kiosk;
}

type Row = { logId: string; seq: number; id: string };

/** Of one kiosk, or of all. */
export async function readRowsAtHub({ db }: Store, kioskId?: string): Promise<Row[]> {
  let asked = db
    .selectFrom('events')
    .innerJoin('receipts', (join) =>
      join
        .onRef('receipts.kiosk_no', '=', 'events.kiosk_no')
        .onRef('receipts.log_no', '=', 'events.log_no')
        .onRef('receipts.seq', '=', 'events.seq'),
    )
    .innerJoin('logs', 'logs.log_no', 'events.log_no')
    .innerJoin('kiosks', 'kiosks.kiosk_no', 'events.kiosk_no')
    .select(['logs.log_id', 'events.seq', 'receipts.event_id']);
  if (kioskId !== undefined) asked = asked.where('kiosks.kiosk_id', '=', kioskId);
  const rows = await asked.execute();
  return rows.map(({ log_id, seq, event_id }) => ({
    logId: log_id,
    seq,
    id: event_id ? toUuid(event_id) : '',
  }));
}

/** Of all logs on the kiosk's disk. */
export function readRowsOf({ log }: SyncedKiosk): Row[] {
  const reader = log.reader();
  if (!reader) throw new Error('the log is closed');
  return reader
    .findEnd()
    .flatMap(({ logId }) =>
      reader.rowsAfter(logId, 0, 1_000_000).map(({ seq, event_id }) => ({ logId, seq, id: event_id })),
    );
}

/** What the kiosks wrote and the hub has not, and what it has more than once or nobody wrote. */
export function compare(
  atHub: readonly Row[],
  written: ReadonlySet<string>,
): { lost: number; double: number } {
  const there = new Set(atHub.map(({ id }) => id));
  const strange = [...there].filter((id) => !written.has(id)).length;
  return {
    lost: [...written].filter((id) => !there.has(id)).length,
    double: atHub.length - there.size + strange,
  };
}
