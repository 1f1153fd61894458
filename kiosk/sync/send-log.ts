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
  /** Undefined while the log is not open. */
  findMaker(): BatchMaker | undefined;
  /** Logs that are another kiosk's to send: this disk was copied from that one's. */
  isAnothers(logId: string): boolean;
};

/** So many corrections without a batch arriving, and the hub does not know what it wants. */
const mostChanges = 8;

export type SendNext = (client: HubClient) => Promise<SendStep>;

/** One for as long as the kiosk belongs to one hub: how much the way to it takes is remembered. */
export function makeSender({ log, findMaker, isAnothers }: SendOptions): SendNext {
  let most: number = batchLimits.events;
  let changes = 0;
  /** Logs of which the hub has said in this run, and since it last was set back, that it has them. */
  const confirmed = new Set<string>();

  /**
   * What is not acknowledged. Of a log that is, the last row once more: a hub that was set back to an old
   * backup says then what it lost, also of a log in which nothing new is written.
   */
  function findNext(maker: BatchMaker): MadeBatch | undefined {
    for (const { logId, seq } of maker.reader.findEnd()) {
      if (isAnothers(logId)) continue;
      const acknowledged = log.acknowledged(logId);
      const isAll = acknowledged >= seq;
      if (isAll && (seq === 0 || confirmed.has(logId))) continue;
      const made = makeBatch(maker, { logId, afterSeq: isAll ? seq - 1 : acknowledged, most });
      if (made) return made;
    }
    return undefined;
  }

  function change(isDone: boolean): SendStep {
    if (!isDone) return { kind: 'log-unavailable' };
    changes += 1;
    if (changes <= mostChanges) return { kind: 'changed' };
    changes = 0;
    return { kind: 'no-hub' };
  }

  /** Half of it, where the hub or the way to it will not take so much at once. */
  function halve(sent: number, miss: Miss): SendStep {
    if (sent === 1) return miss;
    most = Math.max(1, Math.floor(sent / 2));
    return { kind: 'changed' };
  }

  return async function sendNext(client): Promise<SendStep> {
    const maker = findMaker();
    if (!maker) return { kind: 'log-unavailable' };
    const made = findNext(maker);
    if (!made) return { kind: 'nothing-left' };
    const { batch, logId, fromSeq, toSeq } = made;
    const events = toSeq - fromSeq + 1;
    const answer = await client.sendBatch(batch);
    if (answer.kind !== 'answered') {
      const isTooMuch =
        (answer.kind === 'trouble' && (answer.code === 'too-large' || answer.code === 'too-slow')) ||
        (answer.kind === 'offline' && answer.isTimeout);
      return isTooMuch ? halve(events, answer) : answer;
    }
    const { value } = answer;
    if (value.log_id !== logId) return { kind: 'no-hub' };
    if ('refused' in value) {
      if (value.refused === 'fork') return change(log.rekey(logId, value.wanted_seq));
      // Only back: a hub that was restored from a backup asks for what it lost.
      if (value.wanted_seq >= fromSeq) return { kind: 'no-hub' };
      // A hub that only wants to see the last row again asks for one; then nothing else is lost either.
      if (value.wanted_seq < fromSeq - 1 || value.wanted_seq === 1) confirmed.clear();
      return change(log.acknowledge(logId, value.wanted_seq - 1, 0, {}));
    }
    // Further than this batch the answer may speak of another disk's rows under this log's name.
    const through = Math.min(value.committed_through, toSeq);
    if (!log.acknowledge(logId, through, value.backed_up_through, value.clock)) {
      return { kind: 'log-unavailable' };
    }
    if (through < toSeq) return change(true);
    changes = 0;
    confirmed.add(logId);
    // Slowly: what the way did not take a minute ago it hardly takes now.
    most = Math.min(batchLimits.events, most + Math.ceil(most / 8));
    return { kind: 'sent', events };
  };
}
