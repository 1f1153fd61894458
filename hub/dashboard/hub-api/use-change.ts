// Changing something at the hub: at most one thing at a time, then every view is asked anew.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Unanswered, Wanted } from './ask-hub.ts';
import { useHub } from './hub-context.ts';
import { noteSignedOut } from './query-client.ts';

export type Change = {
  isBusy: boolean;
  /** Why the last one came to nothing. */
  failed: Unanswered | undefined;
  /** Undefined where it came to nothing, or another is under way. */
  run<Value>(wanted: Wanted<Value>): Promise<Value | undefined>;
  forget(): void;
};

export function useChange(): Change {
  const ask = useHub();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Unanswered>();
  return {
    isBusy,
    failed,
    forget: () => setFailed(undefined),
    async run(wanted) {
      if (isBusy) return undefined;
      setBusy(true);
      setFailed(undefined);
      const outcome = await ask(wanted);
      setBusy(false);
      if (outcome.kind !== 'answered') {
        const why: Unanswered = outcome.kind === 'unchanged' ? { kind: 'not-understood' } : outcome;
        noteSignedOut(client, why);
        setFailed(why);
        return undefined;
      }
      void client.invalidateQueries();
      return outcome.value;
    },
  };
}
