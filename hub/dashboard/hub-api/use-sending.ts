// A file on its way to the hub: how much of it is gone, and what came of it.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import type { Unanswered } from './ask-hub.ts';
import { noteSignedOut } from './query-client.ts';
import { sendFile } from './send-file.ts';

type Wanted<Value> = { path: string; file: Blob; type: string; answers: z.ZodType<Value> };

export function useSending() {
  const client = useQueryClient();
  const stopper = useRef<AbortController>(undefined);
  const [sent, setSent] = useState<{ bytes: number; of: number }>();
  const [failed, setFailed] = useState<Unanswered>();
  return {
    /** Undefined while nothing is on its way. */
    sent,
    failed,
    fail: setFailed,
    stop: () => stopper.current?.abort(),
    async send<Value>(wanted: Wanted<Value>): Promise<Value | undefined> {
      if (stopper.current) return undefined;
      const stop = new AbortController();
      stopper.current = stop;
      setFailed(undefined);
      setSent({ bytes: 0, of: wanted.file.size });
      const onSent = (bytes: number) => setSent({ bytes, of: wanted.file.size });
      const outcome = await sendFile({ ...wanted, onSent, signal: stop.signal });
      stopper.current = undefined;
      setSent(undefined);
      void client.invalidateQueries();
      if (outcome.kind === 'answered') return outcome.value;
      noteSignedOut(client, outcome);
      if (!stop.signal.aborted) setFailed(outcome);
      return undefined;
    },
  };
}
