// The reviewer's desk on the screen: what is decided is seen at once and sent one after another; what the hub
// does not take comes back.
import { useQueryClient } from '@tanstack/react-query';
import { useReducer, useRef, useState } from 'react';
import { z } from 'zod';
import { decidedSchema, type ReviewPage } from '../../../model/hub-review.ts';
import type { ReviewState } from '../../../model/reflection.ts';
import type { Unanswered } from '../hub-api/ask-hub.ts';
import { useHub } from '../hub-api/hub-context.ts';
import { noteSignedOut } from '../hub-api/query-client.ts';
import { actAtDesk, newDesk } from './review-desk.ts';

export type Reflection = ReviewPage['reflections'][number];
export type Said = ReviewState | 'erased';

export function useDesk() {
  const ask = useHub();
  const client = useQueryClient();
  const [desk, act] = useReducer(actAtDesk, newDesk);
  const [failed, setFailed] = useState<Unanswered>();
  const [said, setSaid] = useState<Said>();
  const sending = useRef<Promise<unknown>>(Promise.resolve());

  /** True where the hub took it. */
  function send(method: 'PUT' | 'DELETE', path: string, body?: { state: ReviewState }): Promise<boolean> {
    const sent = sending.current.then(async () => {
      const answers = method === 'PUT' ? decidedSchema : z.object({});
      const outcome = await ask<object>({ method, path, answers, ...(body && { body }) });
      if (outcome.kind === 'answered') return true;
      const why: Unanswered = outcome.kind === 'unchanged' ? { kind: 'not-understood' } : outcome;
      noteSignedOut(client, why);
      setFailed(why);
      return false;
    });
    sending.current = sent;
    return sent;
  }

  async function put(id: string, state: ReviewState): Promise<void> {
    setFailed(undefined);
    setSaid(state);
    const isTaken = await send('PUT', `/api/review/${id}`, { state });
    if (!isTaken) {
      setSaid(undefined);
      act({ kind: 'refused', id });
    }
    await client.invalidateQueries();
    act({ kind: 'settled', id });
  }

  return {
    desk,
    act,
    failed,
    said,
    decide({ id, state: before }: Reflection, state: ReviewState, ids: readonly string[]): void {
      act({ kind: 'decide', decision: { id, before, state }, ids });
      void put(id, state);
    },
    undo(): void {
      const last = desk.past.at(-1);
      if (!last) return;
      act({ kind: 'undo' });
      void put(last.id, last.before);
    },
    async erase(id: string): Promise<void> {
      setFailed(undefined);
      if (await send('DELETE', `/api/reflections/${id}/words`)) setSaid('erased');
      await client.invalidateQueries();
    },
  };
}
