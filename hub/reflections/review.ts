// The organisers' review: a decision of the hub stands against any kiosk's, and goes to every wall.
// Taking one back (`pending`) is a decision too. Each stands in the audit log by the reflection's number.
import type { ReviewState } from '../../model/reflection.ts';
import { noteAudit, type Actor } from '../accounts/audit.ts';
import { toUuid } from '../ingest/check-event.ts';
import type { Store } from '../store/open-store.ts';
import { publishDecision } from './publish-decision.ts';

export type Decision = {
  /** 16 bytes. */
  eventId: Uint8Array;
  state: ReviewState;
  by: Actor;
  nowMs: number;
};

export type DecideOutcome =
  { kind: 'decided'; before: ReviewState } | { kind: 'no-such-reflection' } | { kind: 'private' };

/** Only what its writer wanted to share can be decided on. The same decision again changes nothing. */
export async function decide(store: Store, { eventId, state, by, nowMs }: Decision): Promise<DecideOutcome> {
  return store.db.transaction().execute(async (transaction) => {
    const asked = transaction.selectFrom('reflections').selectAll().where('event_id', '=', eventId);
    const found = await (store.dialect === 'postgres' ? asked.forUpdate() : asked).executeTakeFirst();
    if (!found) return { kind: 'no-such-reflection' };
    if (found.consent !== 'public') return { kind: 'private' };
    const decided = { state, decided_by: by.name, decided_ms: nowMs, hub_decided: 1 as const };
    await transaction
      .updateTable('reflections')
      .set(decided)
      .where('kiosk_no', '=', found.kiosk_no)
      .where('event_id', '=', found.event_id)
      .execute();
    if (found.state !== state || found.hub_decided === 0) {
      await publishDecision(transaction, { ...found, ...decided }, { kioskNo: null, atMs: nowMs });
    }
    const details = { before: found.state, state };
    await noteAudit(transaction, { by, act: 'reflection-decided', about: toUuid(eventId), details }, nowMs);
    return { kind: 'decided', before: found.state };
  });
}
