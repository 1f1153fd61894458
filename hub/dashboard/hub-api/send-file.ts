// Sends a file as its bytes and says how much is gone: `fetch` does not tell that, so this is the older way.
import type { z } from 'zod';
import { readAnswer, type Answered, type Unanswered } from './ask-hub.ts';

export type SendFile<Value> = {
  path: string;
  file: Blob;
  /** The media type that the address takes, whatever the file calls itself. */
  type: string;
  answers: z.ZodType<Value>;
  onSent(bytes: number): void;
  signal: AbortSignal;
};

export function sendFile<Value>(wanted: SendFile<Value>): Promise<Answered<Value> | Unanswered> {
  const { path, file, type, answers, onSent, signal } = wanted;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Content-Type', type);
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('load', () => resolve(readAnswer(request.responseText, answers)));
    request.addEventListener('error', () => resolve({ kind: 'silent' }));
    request.addEventListener('abort', () => resolve({ kind: 'silent' }));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    // Under the type of the address: a browser guesses one by the name's ending.
    request.send(new Blob([file], { type }));
  });
}
