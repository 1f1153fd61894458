// What was answered is kept here, and who is signed in: once the hub says that nobody is, the page is the
// sign-in page, wherever one was.
import { QueryCache, QueryClient } from '@tanstack/react-query';
import type { HubSession } from '../../../model/hub-access.ts';
import type { Unanswered } from './ask-hub.ts';
import { AskFailed } from './use-live.ts';

export const sessionPath = '/api/session';

export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof AskFailed) noteSignedOut(client, error.why);
      },
    }),
    defaultOptions: {
      queries: {
        // It is asked again in a few seconds anyway.
        retry: false,
        // A hub on this very machine answers without any network.
        networkMode: 'always',
        refetchOnWindowFocus: true,
        structuralSharing: false,
      },
    },
  });
  return client;
}

export function noteSignedOut(client: QueryClient, why: Unanswered): void {
  if (why.kind !== 'refused' || why.code !== 'signed-out') return;
  client.setQueryData<{ value: HubSession; etag: string | undefined }>(
    [sessionPath],
    (kept) => kept && { value: { ...kept.value, me: null }, etag: undefined },
  );
}

/** Somebody else may be here now: nothing of what was answered before is theirs. */
export async function forgetAnswers(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: [sessionPath] });
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionPath });
}
