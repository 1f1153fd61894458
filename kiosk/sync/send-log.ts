// One batch after the other, in order, one in flight: what the hub has not acknowledged. Nothing of
// the log is ever deleted or passed over because of an answer.
import { batchLimits } from '../../model/sync-batch.ts';
import { makeBatch, type BatchMaker, type MadeBatch } from '../courier/make-batches.ts';
import type { KeptLog } from '../log/keep-log.ts';
import type { HubClient, Miss } from './hub-client.ts';

export type SendStep =
  | { kind: 'sent'; events: number }
  | { kind: 'nothing-left' }
  /** The next batch goes another way: under a new name, from further back, or smaller. */
  | { kind: 'changed' }
  | { kind: 'log-unavailable' }
  | Miss;

export type SendOptions = {
  log: KeptLog;
  client: HubClient;
  /** Undefined while the log is not open. */
  findMaker(): BatchMaker | undefined;
};

/** So many corrections without a batch arriving, and the hub does not know what it wants. */
const mostChanges = 8;

export function makeSender({ log, client, findMaker }: SendOptions) {
  let most: number = batchLimits.events;
  let changes = 0;

  function findNext(maker: BatchMaker): MadeBatch | undefined {
    for (const { logId, seq } of maker.reader.findEnd()) {
      const afterSeq = log.acknowledged(logId);
      const made = afterSeq < seq && makeBatch(maker, { logId, afterSeq, most });
      if (made) return made;
    }
    return undefined;
  }

  function change(isDone: boolean): SendStep {
    if (!isDone) return { kind: 'log-unavailable' };
    changes += 1;
    return changes > mostChanges ? { kind: 'no-hub' } : { kind: 'changed' };
  }

  /** Half of it, where the hub or the way to it will not take so much at once. */
  function halve(sent: number, miss: Miss): SendStep {
    if (sent === 1) return miss;
    most = Math.max(1, Math.floor(sent / 2));
    return { kind: 'changed' };
  }

  return async function sendNext(): Promise<SendStep> {
    const maker = findMaker();
    if (!maker) return { kind: 'log-unavailable' };
    const made = findNext(maker);
    if (!made) return { kind: 'nothing-left' };
    const { batch, logId, fromSeq, toSeq } = made;
    const events = toSeq - fromSeq + 1;
    const answer = await client.sendBatch(batch);
    if (answer.kind !== 'answered') {
      const isTooMuch =
        (answer.kind === 'trouble' && answer.code === 'too-large') ||
        (answer.kind === 'offline' && answer.isTimeout);
      return isTooMuch ? halve(events, answer) : answer;
    }
    const { value } = answer;
    if (value.log_id !== logId) return { kind: 'no-hub' };
    if ('refused' in value) {
      if (value.refused === 'fork') return change(log.rekey(logId, value.wanted_seq));
      // Only back: a hub that was restored from a backup asks for what it lost.
      if (value.wanted_seq >= fromSeq) return { kind: 'no-hub' };
      return change(log.acknowledge(logId, value.wanted_seq - 1, 0, {}));
    }
    // Further than this batch the answer may speak of another disk's rows under this log's name.
    const through = Math.min(value.committed_through, toSeq);
    if (!log.acknowledge(logId, through, value.backed_up_through, value.clock)) {
      return { kind: 'log-unavailable' };
    }
    if (through < toSeq) return change(true);
    changes = 0;
    most = Math.min(batchLimits.events, most * 2);
    return { kind: 'sent', events };
  };
}
