// A file that the hub makes for this page: asked for, received, and handed to the browser to be kept.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { z } from 'zod';
import { saveFile } from '../parts/save-file.ts';
import { readAnswer, type Unanswered } from './ask-hub.ts';
import { noteSignedOut } from './query-client.ts';

type Wanted = { path: string; method?: 'GET' | 'POST'; body?: unknown; name: string };
export type DownloadState =
  | { kind: 'nothing' }
  | { kind: 'coming'; bytes: number }
  | { kind: 'saved' }
  | { kind: 'failed'; why: Unanswered };

export function useDownload() {
  const client = useQueryClient();
  const stopper = useRef<AbortController>(undefined);
  const [state, setState] = useState<DownloadState>({ kind: 'nothing' });
  return {
    state,
    stop: () => stopper.current?.abort(),
    async run({ path, method = 'GET', body, name }: Wanted): Promise<void> {
      if (stopper.current) return;
      const stop = new AbortController();
      stopper.current = stop;
      setState({ kind: 'coming', bytes: 0 });
      const outcome = await receive(
        path,
        {
          method,
          signal: stop.signal,
          credentials: 'same-origin',
          ...(body !== undefined && {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
        },
        (bytes) => setState({ kind: 'coming', bytes }),
      );
      stopper.current = undefined;
      if (outcome instanceof Blob) {
        saveFile(name, outcome);
        setState({ kind: 'saved' });
        return;
      }
      noteSignedOut(client, outcome);
      setState(stop.signal.aborted ? { kind: 'nothing' } : { kind: 'failed', why: outcome });
    },
  };
}

async function receive(
  path: string,
  init: RequestInit,
  onBytes: (bytes: number) => void,
): Promise<Blob | Unanswered> {
  try {
    const response = await fetch(path, init);
    if (!response.ok) {
      const answer = readAnswer(await response.text(), z.never());
      return answer.kind === 'answered' ? { kind: 'not-understood' } : answer;
    }
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    const reader = response.body?.getReader();
    while (reader) {
      const piece = await reader.read();
      if (piece.done) break;
      parts.push(piece.value);
      bytes += piece.value.length;
      onBytes(bytes);
    }
    return new Blob(parts, { type: response.headers.get('Content-Type') ?? '' });
  } catch {
    // Also where it was stopped; who stopped it knows.
    return { kind: 'silent' };
  }
}
