// What a page shows stays as it is at the hub: it is asked again every few seconds, and where nothing has
// changed that costs a few bytes and draws nothing anew. While the hub is away the last answer stays.
import { useQuery, type QueryFunctionContext } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { AskHub, Unanswered } from './ask-hub.ts';
import { useHub } from './hub-context.ts';

export const liveEveryMs = 10_000;

/** What makes a query fail; the screens say it in words. */
export class AskFailed extends Error {
  readonly why: Unanswered;
  constructor(why: Unanswered) {
    super(why.kind === 'refused' ? why.code : why.kind);
    this.why = why;
  }
}

export type Live<Value> =
  | { kind: 'loading' }
  | { kind: 'failed'; why: Unanswered; again(): void }
  | {
      kind: 'ready';
      value: Value;
      /** When the hub last said so. */
      heardMs: number;
      /** The hub was asked since and did not answer. */
      isStale: boolean;
      /** It is the answer to the question before; the new one is on its way. */
      isChanging: boolean;
      again(): void;
    };

type Kept<Value> = { value: Value; etag: string | undefined };

export function useLive<Value>(path: string, answers: z.ZodType<Value>, everyMs = liveEveryMs): Live<Value> {
  const ask = useHub();
  const query = useQuery({
    queryKey: [path],
    queryFn: (context) => askAgain(ask, context, { path, answers }),
    refetchInterval: everyMs,
    // The figures of the same page under other filters are better than none for a moment.
    placeholderData: (before, beforeQuery) =>
      placeOf(beforeQuery?.queryKey[0]) === placeOf(path) ? before : undefined,
  });
  const again = () => void query.refetch();
  // While it is tried once more, the page goes on saying what was wrong.
  const [last, setLast] = useState<{ path: string; why: Unanswered }>();
  const { error } = query;
  useEffect(() => {
    if (error instanceof AskFailed) setLast({ path, why: error.why });
  }, [error, path]);
  if (query.data) {
    return {
      kind: 'ready',
      value: query.data.value,
      heardMs: query.dataUpdatedAt,
      isStale: query.isError,
      isChanging: query.isPlaceholderData,
      again,
    };
  }
  if (error instanceof AskFailed) return { kind: 'failed', why: error.why, again };
  if (error) throw error;
  if (last?.path === path) return { kind: 'failed', why: last.why, again };
  return { kind: 'loading' };
}

const placeOf = (path: unknown) => String(path).split('?')[0];

async function askAgain<Value>(
  ask: AskHub,
  { client, queryKey }: QueryFunctionContext,
  wanted: { path: string; answers: z.ZodType<Value> },
): Promise<Kept<Value>> {
  const kept = client.getQueryData<Kept<Value>>(queryKey);
  const outcome = await ask({ ...wanted, etag: kept?.etag });
  if (outcome.kind === 'answered') return { value: outcome.value, etag: outcome.etag };
  if (outcome.kind === 'unchanged' && kept) return kept;
  throw new AskFailed(outcome.kind === 'unchanged' ? { kind: 'not-understood' } : outcome);
}
